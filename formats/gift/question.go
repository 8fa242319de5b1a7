package gift

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/bank"
)

// item writes a question; one for each blank of a text that has several.
func (b *writer) item(item *bank.Item) {
	q := item.Question
	if len(q.Hints) > 0 {
		b.tell(q, "GIFT has no hints", "a question without them")
	}
	if q.Points > 0 && q.Points != 1 {
		b.tell(q, "GIFT has no points", "a question that counts 1")
	}
	cloze, ok := q.Answer.(*content.Cloze)
	if !ok {
		b.question(item, item.Name(), "", q.Answer)
		return
	}
	if len(cloze.Answers) > 1 {
		b.tell(q, "GIFT has one blank in a text", "a question for each")
	}
	for i, a := range cloze.Answers {
		number := fmt.Sprintf("(%d)", i+1)
		b.question(item, item.Name()+" "+number, number, a)
	}
}

// question writes a question. Its number, if it is about one blank of its text, ends its id.
func (b *writer) question(item *bank.Item, name, number string, a content.Answer) {
	q := item.Question
	id := item.Path[strings.IndexByte(item.Path, '/')+1:] + number
	fmt.Fprintf(&b.buf, "// [id:%s] [tag:%s]\n", idEscaper.Replace(id), item.Kind)
	text := escaper.Replace(b.maker.Blocks(q.Prompt, nil, item.Notes()...))
	if number != "" {
		text += escaper.Replace("<p>" + number + "</p>")
	}
	fmt.Fprintf(&b.buf, "::%s::[html]%s{", escaper.Replace(name), text)
	b.answer(q, a)
	if len(q.Explanation) > 0 || isEssay(a) && model(a) != nil {
		fmt.Fprintf(&b.buf, "\n\t####%s", b.html(slices.Concat(model(a), q.Explanation)))
	}
	b.buf.WriteString("\n}\n\n")
}

var idEscaper = strings.NewReplacer(`\`, `\\`, "]", `\]`, "\n", " ")

func isEssay(a content.Answer) bool {
	_, ok := a.(*content.Essay)
	return ok
}

func model(a content.Answer) []content.Block {
	if e, ok := a.(*content.Essay); ok {
		return e.Model
	}
	return nil
}

func (b *writer) answer(q *content.Question, a content.Answer) {
	switch a := a.(type) {
	case *content.Choice:
		b.choice(q, a)
	case *content.Numeric:
		fmt.Fprintf(&b.buf, "#\n\t=%s:%s%s", decimal(a.Value), decimal(a.Tolerance), b.feedback(q.Right))
		if len(q.Wrong) > 0 {
			fmt.Fprintf(&b.buf, "\n\t~%s", b.feedback(q.Wrong))
		}
	case *content.ShortText:
		if a.CaseSensitive {
			b.tell(q, "GIFT does not tell capital letters from small ones", "an answer in either")
		}
		for _, text := range a.Accept {
			fmt.Fprintf(&b.buf, "\n\t=%s%s", escaper.Replace(strings.ReplaceAll(text, "*", `\*`)), b.feedback(q.Right))
		}
		if len(q.Wrong) > 0 {
			fmt.Fprintf(&b.buf, "\n\t=%%0%%*%s", b.feedback(q.Wrong))
		}
	case *content.Matching:
		for _, p := range a.Pairs {
			b.pair(b.maker.Inlines(p.Left), content.PlainText(p.Right))
		}
		for _, extra := range a.Extra {
			b.pair("", content.PlainText(extra))
		}
	case *content.Ordering:
		b.tell(q, "GIFT has no questions of order", "numbers to match")
		for i, item := range a.Items {
			b.pair(b.maker.Inlines(item), strconv.Itoa(i+1))
		}
	case *content.Essay, nil:
	default:
		panic(fmt.Sprintf("gift: unknown answer %T", a))
	}
}

// choice writes options with the share of the points, in percent, that each gets where several can be chosen.
func (b *writer) choice(q *content.Question, c *content.Choice) {
	right := 0
	for _, o := range c.Options {
		if o.Correct {
			right++
		}
	}
	for _, o := range c.Options {
		sign, said := "~", q.Wrong
		if o.Correct {
			said = q.Right
		}
		switch {
		case c.Multiple && o.Correct:
			sign = "~%" + percent(right) + "%"
		case c.Multiple:
			sign = "~%-" + percent(len(c.Options)-right) + "%"
		case o.Correct:
			sign = "="
		}
		fmt.Fprintf(&b.buf, "\n\t%s%s%s", sign, b.html(o.Blocks), b.feedback(slices.Concat(o.Feedback, said)))
	}
}

// percent is 100 divided into parts, as Moodle knows it: to five places.
func percent(parts int) string {
	text := strconv.FormatFloat(100/float64(parts), 'f', 5, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func (b *writer) feedback(blocks []content.Block) string {
	if len(blocks) == 0 {
		return ""
	}
	return "#" + b.html(blocks)
}

func (b *writer) pair(left, right string) {
	right = strings.Join(strings.Fields(right), " ")
	fmt.Fprintf(&b.buf, "\n\t=%s -> %s", escaper.Replace(strings.ReplaceAll(left, "->", "→")), escaper.Replace(strings.ReplaceAll(right, "->", "→")))
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
