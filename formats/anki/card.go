package anki

import (
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/words"
)

// front is what a card asks: the question, what there is to choose from, and hints under a lid.
func front(item *bank.Item, w *words.Words) []content.Block {
	blocks := slices.Concat(item.Prompt, choices(item.Pos, item.Answer))
	for _, hint := range item.Hints {
		blocks = append(blocks, &content.Details{Pos: item.Pos, Summary: text(item.Pos, w.Hint), Blocks: hint})
	}
	return blocks
}

// choices are what an answer is chosen from.
func choices(at content.Pos, a content.Answer) []content.Block {
	switch a := a.(type) {
	case *content.Choice:
		return list(at, options(a))
	case *content.Cloze:
		var blocks []content.Block
		for i, of := range a.Answers {
			if menu, ok := of.(*content.Choice); ok {
				blocks = append(blocks, paragraph(at, text(at, "("+strconv.Itoa(i+1)+")")))
				blocks = append(blocks, choices(at, menu)...)
			}
		}
		return blocks
	case *content.Matching:
		rights, _ := practice.Rights(a)
		var lefts [][]content.Block
		for _, p := range a.Pairs {
			lefts = append(lefts, []content.Block{paragraph(at, p.Left)})
		}
		return append(list(at, lefts), list(at, sides(at, rights))...)
	case *content.Ordering:
		items, _ := practice.Order(a)
		return list(at, sides(at, items))
	}
	return nil
}

func sides(at content.Pos, sides []practice.Side) [][]content.Block {
	var items [][]content.Block
	for _, s := range sides {
		items = append(items, []content.Block{paragraph(at, s.Inlines)})
	}
	return items
}

// back is the answer, and whatever is said to one.
func back(item *bank.Item) []content.Block {
	return slices.Concat(expected(item.Pos, item.Answer), item.Right, item.Wrong, item.Explanation)
}

func expected(at content.Pos, a content.Answer) []content.Block {
	switch a := a.(type) {
	case *content.Choice:
		return slices.Concat(list(at, rightOptions(a)), list(at, wrongOptions(a)))
	case *content.Numeric:
		s := strconv.FormatFloat(a.Value, 'g', -1, 64)
		if a.Tolerance > 0 {
			s += " ± " + strconv.FormatFloat(a.Tolerance, 'g', -1, 64)
		}
		return []content.Block{paragraph(at, text(at, s))}
	case *content.ShortText:
		return []content.Block{paragraph(at, text(at, strings.Join(a.Accept, " / ")))}
	case *content.Cloze:
		var items [][]content.Block
		for _, of := range a.Answers {
			items = append(items, expected(at, of))
		}
		return numbered(at, items)
	case *content.Matching:
		var pairs [][]content.Block
		for _, p := range a.Pairs {
			pairs = append(pairs, []content.Block{paragraph(at, slices.Concat(p.Left, text(at, " → "), p.Right))})
		}
		return list(at, pairs)
	case *content.Ordering:
		var items [][]content.Block
		for _, item := range a.Items {
			items = append(items, []content.Block{paragraph(at, item)})
		}
		return numbered(at, items)
	case *content.Essay:
		return a.Model
	case nil:
		return nil
	}
	panic("anki: unknown answer " + content.Kind(a))
}

func options(c *content.Choice) [][]content.Block {
	var items [][]content.Block
	for _, o := range c.Options {
		items = append(items, o.Blocks)
	}
	return items
}

func rightOptions(c *content.Choice) [][]content.Block {
	var items [][]content.Block
	for _, o := range c.Options {
		if o.Correct {
			items = append(items, slices.Concat(o.Blocks, quoted(o)))
		}
	}
	return items
}

// wrongOptions are those of which something is said, with a cross in front.
func wrongOptions(c *content.Choice) [][]content.Block {
	var items [][]content.Block
	for _, o := range c.Options {
		if !o.Correct && len(o.Feedback) > 0 {
			items = append(items, slices.Concat(crossed(o), quoted(o)))
		}
	}
	return items
}

func crossed(o *content.Option) []content.Block {
	cross := text(o.Pos, "\u2717 ")
	if len(o.Blocks) == 0 {
		return []content.Block{paragraph(o.Pos, cross)}
	}
	if first, ok := o.Blocks[0].(*content.Paragraph); ok {
		return append([]content.Block{paragraph(first.Pos, slices.Concat(cross, first.Inlines))}, o.Blocks[1:]...)
	}
	return append([]content.Block{paragraph(o.Pos, cross)}, o.Blocks...)
}

// quoted is what is said to who chose an option.
func quoted(o *content.Option) []content.Block {
	if len(o.Feedback) == 0 {
		return nil
	}
	return []content.Block{&content.Quote{Pos: o.Pos, Blocks: o.Feedback}}
}

func list(at content.Pos, items [][]content.Block) []content.Block {
	l := &content.List{Pos: at, Tight: true}
	for _, item := range items {
		l.Items = append(l.Items, &content.Item{Pos: at, Blocks: item})
	}
	if len(items) == 0 {
		return nil
	}
	return []content.Block{l}
}

func numbered(at content.Pos, items [][]content.Block) []content.Block {
	blocks := list(at, items)
	for _, b := range blocks {
		l := b.(*content.List)
		l.Ordered, l.Start = true, 1
	}
	return blocks
}

func paragraph(at content.Pos, inlines []content.Inline) content.Block {
	return &content.Paragraph{Pos: at, Inlines: inlines}
}

func text(at content.Pos, s string) []content.Inline {
	return []content.Inline{&content.Text{Pos: at, Text: s}}
}
