package qti

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/xmldoc"
)

// body writes what is asked and the interactions by which it is answered (Information Model, section 7).
func (p *packaging) body(f *xmldoc.File, it *item) {
	var gap func(int) string
	if c, ok := it.Answer.(*content.Cloze); ok {
		gap = func(number int) string { return blank(number, c.Answers[number-1]) }
	}
	f.WriteString(p.maker.prompt(it.Item, gap) + "\n")
	ident := it.responses[0].ident
	switch a := it.Answer.(type) {
	case *content.Choice:
		p.choice(f, ident, a)
	case *content.Numeric, *content.ShortText:
		f.Markup("p", blankElement(ident, a))
	case *content.Cloze: // its interactions are in the prompt
	case *content.Matching:
		p.matching(f, ident, a)
	case *content.Ordering:
		p.ordering(f, ident, a)
	case *content.Essay:
		p.essay(f, ident, a.Model)
	case nil:
		p.essay(f, ident, nil)
	default:
		panic(fmt.Sprintf("qti: unknown answer %T", a))
	}
}

func (p *packaging) choice(f *xmldoc.File, ident string, c *content.Choice) {
	most := "1"
	if c.Multiple {
		most = "0" // as many as one likes
	}
	f.Open("choiceInteraction", "responseIdentifier", ident, "shuffle", strconv.FormatBool(c.Shuffle), "maxChoices", most)
	for i, o := range c.Options {
		f.Markup("simpleChoice", p.maker.snug(o.Blocks), "identifier", choiceID(i))
	}
	f.Close("choiceInteraction")
}

// matching asks for the right side of every left side, which stay in their order.
func (p *packaging) matching(f *xmldoc.File, ident string, m *content.Matching) {
	sides, _ := practice.Rights(m)
	f.Open("matchInteraction", "responseIdentifier", ident, "shuffle", "true", "maxAssociations", strconv.Itoa(len(m.Pairs)))
	f.Open("simpleMatchSet")
	for i, pair := range m.Pairs {
		f.Markup("simpleAssociableChoice", p.maker.inlines(pair.Left), "identifier", leftID(i), "fixed", "true", "matchMax", "1")
	}
	f.Close("simpleMatchSet")
	f.Open("simpleMatchSet")
	for _, side := range sides {
		f.Markup("simpleAssociableChoice", p.maker.inlines(side.Inlines), "identifier", rightID(side), "matchMax", strconv.Itoa(len(m.Pairs)))
	}
	f.Close("simpleMatchSet")
	f.Close("matchInteraction")
}

// ordering shows the items in an order that is wrong even where nothing shuffles them.
func (p *packaging) ordering(f *xmldoc.File, ident string, o *content.Ordering) {
	sides, right := practice.Order(o)
	at := map[string]int{}
	for i, key := range right {
		at[key] = i
	}
	f.Open("orderInteraction", "responseIdentifier", ident, "shuffle", "true")
	for _, side := range sides {
		f.Markup("simpleChoice", p.maker.inlines(side.Inlines), "identifier", choiceID(at[side.Key]))
	}
	f.Close("orderInteraction")
}

// essay shows the model answer to who grades.
func (p *packaging) essay(f *xmldoc.File, ident string, model []content.Block) {
	f.Empty("extendedTextInteraction", "responseIdentifier", ident, "expectedLines", "10")
	if len(model) > 0 {
		f.Markup("rubricBlock", p.maker.blocks(model), "view", "scorer")
	}
}

// blank is what stands in the text for a blank, by its number.
func blank(number int, a content.Answer) string { return blankElement(blankID(number-1), a) }

// blankElement is a field to type into, or a menu, whose choices QTI has as plain text.
func blankElement(ident string, a content.Answer) string {
	f := &xmldoc.File{}
	switch a := a.(type) {
	case *content.Numeric:
		f.Empty("textEntryInteraction", "responseIdentifier", ident, "expectedLength", "10")
	case *content.ShortText:
		f.Empty("textEntryInteraction", "responseIdentifier", ident, "expectedLength", strconv.Itoa(longest(a.Accept)))
	case *content.Choice:
		f.Open("inlineChoiceInteraction", "responseIdentifier", ident, "shuffle", strconv.FormatBool(a.Shuffle))
		for i, o := range a.Options {
			f.Text("inlineChoice", practice.Text(o.Blocks), "identifier", choiceID(i))
		}
		f.Close("inlineChoiceInteraction")
	default:
		panic(fmt.Sprintf("qti: no blank for %T", a))
	}
	return strings.TrimSpace(f.String())
}

// longest is the length of the longest text, rounded up so that it tells little.
func longest(texts []string) int {
	most := 0
	for _, t := range texts {
		most = max(most, utf8.RuneCountInString(t))
	}
	return (most/10 + 1) * 10
}
