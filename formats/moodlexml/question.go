package moodlexml

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/practice"
)

func (b *writer) question(item *bank.Item) {
	q := item.Question
	b.Open("question", "type", kindOf(q.Answer))
	b.Open("name")
	b.Text("text", item.Name())
	b.Close("name")
	bank.TellMenus(b.report, "Moodle", q)
	b.text("questiontext", b.maker.Blocks(q.Prompt, gaps(q.Answer), item.Notes()...))
	b.blocks("generalfeedback", q.Explanation)
	b.Text("defaultgrade", number(cmp.Or(q.Points, 1)))
	b.Text("penalty", "0.3333333")
	b.Text("hidden", "0")
	b.Text("idnumber", item.Path[strings.IndexByte(item.Path, '/')+1:])
	b.answer(q)
	for _, hint := range q.Hints {
		b.blocks("hint", hint)
	}
	b.Open("tags")
	b.Open("tag")
	b.Text("text", string(item.Kind))
	b.Close("tag")
	b.Close("tags")
	b.Close("question")
}

// kindOf is the type of question that expects an answer.
func kindOf(a content.Answer) string {
	switch a := a.(type) {
	case *content.Choice:
		if isTrueFalse(a) {
			return "truefalse"
		}
		return "multichoice"
	case *content.Numeric:
		return "numerical"
	case *content.ShortText:
		return "shortanswer"
	case *content.Cloze:
		return "cloze"
	case *content.Matching:
		return "matching"
	case *content.Ordering:
		return "ordering"
	case *content.Essay, nil:
		return "essay"
	}
	panic(fmt.Sprintf("moodlexml: unknown answer %T", a))
}

func isTrueFalse(c *content.Choice) bool {
	return len(c.Options) == 2 && !c.Multiple && c.Options[0].Correct != c.Options[1].Correct &&
		content.AreTruths(practice.Text(c.Options[0].Blocks), practice.Text(c.Options[1].Blocks))
}

// answer writes what is expected, and what is said to right and wrong answers.
func (b *writer) answer(q *content.Question) {
	switch a := q.Answer.(type) {
	case *content.Choice:
		if isTrueFalse(a) {
			for i, value := range []string{"true", "false"} {
				o := a.Options[i]
				b.accept(fraction(o.Correct, 1), value, "moodle_auto_format", slices.Concat(o.Feedback, reply(q, o.Correct)))
			}
			return
		}
		b.choice(a)
		b.replies(q)
	case *content.Numeric:
		b.open(100, "moodle_auto_format")
		b.Text("text", number(a.Value))
		b.Text("tolerance", number(a.Tolerance))
		b.blocks("feedback", q.Right)
		b.Close("answer")
		b.otherwise(q)
	case *content.ShortText:
		usecase := "0"
		if a.CaseSensitive {
			usecase = "1"
		}
		b.Text("usecase", usecase)
		for _, text := range a.Accept {
			b.accept(100, strings.ReplaceAll(text, "*", `\*`), "moodle_auto_format", q.Right)
		}
		b.otherwise(q)
	case *content.Matching:
		b.Text("shuffleanswers", "true")
		b.replies(q)
		for _, p := range a.Pairs {
			b.pair(b.maker.Inlines(p.Left), p.Right)
		}
		for _, extra := range a.Extra {
			b.pair("", extra)
		}
	case *content.Ordering:
		b.Text("layouttype", "VERTICAL")
		b.Text("selecttype", "ALL")
		b.Text("selectcount", "0")
		b.Text("gradingtype", "RELATIVE_TO_CORRECT")
		b.Text("showgrading", "SHOW")
		b.Text("numberingstyle", "none")
		b.replies(q)
		for i, item := range a.Items {
			b.open(float64(i+1), "html")
			b.textIn(b.maker.Inlines(item))
			b.Close("answer")
		}
	case *content.Essay:
		b.essay(a.Model)
	case nil:
		b.essay(nil)
	}
}

func (b *writer) choice(c *content.Choice) {
	right := 0
	for _, o := range c.Options {
		if o.Correct {
			right++
		}
	}
	b.Text("single", strconv.FormatBool(!c.Multiple))
	b.Text("shuffleanswers", strconv.FormatBool(c.Shuffle))
	b.Text("answernumbering", "abc")
	for _, o := range c.Options {
		share := fraction(o.Correct, right)
		if c.Multiple && !o.Correct {
			share = -fraction(true, len(c.Options)-right)
		}
		b.open(share, "html")
		b.textIn(b.maker.Blocks(o.Blocks, nil))
		b.blocks("feedback", o.Feedback)
		b.Close("answer")
	}
}

// fraction is the share of the points, in percent, that one of several right answers gets. Moodle knows those of one to ten
// answers and of twenty, to five places, and takes the nearest one.
func fraction(correct bool, of int) float64 {
	if !correct {
		return 0
	}
	return 100 / float64(max(of, 1))
}

func (b *writer) open(share float64, format string) {
	text := strconv.FormatFloat(share, 'f', 5, 64)
	b.Open("answer", "fraction", strings.TrimSuffix(strings.TrimRight(text, "0"), "."), "format", format)
}

// accept writes an answer that is typed.
func (b *writer) accept(share float64, text, format string, feedback []content.Block) {
	b.open(share, format)
	b.Data("text", text)
	b.blocks("feedback", feedback)
	b.Close("answer")
}

// otherwise writes what is said to whatever else is typed.
func (b *writer) otherwise(q *content.Question) {
	if len(q.Wrong) > 0 {
		b.accept(0, "*", "moodle_auto_format", q.Wrong)
	}
}

func reply(q *content.Question, right bool) []content.Block {
	if right {
		return q.Right
	}
	return q.Wrong
}

// replies writes what is said to answers as a whole.
func (b *writer) replies(q *content.Question) {
	b.blocks("correctfeedback", q.Right)
	b.blocks("partiallycorrectfeedback", q.Wrong)
	b.blocks("incorrectfeedback", q.Wrong)
}

// pair writes a pair of a matching. Right sides are plain text in a menu.
func (b *writer) pair(left string, right []content.Inline) {
	for _, n := range right {
		bank.TellPlain(b.report, "Moodle", "in menus", n)
	}
	b.Open("subquestion", "format", "html")
	b.textIn(left)
	b.Open("answer")
	b.Text("text", content.PlainText(right))
	b.Close("answer")
	b.Close("subquestion")
}

func (b *writer) essay(model []content.Block) {
	b.Text("responseformat", "editor")
	b.Text("responserequired", "1")
	b.Text("responsefieldlines", "10")
	b.Text("attachments", "0")
	b.blocks("graderinfo", model)
}

// gaps returns what stands in the text of a cloze in place of a blank.
// https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
func gaps(a content.Answer) func(int) string {
	c, ok := a.(*content.Cloze)
	if !ok {
		return nil
	}
	return func(number int) string {
		switch a := c.Answers[number-1].(type) {
		case *content.Numeric:
			return fmt.Sprintf("{1:NUMERICAL:=%s:%s}", plainNumber(a.Value), plainNumber(a.Tolerance))
		case *content.ShortText:
			kind := "SHORTANSWER"
			if a.CaseSensitive {
				kind = "SHORTANSWER_C"
			}
			texts := make([]string, len(a.Accept))
			for i, text := range a.Accept {
				texts[i] = "=" + gapEscaper.Replace(text)
			}
			return "{1:" + kind + ":" + strings.Join(texts, "~") + "}"
		case *content.Choice:
			texts := make([]string, len(a.Options))
			for i, o := range a.Options {
				if texts[i] = gapEscaper.Replace(practice.Text(o.Blocks)); o.Correct {
					texts[i] = "=" + texts[i]
				}
			}
			return "{1:MULTICHOICE:" + strings.Join(texts, "~") + "}"
		}
		return ""
	}
}

var gapEscaper = strings.NewReplacer(`\`, `\\`, "}", `\}`, "~", `\~`, "#", `\#`, `"`, `\"`, "/", `\/`)

func number(f float64) string      { return strconv.FormatFloat(f, 'g', -1, 64) }
func plainNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
