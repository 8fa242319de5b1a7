package practice

import (
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
)

// Form is what the player calls a kind of answer; "" if there is none.
func Form(a content.Answer) string {
	switch a := a.(type) {
	case *content.Choice:
		if a.Multiple {
			return "choices"
		}
		return "choice"
	case *content.Numeric:
		return "number"
	case *content.ShortText:
		return "text"
	case *content.Cloze:
		return "cloze"
	case *content.Matching:
		return "matching"
	case *content.Ordering:
		return "ordering"
	case *content.Essay:
		return "essay"
	}
	return ""
}

// AnswerKeys returns the keys of what a learner chooses from to answer; nil where the answer is typed.
func AnswerKeys(a content.Answer) []string {
	var keys []string
	switch a := a.(type) {
	case *content.Choice:
		keys = Options(a)
	case *content.Cloze:
		for i, blank := range a.Answers {
			for _, key := range AnswerKeys(blank) {
				keys = append(keys, strconv.Itoa(i)+key)
			}
		}
	case *content.Matching:
		sides, _ := Rights(a)
		keys = Lefts(a)
		for _, s := range sides {
			keys = append(keys, s.Key)
		}
	case *content.Ordering:
		_, keys = Order(a)
	}
	return keys
}

// Options returns the keys of a choice's options, in their order.
func Options(c *content.Choice) []string {
	texts := make([]string, len(c.Options))
	for i, o := range c.Options {
		texts[i] = Text(o.Blocks)
	}
	return OptionKeys(texts)
}

// A Side is a right side of a matching, or an item of an ordering.
type Side struct {
	Key     string
	Inlines []content.Inline
}

// Lefts returns the keys of a matching's left sides, in their order.
func Lefts(m *content.Matching) []string {
	texts := make([]string, len(m.Pairs))
	for i, p := range m.Pairs {
		texts[i] = content.PlainText(p.Left)
	}
	return OptionKeys(texts)
}

// Rights returns the right sides of a matching, each once, in an order that gives nothing away, and the keys of those
// that belong to its pairs.
func Rights(m *content.Matching) (sides []Side, ofPairs []string) {
	var texts []string
	add := func(right []content.Inline) {
		if text := content.PlainText(right); !slices.Contains(texts, text) {
			texts, sides = append(texts, text), append(sides, Side{Inlines: right})
		}
	}
	for _, p := range m.Pairs {
		add(p.Right)
	}
	for _, extra := range m.Extra {
		add(extra)
	}
	for i, key := range OptionKeys(texts) {
		sides[i].Key = key
	}
	for _, p := range m.Pairs {
		ofPairs = append(ofPairs, sides[slices.Index(texts, content.PlainText(p.Right))].Key)
	}
	sortSides(sides)
	return sides, ofPairs
}

// Order returns the items of an ordering in an order that is not the right one, and their keys in the right one.
func Order(o *content.Ordering) (sides []Side, right []string) {
	texts := make([]string, len(o.Items))
	for i, item := range o.Items {
		texts[i] = content.PlainText(item)
	}
	right = OptionKeys(texts)
	for i, item := range o.Items {
		sides = append(sides, Side{right[i], item})
	}
	sortSides(sides)
	if slices.EqualFunc(sides, right, func(s Side, key string) bool { return s.Key == key }) && len(sides) > 1 {
		sides = append(sides[1:], sides[0])
	}
	return sides, right
}

// sortSides puts sides in an order that is the same in every run.
func sortSides(sides []Side) {
	slices.SortStableFunc(sides, func(a, b Side) int {
		return strings.Compare(content.PlainText(a.Inlines), content.PlainText(b.Inlines))
	})
}
