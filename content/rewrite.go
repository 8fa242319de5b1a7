package content

import "fmt"

// A Rewriter copies parts of a tree and replaces nodes on the way. The tree that it reads stays as it is.
//
// A function gets a copy whose children have been rewritten already; what it returns takes the node's place:
// the node, others, or nothing. A nil function keeps every node.
type Rewriter struct {
	Block  func(Block) []Block
	Inline func(Inline) []Inline
}

// Part returns a rewritten copy of p.
func (r Rewriter) Part(p *Part) *Part {
	c := *p
	c.Heading, c.Blocks = r.Inlines(p.Heading), r.Blocks(p.Blocks)
	c.Notes = copyEach(p.Notes, func(n *Note) { n.Blocks = r.Blocks(n.Blocks) })
	return &c
}

// Blocks returns a rewritten copy of blocks.
func (r Rewriter) Blocks(blocks []Block) []Block {
	if blocks == nil {
		return nil
	}
	out := make([]Block, 0, len(blocks))
	for _, b := range blocks {
		b = r.block(b)
		if r.Block == nil {
			out = append(out, b)
		} else {
			out = append(out, r.Block(b)...)
		}
	}
	return out
}

// Inlines returns a rewritten copy of inlines.
func (r Rewriter) Inlines(inlines []Inline) []Inline {
	if inlines == nil {
		return nil
	}
	out := make([]Inline, 0, len(inlines))
	for _, n := range inlines {
		n = r.inline(n)
		if r.Inline == nil {
			out = append(out, n)
		} else {
			out = append(out, r.Inline(n)...)
		}
	}
	return out
}

// block copies b and rewrites what is inside.
func (r Rewriter) block(b Block) Block {
	switch b := b.(type) {
	case *Paragraph:
		c := *b
		c.Inlines = r.Inlines(b.Inlines)
		return &c
	case *Heading:
		c := *b
		c.Inlines = r.Inlines(b.Inlines)
		return &c
	case *List:
		c := *b
		c.Items = copyEach(b.Items, func(i *Item) { i.Blocks = r.Blocks(i.Blocks) })
		return &c
	case *Quote:
		c := *b
		c.Blocks = r.Blocks(b.Blocks)
		return &c
	case *CodeBlock:
		c := *b
		return &c
	case *MathBlock:
		c := *b
		return &c
	case *Table:
		c := *b
		c.Caption = r.Inlines(b.Caption)
		c.Head, c.Body, c.Foot = r.rows(b.Head), r.rows(b.Body), r.rows(b.Foot)
		return &c
	case *Figure:
		c := *b
		c.Blocks, c.Caption = r.Blocks(b.Blocks), r.Inlines(b.Caption)
		return &c
	case *Callout:
		c := *b
		c.Title, c.Blocks = r.Inlines(b.Title), r.Blocks(b.Blocks)
		return &c
	case *Details:
		c := *b
		c.Summary, c.Blocks = r.Inlines(b.Summary), r.Blocks(b.Blocks)
		return &c
	case *Tabs:
		c := *b
		c.Tabs = copyEach(b.Tabs, func(t *Tab) { t.Label, t.Blocks = r.Inlines(t.Label), r.Blocks(t.Blocks) })
		return &c
	case *DefinitionList:
		c := *b
		c.Items = copyEach(b.Items, func(d *Definition) {
			d.Terms, d.Details = eachList(d.Terms, r.Inlines), eachList(d.Details, r.Blocks)
		})
		return &c
	case *Rule:
		c := *b
		return &c
	case *Bibliography:
		c := *b
		c.Entries = copyEach(b.Entries, func(e *Entry) { e.Inlines = r.Inlines(e.Inlines) })
		return &c
	case *Quiz:
		c := *b
		c.Title, c.Intro = r.Inlines(b.Title), r.Blocks(b.Intro)
		c.Questions = copyEach(b.Questions, r.question)
		return &c
	case *Flashcards:
		c := *b
		c.Cards = copyEach(b.Cards, func(f *Flashcard) { f.Front, f.Back = r.Blocks(f.Front), r.Blocks(f.Back) })
		return &c
	case *Exercise:
		c := *b
		c.Title, c.Prompt, c.Solution = r.Inlines(b.Title), r.Blocks(b.Prompt), r.Blocks(b.Solution)
		c.Hints = eachList(b.Hints, r.Blocks)
		return &c
	case *Embed:
		c := *b
		c.Fallback = r.Blocks(b.Fallback)
		return &c
	case *Div:
		c := *b
		c.Title, c.Blocks = r.Inlines(b.Title), r.Blocks(b.Blocks)
		return &c
	case *Raw:
		c := *b
		return &c
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown block %T", b))
	}
}

func (r Rewriter) rows(rows []*Row) []*Row {
	return copyEach(rows, func(row *Row) {
		row.Cells = copyEach(row.Cells, func(c *Cell) { c.Blocks = r.Blocks(c.Blocks) })
	})
}

func (r Rewriter) question(q *Question) {
	q.Prompt, q.Explanation, q.Hints = r.Blocks(q.Prompt), r.Blocks(q.Explanation), eachList(q.Hints, r.Blocks)
	switch a := q.Answer.(type) {
	case nil:
	case *Choice:
		c := *a
		c.Options = copyEach(a.Options, func(o *Option) { o.Blocks, o.Feedback = r.Blocks(o.Blocks), r.Blocks(o.Feedback) })
		q.Answer = &c
	case *Matching:
		c := *a
		c.Pairs = copyEach(a.Pairs, func(p *Pair) { p.Left, p.Right = r.Inlines(p.Left), r.Inlines(p.Right) })
		q.Answer = &c
	case *Ordering:
		c := *a
		c.Items = eachList(a.Items, r.Inlines)
		q.Answer = &c
	case *Essay:
		c := *a
		c.Model = r.Blocks(a.Model)
		q.Answer = &c
	case *Numeric:
		c := *a
		q.Answer = &c
	case *ShortText:
		c := *a
		q.Answer = &c
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown answer %T", a))
	}
}

// inline copies n and rewrites what is inside.
func (r Rewriter) inline(n Inline) Inline {
	switch n := n.(type) {
	case *Text:
		c := *n
		return &c
	case *Emph:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Strong:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Strike:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Sub:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Super:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Code:
		c := *n
		return &c
	case *Math:
		c := *n
		return &c
	case *Link:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Image:
		c := *n
		return &c
	case *Break:
		c := *n
		return &c
	case *NoteRef:
		c := *n
		return &c
	case *Cite:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	case *Span:
		c := *n
		c.Inlines = r.Inlines(n.Inlines)
		return &c
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown inline %T", n))
	}
}

// copyEach copies what the pointers point to and lets change work on the copies.
func copyEach[N any](nodes []*N, change func(*N)) []*N {
	if nodes == nil {
		return nil
	}
	out := make([]*N, len(nodes))
	for i, n := range nodes {
		c := *n
		change(&c)
		out[i] = &c
	}
	return out
}

func eachList[N any](lists [][]N, rewrite func([]N) []N) [][]N {
	if lists == nil {
		return nil
	}
	out := make([][]N, len(lists))
	for i, list := range lists {
		out[i] = rewrite(list)
	}
	return out
}
