package content

import (
	"fmt"
	"reflect"
)

// Walk calls visit for n and, if visit returns true, for the nodes inside it in reading order.
// It panics on a type that it does not know: a new node must be added here first.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	switch n := n.(type) {
	case *Course:
		if n.Front != nil {
			Walk(n.Front, visit)
		}
		walkAll(n.Units, visit)
	case *Unit:
		walkAll(n.Lessons, visit)
	case *Lesson:
		walkAll(n.Meta.Prerequisites, visit)
		walkAll(n.Parts, visit)
	case *Part:
		walkAll(n.Heading, visit)
		walkAll(n.Blocks, visit)
		walkAll(n.Notes, visit)
	case *Note:
		walkAll(n.Blocks, visit)

	case *Paragraph:
		walkAll(n.Inlines, visit)
	case *Heading:
		walkAll(n.Inlines, visit)
	case *List:
		walkAll(n.Items, visit)
	case *Item:
		walkAll(n.Blocks, visit)
	case *Quote:
		walkAll(n.Blocks, visit)
	case *Table:
		walkAll(n.Caption, visit)
		walkAll(n.Head, visit)
		walkAll(n.Body, visit)
		walkAll(n.Foot, visit)
	case *Row:
		walkAll(n.Cells, visit)
	case *Cell:
		walkAll(n.Blocks, visit)
	case *Figure:
		walkAll(n.Blocks, visit)
		walkAll(n.Caption, visit)
	case *Callout:
		walkAll(n.Title, visit)
		walkAll(n.Blocks, visit)
	case *Details:
		walkAll(n.Summary, visit)
		walkAll(n.Blocks, visit)
	case *Tabs:
		walkAll(n.Tabs, visit)
	case *Tab:
		walkAll(n.Label, visit)
		walkAll(n.Blocks, visit)
	case *DefinitionList:
		walkAll(n.Items, visit)
	case *Definition:
		for _, term := range n.Terms {
			walkAll(term, visit)
		}
		walkLists(n.Details, visit)
	case *Bibliography:
		walkAll(n.Entries, visit)
	case *Entry:
		walkAll(n.Inlines, visit)
	case *Flashcards:
		walkAll(n.Cards, visit)
	case *Flashcard:
		walkAll(n.Front, visit)
		walkAll(n.Back, visit)
	case *Exercise:
		walkAll(n.Title, visit)
		walkAll(n.Prompt, visit)
		walkLists(n.Hints, visit)
		walkAll(n.Reveal, visit)
		walkAll(n.Solution, visit)
	case *Embed:
		walkAll(n.Fallback, visit)
		walkAll(n.Transcript, visit)
	case *Div:
		walkAll(n.Title, visit)
		walkAll(n.Blocks, visit)
	case *CodeBlock, *MathBlock, *Rule, *Raw:

	case *Quiz:
		walkAll(n.Title, visit)
		walkAll(n.Intro, visit)
		walkAll(n.Questions, visit)
	case *Question:
		walkAll(n.Prompt, visit)
		if n.Answer != nil {
			Walk(n.Answer, visit)
		}
		walkLists(n.Hints, visit)
		walkAll(n.Right, visit)
		walkAll(n.Wrong, visit)
		walkAll(n.Explanation, visit)
	case *Choice:
		walkAll(n.Options, visit)
	case *Option:
		walkAll(n.Blocks, visit)
		walkAll(n.Feedback, visit)
	case *Cloze:
		walkAll(n.Answers, visit)
	case *Matching:
		walkAll(n.Pairs, visit)
		for _, side := range n.Extra {
			walkAll(side, visit)
		}
	case *Pair:
		walkAll(n.Left, visit)
		walkAll(n.Right, visit)
	case *Ordering:
		for _, item := range n.Items {
			walkAll(item, visit)
		}
	case *Essay:
		walkAll(n.Model, visit)
	case *Numeric, *ShortText:

	case Inline:
		walkAll(Inlines(n), visit)
	default:
		panic(fmt.Sprintf("content.Walk: unknown node %T", n))
	}
}

func walkAll[N Node](nodes []N, visit func(Node) bool) {
	for _, n := range nodes {
		Walk(n, visit)
	}
}

func walkLists(lists [][]Block, visit func(Node) bool) {
	for _, blocks := range lists {
		walkAll(blocks, visit)
	}
}

// Inlines returns the inlines inside n.
func Inlines(n Inline) []Inline {
	switch n := n.(type) {
	case *Emph:
		return n.Inlines
	case *Strong:
		return n.Inlines
	case *Strike:
		return n.Inlines
	case *Sub:
		return n.Inlines
	case *Super:
		return n.Inlines
	case *Link:
		return n.Inlines
	case *Cite:
		return n.Inlines
	case *Span:
		return n.Inlines
	case *Text, *Code, *Math, *Image, *Break, *NoteRef, *Blank:
		return nil
	default:
		panic(fmt.Sprintf("content.Inlines: unknown inline %T", n))
	}
}

// ID returns the id by which links can lead to n, "" if it has none.
func ID(n Node) string {
	switch n := n.(type) {
	case *Heading:
		return n.ID
	case *CodeBlock:
		return n.ID
	case *MathBlock:
		return n.ID
	case *Table:
		return n.ID
	case *Figure:
		return n.ID
	case *Callout:
		return n.ID
	case *Details:
		return n.ID
	case *Entry:
		return n.ID
	case *Flashcards:
		return n.ID
	case *Exercise:
		return n.ID
	case *Quiz:
		return n.ID
	case *Div:
		return n.ID
	case *Span:
		return n.ID
	}
	return ""
}

// SetID gives n the id by which links can lead to it. It panics if n is of a type that has none.
func SetID(n Node, id string) {
	switch n := n.(type) {
	case *Heading:
		n.ID = id
	case *CodeBlock:
		n.ID = id
	case *MathBlock:
		n.ID = id
	case *Table:
		n.ID = id
	case *Figure:
		n.ID = id
	case *Callout:
		n.ID = id
	case *Details:
		n.ID = id
	case *Entry:
		n.ID = id
	case *Flashcards:
		n.ID = id
	case *Exercise:
		n.ID = id
	case *Quiz:
		n.ID = id
	case *Div:
		n.ID = id
	case *Span:
		n.ID = id
	default:
		panic(fmt.Sprintf("content.SetID: %T has no id", n))
	}
}

// Kind names the type of n: "Paragraph", "Text".
func Kind(n Node) string { return reflect.TypeOf(n).Elem().Name() }

// Blocks and inlines by their kinds: what a format has to say something about.
var (
	BlockKinds = kinds[Block](
		&Paragraph{}, &Heading{}, &List{}, &Quote{}, &CodeBlock{}, &MathBlock{}, &Table{}, &Figure{}, &Callout{},
		&Details{}, &Tabs{}, &DefinitionList{}, &Rule{}, &Bibliography{}, &Quiz{}, &Flashcards{}, &Exercise{},
		&Embed{}, &Div{}, &Raw{})
	InlineKinds = kinds[Inline](
		&Text{}, &Emph{}, &Strong{}, &Strike{}, &Sub{}, &Super{}, &Code{}, &Math{}, &Link{}, &Image{}, &Break{},
		&NoteRef{}, &Blank{}, &Cite{}, &Span{})
)

func kinds[N Node](nodes ...N) []string {
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = Kind(n)
	}
	return names
}
