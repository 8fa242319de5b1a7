package cartridge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/identity"
)

// An item is a question as QTI 1.2 knows questions. Texts are HTML.
type item struct {
	Ident  string
	Title  string
	Kind   itemKind
	Prompt string
	Points float64

	Options   []option   // of choice, choices and trueFalse
	Shuffle   bool       // of choice and choices
	GoOn      bool       // of choices: what is said to one option leaves the others to be judged
	Accept    []string   // of short: plain text
	Value     float64    // of numeric
	Tolerance float64    // of numeric
	Responses []response // of matching, blanks and menus
	Model     string     // of essay

	General, Right, Wrong string // feedback
}

// An itemKind says how an item is answered.
type itemKind int

const (
	choice itemKind = iota
	choices
	trueFalse
	short
	numeric
	essay
	matching // Canvas only, as are those below
	blanks
	menus
)

// An option is one of the answers to choose from.
type option struct {
	Ident    string
	Text     string
	Right    bool
	Feedback string
}

// A response is one of several things that an item asks for.
type response struct {
	Name    string   // of a blank: the prompt has it in brackets
	Text    string   // what a right side is looked for, in HTML
	Options []option // in plain text; no two of an item have the same identifier, but for those of matching, which are the same for all
}

// An itemMaker makes items of the questions of one quiz, in one dialect.
type itemMaker struct {
	ids    identity.Course
	lesson *content.Lesson
	to     dialect
	native bool // Canvas's types, else those of the Common Cartridge profiles
	html   func(blocks []content.Block) string
	reply  func(blocks []content.Block) string // html of answers and of what is said to them
	line   func([]content.Inline) string
	cut    func(blocks []content.Block, blank func(number int) string) string // html with the blanks as blank says
	report diag.Reporter
}

// items returns the items of a question: one, or one for each of its responses where the dialect has no such question.
func (m *itemMaker) items(q *content.Question, title string) []*item {
	m.tellLacks(q)
	base := item{
		Ident:  m.ids.Of("question", m.lesson.ID+"#"+q.ID),
		Title:  title,
		Points: points(q),
		// Hints have no place of their own.
		General: m.hints(q.Hints) + m.reply(q.Explanation),
		Right:   m.reply(q.Right),
		Wrong:   m.reply(q.Wrong),
	}
	switch a := q.Answer.(type) {
	case *content.Cloze:
		return m.cloze(base, q, a)
	case *content.Matching:
		return m.matching(base, q, a)
	case *content.Ordering:
		return m.matching(base, q, asMatching(a))
	default:
		base.Prompt = m.html(q.Prompt)
		m.single(&base, a)
		return []*item{&base}
	}
}

// points are what a question counts.
func points(q *content.Question) float64 {
	if q.Points == 0 {
		return 1
	}
	return q.Points
}

// hints are shown with the feedback, since an answer cannot be preceded by them.
func (m *itemMaker) hints(hints [][]content.Block) string {
	var b strings.Builder
	for _, h := range hints {
		b.WriteString(m.reply(h))
	}
	return b.String()
}

// single fills in an item that has one answer.
func (m *itemMaker) single(it *item, a content.Answer) {
	switch a := a.(type) {
	case *content.Choice:
		m.choice(it, a)
	case *content.Numeric:
		m.numeric(it, a)
	case *content.ShortText:
		it.Kind, it.Accept = short, a.Accept
		if a.CaseSensitive {
			m.degraded(a, "question-case", "has no answers in which upper and lower case count", "an answer in which they do not")
		}
	case *content.Essay:
		it.Kind, it.Model = essay, m.reply(a.Model)
		if m.native {
			for _, b := range a.Model { // Canvas takes the markup out: assessment_item_converter.rb, get_feedback
				bank.TellPlain(m.report, m.to.reader(), "in model answers", b)
			}
		}
	default:
		it.Kind = essay // a question without an answer is for a person to grade
	}
}

func (m *itemMaker) choice(it *item, c *content.Choice) {
	it.Kind, it.Shuffle = choice, c.Shuffle
	if c.Multiple { // Moodle says to everybody what goes on
		it.Kind, it.GoOn = choices, m.to != moodle
	}
	for i, o := range c.Options {
		it.Options = append(it.Options, option{
			Ident: answerID(i), Text: m.reply(o.Blocks), Right: o.Correct, Feedback: m.reply(o.Feedback),
		})
	}
	if isTrueFalse(c) {
		it.Kind, it.Shuffle = trueFalse, false
		if !m.native { // the profile wants these identifiers; Moodle imports nothing at all where they are others
			it.Options[0].Ident, it.Options[1].Ident = "true", "false"
		}
	}
}

// answerID is the identifier of an answer within its question. Canvas wants numbers.
func answerID(i int) string { return strconv.Itoa(1001 + i) }

// isTrueFalse reports whether a choice is between the two words that systems know as a type of their own.
func isTrueFalse(c *content.Choice) bool {
	return len(c.Options) == 2 && !c.Multiple && slices.Equal(optionTexts(c), []string{"true", "false"})
}

func optionTexts(c *content.Choice) (texts []string) {
	for _, o := range c.Options {
		texts = append(texts, strings.ToLower(plainBlocks(o.Blocks)))
	}
	return texts
}

// numeric asks for a number; where that is no type of its own, for the text of it.
func (m *itemMaker) numeric(it *item, n *content.Numeric) {
	it.Kind, it.Value, it.Tolerance = numeric, n.Value, n.Tolerance
	if m.native {
		return
	}
	it.Kind, it.Accept = short, []string{number(n.Value)}
	m.asText(n)
}

// asText tells that a number is a text.
func (m *itemMaker) asText(n *content.Numeric) {
	if n.Tolerance > 0 {
		m.degraded(n, "question-tolerance", "has no such numbers with a tolerance", "the exact number as a text")
		return
	}
	m.degraded(n, "question-number", "has no such numbers", "the number as a text, which has to be written in the same way")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// asMatching asks for an order as for the item of each place.
func asMatching(o *content.Ordering) *content.Matching {
	m := &content.Matching{Pos: o.Pos}
	for i, it := range o.Items {
		place := []content.Inline{&content.Text{Pos: o.Pos, Text: strconv.Itoa(i+1) + "."}}
		m.Pairs = append(m.Pairs, &content.Pair{Pos: o.Pos, Left: place, Right: it})
	}
	return m
}

// matching asks for all pairs at once; where there is no such question, for each by itself.
func (m *itemMaker) matching(base item, q *content.Question, a *content.Matching) []*item {
	rights := rightSides(a)
	if m.native {
		if _, ok := q.Answer.(*content.Ordering); ok {
			m.degraded(q, "question-order", "has no questions of order", "numbers to match")
		}
		base.Kind, base.Prompt = matching, m.html(q.Prompt)
		for _, n := range slices.Concat(rights...) {
			bank.TellPlain(m.report, m.to.reader(), "in menus", n)
		}
		for _, p := range a.Pairs {
			base.Responses = append(base.Responses, response{Text: m.line(p.Left), Options: m.sides(rights, p.Right, plainLine)})
		}
		return []*item{&base}
	}
	m.degraded(q, "question-divided", "has no questions that match or order", "one question for each of its parts")
	var items []*item
	for i, p := range a.Pairs {
		it := divided(base, i, len(a.Pairs))
		it.Kind, it.Prompt = choice, m.html(q.Prompt)+"<p>"+m.line(p.Left)+"</p>"
		it.Options = m.sides(rights, p.Right, m.lineReply)
		items = append(items, it)
	}
	return items
}

// divided returns the i-th of the n items that a question becomes.
func divided(base item, i, n int) *item {
	it := base
	it.Ident = fmt.Sprintf("%s_%d", base.Ident, i+1)
	it.Title = fmt.Sprintf("%s (%d/%d)", base.Title, i+1, n)
	it.Points = base.Points / float64(n)
	return &it
}

// rightSides are the distinct right sides, in an order that gives nothing away.
func rightSides(a *content.Matching) [][]content.Inline {
	all := slices.Clone(a.Extra)
	for _, p := range a.Pairs {
		all = append(all, p.Right)
	}
	byText := func(a, b []content.Inline) int { return strings.Compare(content.PlainText(a), content.PlainText(b)) }
	slices.SortStableFunc(all, byText)
	return slices.CompactFunc(all, func(a, b []content.Inline) bool { return byText(a, b) == 0 })
}

// plainLine is the text of inlines on one line: Canvas reads the texts of menus without markup (fill_in_the_blank.rb,
// associate_interaction.rb).
func plainLine(inlines []content.Inline) string {
	return strings.Join(strings.Fields(content.PlainText(inlines)), " ")
}

// lineReply is a side as the HTML of an answer.
func (m *itemMaker) lineReply(inlines []content.Inline) string {
	return m.reply([]content.Block{&content.Paragraph{Inlines: inlines}})
}

func (m *itemMaker) sides(all [][]content.Inline, right []content.Inline, write func([]content.Inline) string) []option {
	var options []option
	for i, side := range all {
		options = append(options, option{
			Ident: answerID(i), Text: write(side), Right: content.PlainText(side) == content.PlainText(right),
		})
	}
	return options
}

// cloze asks for all blanks at once; where there is no such question, for each by itself.
func (m *itemMaker) cloze(base item, q *content.Question, c *content.Cloze) []*item {
	if m.native {
		m.nativeCloze(&base, q, c)
		return []*item{&base}
	}
	m.degraded(q, "question-divided", "has no texts with blanks", "one question for each of its blanks")
	var items []*item
	for i, a := range c.Answers {
		it := divided(base, i, len(c.Answers))
		it.Prompt = m.cut(q.Prompt, func(number int) string {
			if number == i+1 {
				return "[ ? ]"
			}
			return "[ … ]"
		})
		m.single(it, a)
		items = append(items, it)
	}
	return items
}

// nativeCloze writes blanks as [blank1]. Canvas has either blanks or menus in a question: a menu among blanks is typed.
func (m *itemMaker) nativeCloze(it *item, q *content.Question, c *content.Cloze) {
	bank.TellMenus(m.report, m.to.reader(), q)
	it.Kind = menus
	given := 0
	for _, a := range c.Answers {
		if _, ok := a.(*content.Choice); !ok {
			it.Kind = blanks
		}
	}
	for i, a := range c.Answers {
		options := m.fillings(a, it.Kind == menus)
		for j := range options { // Canvas finds the answers of all blanks in one table: fill_in_the_blank.rb
			options[j].Ident = answerID(given)
			given++
		}
		it.Responses = append(it.Responses, response{Name: blankName(i + 1), Options: options})
	}
	it.Prompt = m.cut(q.Prompt, func(number int) string { return "[" + blankName(number) + "]" })
}

func blankName(number int) string { return "blank" + strconv.Itoa(number) }

// fillings are the texts that a blank accepts, or those of its menu, without identifiers.
func (m *itemMaker) fillings(a content.Answer, menu bool) []option {
	var options []option
	add := func(text string, right bool) {
		if right || menu {
			options = append(options, option{Text: text, Right: right})
		}
	}
	switch a := a.(type) {
	case *content.Choice:
		for _, o := range a.Options {
			add(plainBlocks(o.Blocks), o.Correct)
		}
		if !menu {
			m.degraded(a, "question-menu", "has no menus in a text that has other blanks", "a blank to type into")
		}
	case *content.ShortText:
		for _, text := range a.Accept {
			add(text, true)
		}
	case *content.Numeric:
		add(number(a.Value), true)
		m.asText(a)
	}
	return options
}

// plainBlocks is the text of blocks on one line.
func plainBlocks(blocks []content.Block) string {
	var texts []string
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			switch n := n.(type) {
			case content.Inline:
				texts = append(texts, content.PlainText([]content.Inline{n}))
				return false
			case *content.CodeBlock:
				texts = append(texts, n.Text)
			}
			return true
		})
	}
	return strings.Join(strings.Fields(strings.Join(texts, "")), " ")
}
