package qti

import (
	"cmp"
	"slices"
	"strconv"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/xmldoc"
)

// An item is a question as an assessmentItem. Texts are XHTML.
type item struct {
	*bank.Item
	points    float64
	responses []*response
	right     string // feedback
	wrong     string
	general   string
	options   []string // feedback to the options of a choice, in their order
}

// item returns an assessmentItem. Hints have no form that importers know: QTI gives them in adaptive items only.
func (p *packaging) item(ident string, asked *bank.Item) []byte {
	p.maker.tellLacks(asked.Question)
	it := p.newItem(asked)
	f := xmldoc.New("")
	f.Open("assessmentItem", "xmlns", namespace, "identifier", ident, "title", asked.Name(), "xml:lang", p.course.Language,
		"adaptive", "false", "timeDependent", "false")
	for _, r := range it.responses {
		r.declare(f, it.share())
	}
	declareScore(f, it.points)
	if it.hasFeedback() {
		f.Empty("outcomeDeclaration", "identifier", feedback, "cardinality", "multiple", "baseType", "identifier")
	}
	f.Open("itemBody")
	p.body(f, it)
	f.Close("itemBody")
	it.process(f)
	it.writeFeedback(f)
	f.Close("assessmentItem")
	return f.Bytes()
}

func (p *packaging) newItem(q *bank.Item) *item {
	html := p.maker.blocks
	it := &item{Item: q, points: cmp.Or(q.Points, 1), responses: responses(q.Answer)}
	for _, h := range q.Hints {
		it.general += html(h)
	}
	it.general += html(q.Explanation)
	if gradable(q.Answer) {
		it.right, it.wrong = html(q.Right), html(q.Wrong)
	}
	if c, ok := q.Answer.(*content.Choice); ok {
		for _, o := range c.Options {
			it.options = append(it.options, html(o.Feedback))
		}
	}
	return it
}

// gradable reports whether right answers can be told from wrong ones.
func gradable(a content.Answer) bool {
	switch a.(type) {
	case *content.Essay, nil:
		return false
	}
	return true
}

// share is what each response counts.
func (it *item) share() float64 { return it.points / float64(max(1, len(it.responses))) }

// tellLacks reports what of a question has no form in QTI 2.1.
func (m *maker) tellLacks(q *content.Question) {
	tell := func(n content.Node, code, message, instead string) {
		m.report.Report(diag.Diagnostic{
			Pos: n.Position(), Severity: diag.Note, Code: code, Message: message, Instead: instead, ByName: true,
		})
	}
	if len(q.Hints) > 0 {
		tell(q, "question-hints", "QTI 2.1 has no hints that importers know", "the hints after the answer")
	}
	if !gradable(q.Answer) && len(q.Right)+len(q.Wrong) > 0 {
		tell(q, "question-replies", "nothing tells right essays from wrong ones", "an essay without what is said to either")
	}
	bank.TellMenus(m.report, "QTI 2.1", q)
	content.Walk(q, func(n content.Node) bool {
		if s, ok := n.(*content.Strike); ok {
			tell(s, "qti-strike", "QTI 2.1 has no text that is struck out", "the text as it stands")
		}
		return true
	})
}

// Identifiers within an item.
const (
	score    = "SCORE"
	maxScore = "MAXSCORE"
	feedback = "FEEDBACK"
)

// declareScore declares the score and, of what has one, the best that can be reached.
func declareScore(f *xmldoc.File, most float64) {
	f.Open("outcomeDeclaration", "identifier", score, "cardinality", "single", "baseType", "float")
	defaultValue(f, 0)
	f.Close("outcomeDeclaration")
	if most > 0 {
		f.Open("outcomeDeclaration", "identifier", maxScore, "cardinality", "single", "baseType", "float")
		defaultValue(f, most)
		f.Close("outcomeDeclaration")
	}
}

func defaultValue(f *xmldoc.File, v float64) {
	f.Open("defaultValue")
	f.Text("value", number(v))
	f.Close("defaultValue")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Identifiers of feedback. That of an option is its own.
const (
	rightFeedback   = "RIGHT"
	wrongFeedback   = "WRONG"
	generalFeedback = "GENERAL"
)

func (it *item) hasFeedback() bool { return it.right+it.wrong+it.general != "" || it.answersOptions() }

// answersOptions reports whether something is said to who chose an option.
func (it *item) answersOptions() bool {
	return slices.ContainsFunc(it.options, func(html string) bool { return html != "" })
}

func (it *item) writeFeedback(f *xmldoc.File) {
	write := func(ident, html string) {
		if html != "" {
			f.Markup("modalFeedback", html, "outcomeIdentifier", feedback, "showHide", "show", "identifier", ident)
		}
	}
	for i, html := range it.options {
		write(choiceID(i), html)
	}
	write(rightFeedback, it.right)
	write(wrongFeedback, it.wrong)
	write(generalFeedback, it.general)
}
