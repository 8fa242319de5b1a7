package xhtml

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/practice"
)

// form writes a quiz to be answered in the page. What is right, and what is said to an answer, is in it from the start:
// the first as data- attributes, the second hidden. A script does the rest; formats/scorm/player/README.md lists what it
// finds.
func (w *Writer) form(q *content.Quiz) {
	title := ""
	if len(q.Title) > 0 {
		title = w.claim(q.ID + "-title")
	}
	role := ""
	if title != "" {
		role = "group"
	}
	attempts := ""
	if q.Attempts > 0 {
		attempts = strconv.Itoa(q.Attempts)
	}
	if q.TimeLimit > 0 {
		w.reportAlike(q, diag.Note, "quiz-time", "the player keeps no time", "the time limit above the questions, which nobody enforces")
	}
	w.openLine("div", "class", "quiz", "id", w.claim(q.ID), "role", role, "aria-labelledby", title, "data-attempts", attempts)
	if len(q.Title) > 0 {
		w.inlineElement("p", q.Title, "class", "quiz-title", "id", title)
	}
	w.limits(q)
	w.Blocks(q.Intro)
	w.openLine(listOf(q), "class", "questions")
	for _, question := range q.Questions {
		w.questionForm(question)
	}
	w.closeLine(listOf(q))
	w.closeLine("div")
}

// A questionForm is what the parts of a question's form have to know of it.
type questionForm struct {
	id     string   // starts those of the elements in it
	prompt string   // id of the prompt
	label  []string // attributes of what has no label but the prompt
}

func (w *Writer) questionForm(q *content.Question) {
	f := questionForm{id: w.claim(q.ID)}
	if f.id == "" { // fields are told apart by it
		f.id = w.claim("question-" + w.key(q))
	}
	f.prompt = w.claim(f.id + "-prompt")
	f.label = labelled(f.prompt, q.Prompt)
	w.openLine("li", "class", "question", "id", f.id, "data-key", w.key(q), "data-kind", practice.Form(q.Answer))
	if cloze, ok := q.Answer.(*content.Cloze); ok {
		w.blanks = cloze.Answers
	}
	w.openLine("div", "class", "prompt", "id", f.prompt)
	w.Blocks(q.Prompt)
	w.closeLine("div")
	w.blanks = nil
	w.fields(q, f)
	w.hints(q.Hints)
	w.hidden("right", q.Right)
	w.hidden("wrong", q.Wrong)
	w.hidden("explanation", q.Explanation)
	w.closeLine("li")
}

// fields writes what an answer is given with.
func (w *Writer) fields(q *content.Question, f questionForm) {
	switch a := q.Answer.(type) {
	case *content.Choice:
		w.optionFields(a, f)
	case *content.Numeric, *content.ShortText:
		w.open("p", "class", "field")
		w.field(a, f.label...)
		w.closeLine("p")
	case nil:
	case *content.Cloze: // its fields are in the prompt
	case *content.Matching:
		w.pairFields(a, f)
	case *content.Ordering:
		w.orderFields(a, f)
	case *content.Essay:
		w.open("p", "class", "field")
		w.open("textarea", append(f.label, "rows", "5")...)
		w.close("textarea")
		w.closeLine("p")
		w.hidden("model", a.Model)
	default:
		w.notRendered(q)
	}
}

// hidden writes blocks that the player shows when their time has come.
func (w *Writer) hidden(class string, blocks []content.Block) {
	if len(blocks) == 0 {
		return
	}
	w.openLine("div", "class", class, "hidden", "hidden")
	w.Blocks(blocks)
	w.closeLine("div")
}

func (w *Writer) optionFields(c *content.Choice, f questionForm) {
	kind, role, shuffle := "radio", "radiogroup", ""
	if c.Multiple {
		kind, role = "checkbox", "group"
	}
	if c.Shuffle {
		shuffle = "yes"
	}
	keys := practice.Options(c)
	w.openLine("div", "class", "options", "role", role, "aria-labelledby", f.prompt, "data-shuffle", shuffle)
	for i, o := range c.Options {
		id := w.claim(f.id + "-" + keys[i])
		w.openLine("div", "class", "option")
		w.void("input", append(labelled(id+"-label", o.Blocks), "type", kind, "name", f.id, "id", id, "value", keys[i], "data-right", yes(o.Correct))...)
		w.optionLabel(o, id)
		w.hidden("feedback", o.Feedback)
		w.closeLine("div")
	}
	w.closeLine("div")
}

// labelled returns the attribute that labels a field by the element id, which holds blocks. Not every program that reads
// the screen finds words in a formula, so that a label with one is given in words.
func labelled(id string, blocks []content.Block) []string {
	if text, formulas := practice.Spoken(blocks); formulas {
		return []string{"aria-label", text}
	}
	return []string{"aria-labelledby", id}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// optionLabel writes what an option says. A label holds text only, so an option of more than a paragraph stands beside
// its field.
func (w *Writer) optionLabel(o *content.Option, id string) {
	if p, ok := sole[*content.Paragraph](o.Blocks); ok && !hasLink(p.Inlines) {
		w.inlineElement("label", p.Inlines, "for", id, "id", w.claim(id+"-label"))
		return
	}
	w.openLine("div", "class", "option-text", "id", w.claim(id+"-label"))
	w.Blocks(o.Blocks)
	w.closeLine("div")
}

func hasLink(inlines []content.Inline) bool {
	return slices.ContainsFunc(inlines, func(n content.Inline) bool {
		_, link := n.(*content.Link)
		return link || hasLink(content.Inlines(n))
	})
}

// field writes what one text or number is typed into, or a menu.
func (w *Writer) field(a content.Answer, attrs ...string) {
	switch a := a.(type) {
	case *content.Numeric:
		w.void("input", append(attrs, "type", "text", "inputmode", "decimal", "autocomplete", "off",
			"data-value", decimal(a.Value), "data-tolerance", decimal(a.Tolerance))...)
	case *content.ShortText:
		accept, err := json.Marshal(a.Accept)
		if err != nil {
			panic(fmt.Sprintf("xhtml: %v", err)) // strings can always be written
		}
		w.void("input", append(attrs, "type", "text", "autocomplete", "off", "autocapitalize", "none", "spellcheck", "false",
			"data-accept", string(accept), "data-case", yes(a.CaseSensitive))...)
	case *content.Choice:
		var sides []menuEntry
		var right []string
		for i, key := range practice.Options(a) {
			sides = append(sides, menuEntry{key, practice.Text(a.Options[i].Blocks)})
			if a.Options[i].Correct {
				right = append(right, key)
			}
		}
		w.menu(sides, append(attrs, "data-right", strings.Join(right, " "))...)
	default:
		w.notRendered(a)
	}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// A menuEntry is what a menu has to choose from.
type menuEntry struct{ key, text string }

func (w *Writer) menu(entries []menuEntry, attrs ...string) {
	w.open("select", attrs...)
	w.buf.WriteString(`<option value="">…</option>`)
	for _, e := range entries {
		w.open("option", "value", e.key)
		w.text(e.text)
		w.close("option")
	}
	w.close("select")
}

// blankField writes the field of a blank, if a form is being written.
func (w *Writer) blankField(b *content.Blank) bool {
	if b.Number < 1 || b.Number > len(w.blanks) {
		return false
	}
	w.field(w.blanks[b.Number-1], "class", "blank", "data-number", strconv.Itoa(b.Number))
	return true
}

// pairFields writes every left side with a menu of the right ones, and a list of these for paper, where menus do not open.
// A menu holds text only: where that would not do, the list is always shown, and the menu has its letters before the text.
func (w *Writer) pairFields(m *content.Matching, f questionForm) {
	sides, right := practice.Rights(m)
	lefts := practice.Lefts(m)
	entries := make([]menuEntry, len(sides))
	for i, s := range sides {
		entries[i] = menuEntry{s.Key, content.PlainText(s.Inlines)}
	}
	list := "choices on-paper"
	if slices.ContainsFunc(sides, func(s practice.Side) bool { return !isPlain(s.Inlines) }) {
		list = "choices"
		for i := range entries {
			entries[i].text = letter(i) + " " + entries[i].text
		}
	}
	w.openLine("ol", "type", "A", "class", list)
	for _, s := range sides {
		w.inlineElement("li", s.Inlines)
	}
	w.closeLine("ol")
	w.openLine("div", "class", "pairs", "role", "group", "aria-labelledby", f.prompt)
	for i, p := range m.Pairs {
		id := w.claim(f.id + "-" + lefts[i])
		w.open("p", "class", "pair")
		w.open("span", "id", id)
		w.Inlines(p.Left)
		w.close("span")
		w.buf.WriteByte(' ')
		left := []content.Block{&content.Paragraph{Inlines: p.Left}}
		w.menu(entries, append(labelled(id, left), "data-key", lefts[i], "data-right", right[i])...)
		w.closeLine("p")
	}
	w.closeLine("div")
}

// letter names a list's entry: A to Z, then their numbers.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return strconv.Itoa(i + 1)
}

// isPlain reports whether inlines lose nothing as plain text.
func isPlain(inlines []content.Inline) bool {
	return !slices.ContainsFunc(inlines, func(n content.Inline) bool {
		switch n := n.(type) {
		case *content.Text, *content.Code, *content.Break:
			return false
		case *content.Math, *content.Image, *content.Sub, *content.Super:
			return true
		default:
			return !isPlain(content.Inlines(n))
		}
	})
}

// orderFields writes the items of an ordering in another order. The player gives them buttons.
func (w *Writer) orderFields(o *content.Ordering, f questionForm) {
	sides, right := practice.Order(o)
	w.openLine("ol", "class", "ordering", "aria-labelledby", f.prompt, "data-right", strings.Join(right, " "))
	for _, s := range sides {
		w.open("li", "data-key", s.Key)
		w.open("span")
		w.Inlines(s.Inlines)
		w.close("span")
		w.closeLine("li")
	}
	w.closeLine("ol")
}
