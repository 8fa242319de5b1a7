package content

import "fmt"

// A Rewriter copies parts of a tree and replaces nodes on the way. The tree that it reads stays as it is.
//
// A function gets a copy whose children have been rewritten already, and appends to a list what takes the node's place:
// the node, others, or nothing. A nil function keeps every node.
type Rewriter struct {
	Block  func(to []Block, b Block) []Block
	Inline func(to []Inline, n Inline) []Inline

	InPlace bool // change the nodes themselves and their lists; for whoever owns the tree
}

// Part returns a rewritten copy of p.
func (r Rewriter) Part(p *Part) *Part {
	p = own(r, p)
	p.Heading, p.Blocks = r.Inlines(p.Heading), r.Blocks(p.Blocks)
	p.Notes = ownEach(r, p.Notes, func(n *Note) { n.Blocks = r.Blocks(n.Blocks) })
	return p
}

// Blocks returns a rewritten copy of blocks.
func (r Rewriter) Blocks(blocks []Block) []Block {
	return rewriteAll(r, blocks, Rewriter.block, r.Block)
}

// Inlines returns a rewritten copy of inlines.
func (r Rewriter) Inlines(inlines []Inline) []Inline {
	return rewriteAll(r, inlines, Rewriter.inline, r.Inline)
}

// rewriteAll rewrites what is inside of each node and then lets replace, if there is one, decide what takes its place.
func rewriteAll[N any](r Rewriter, nodes []N, inside func(Rewriter, N) N, replace func([]N, N) []N) []N {
	if nodes == nil {
		return nil
	}
	out := room(r, nodes)
	inPlace := r.InPlace
	for i, n := range nodes {
		n = inside(r, n)
		if inPlace {
			out = nodes[: len(out) : i+1] // appending must not write over what has not been read
		}
		if replace == nil {
			out = append(out, n)
		} else {
			out = replace(out, n)
		}
		inPlace = inPlace && len(out) <= i+1 // else it has grown out of the list of nodes
	}
	return out
}

// block rewrites what is inside of b.
func (r Rewriter) block(b Block) Block {
	switch b := b.(type) {
	case *Paragraph:
		b = own(r, b)
		b.Inlines = r.Inlines(b.Inlines)
		return b
	case *Heading:
		b = own(r, b)
		b.Inlines = r.Inlines(b.Inlines)
		return b
	case *List:
		b = own(r, b)
		b.Items = ownEach(r, b.Items, func(i *Item) { i.Blocks = r.Blocks(i.Blocks) })
		return b
	case *Quote:
		b = own(r, b)
		b.Blocks = r.Blocks(b.Blocks)
		return b
	case *CodeBlock:
		return own(r, b)
	case *MathBlock:
		return own(r, b)
	case *Table:
		b = own(r, b)
		b.Caption = r.Inlines(b.Caption)
		b.Head, b.Body, b.Foot = r.rows(b.Head), r.rows(b.Body), r.rows(b.Foot)
		return b
	case *Figure:
		b = own(r, b)
		b.Blocks, b.Caption = r.Blocks(b.Blocks), r.Inlines(b.Caption)
		return b
	case *Callout:
		b = own(r, b)
		b.Title, b.Blocks = r.Inlines(b.Title), r.Blocks(b.Blocks)
		return b
	case *Details:
		b = own(r, b)
		b.Summary, b.Blocks = r.Inlines(b.Summary), r.Blocks(b.Blocks)
		return b
	case *Tabs:
		b = own(r, b)
		b.Tabs = ownEach(r, b.Tabs, func(t *Tab) { t.Label, t.Blocks = r.Inlines(t.Label), r.Blocks(t.Blocks) })
		return b
	case *DefinitionList:
		b = own(r, b)
		b.Items = ownEach(r, b.Items, func(d *Definition) {
			d.Terms, d.Details = eachList(r, d.Terms, r.Inlines), eachList(r, d.Details, r.Blocks)
		})
		return b
	case *Rule:
		return own(r, b)
	case *Bibliography:
		b = own(r, b)
		b.Entries = ownEach(r, b.Entries, func(e *Entry) { e.Inlines = r.Inlines(e.Inlines) })
		return b
	case *Quiz:
		b = own(r, b)
		b.Title, b.Intro = r.Inlines(b.Title), r.Blocks(b.Intro)
		b.Questions = ownEach(r, b.Questions, r.question)
		return b
	case *Flashcards:
		b = own(r, b)
		b.Cards = ownEach(r, b.Cards, func(f *Flashcard) { f.Front, f.Back = r.Blocks(f.Front), r.Blocks(f.Back) })
		return b
	case *Exercise:
		b = own(r, b)
		b.Title, b.Prompt, b.Solution = r.Inlines(b.Title), r.Blocks(b.Prompt), r.Blocks(b.Solution)
		b.Hints, b.Reveal = eachList(r, b.Hints, r.Blocks), r.Inlines(b.Reveal)
		return b
	case *Embed:
		b = own(r, b)
		b.Fallback, b.Transcript = r.Blocks(b.Fallback), r.Blocks(b.Transcript)
		return b
	case *Div:
		b = own(r, b)
		b.Title, b.Blocks = r.Inlines(b.Title), r.Blocks(b.Blocks)
		return b
	case *Raw:
		return own(r, b)
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown block %T", b))
	}
}

func (r Rewriter) rows(rows []*Row) []*Row {
	return ownEach(r, rows, func(row *Row) {
		row.Cells = ownEach(r, row.Cells, func(c *Cell) { c.Blocks = r.Blocks(c.Blocks) })
	})
}

func (r Rewriter) question(q *Question) {
	q.Prompt, q.Hints = r.Blocks(q.Prompt), eachList(r, q.Hints, r.Blocks)
	q.Right, q.Wrong, q.Explanation = r.Blocks(q.Right), r.Blocks(q.Wrong), r.Blocks(q.Explanation)
	if q.Answer != nil {
		q.Answer = r.answer(q.Answer)
	}
}

func (r Rewriter) answer(a Answer) Answer {
	switch a := a.(type) {
	case *Choice:
		a = own(r, a)
		a.Options = ownEach(r, a.Options, func(o *Option) { o.Blocks, o.Feedback = r.Blocks(o.Blocks), r.Blocks(o.Feedback) })
		return a
	case *Cloze:
		a = own(r, a)
		answers := make([]Answer, len(a.Answers))
		for i, of := range a.Answers {
			answers[i] = r.answer(of)
		}
		a.Answers = answers
		return a
	case *Matching:
		a = own(r, a)
		a.Extra = eachList(r, a.Extra, r.Inlines)
		a.Pairs = ownEach(r, a.Pairs, func(p *Pair) { p.Left, p.Right = r.Inlines(p.Left), r.Inlines(p.Right) })
		return a
	case *Ordering:
		a = own(r, a)
		a.Items = eachList(r, a.Items, r.Inlines)
		return a
	case *Essay:
		a = own(r, a)
		a.Model = r.Blocks(a.Model)
		return a
	case *Numeric:
		return own(r, a)
	case *ShortText:
		return own(r, a)
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown answer %T", a))
	}
}

// inline rewrites what is inside of n.
func (r Rewriter) inline(n Inline) Inline {
	switch n := n.(type) {
	case *Text:
		return own(r, n)
	case *Emph:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Strong:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Strike:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Sub:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Super:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Code:
		return own(r, n)
	case *Math:
		return own(r, n)
	case *Link:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Image:
		return own(r, n)
	case *Break:
		return own(r, n)
	case *NoteRef:
		return own(r, n)
	case *Blank:
		return own(r, n)
	case *Cite:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	case *Span:
		n = own(r, n)
		n.Inlines = r.Inlines(n.Inlines)
		return n
	default:
		panic(fmt.Sprintf("content.Rewriter: unknown inline %T", n))
	}
}

// own returns the node that may be changed: n itself or a copy.
func own[N any](r Rewriter, n *N) *N {
	if r.InPlace {
		return n
	}
	c := *n
	return &c
}

// room returns an empty list with room for what comes of nodes: their own list, if that may be changed.
func room[N any](r Rewriter, nodes []N) []N {
	if r.InPlace {
		return nodes[:0]
	}
	return make([]N, 0, len(nodes))
}

// ownEach lets change work on the nodes that may be changed.
func ownEach[N any](r Rewriter, nodes []*N, change func(*N)) []*N {
	if nodes == nil {
		return nil
	}
	out := room(r, nodes)
	for _, n := range nodes {
		n = own(r, n)
		change(n)
		out = append(out, n)
	}
	return out
}

func eachList[N any](r Rewriter, lists [][]N, rewrite func([]N) []N) [][]N {
	if lists == nil {
		return nil
	}
	out := room(r, lists)
	for _, list := range lists {
		out = append(out, rewrite(list))
	}
	return out
}
