package cartridge

import (
	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

// reader names the system in diagnostics.
func (d dialect) reader() string {
	return [...]string{standard: "a system that follows the standard", moodle: "Moodle", shared: "a discussion", canvas: "Canvas"}[d]
}

// questions says what becomes of questions in the system.
func (d dialect) questions() formats.Questions {
	degraded := []formats.QuestionKind{formats.CaseMatters, formats.BlanksNumbers, formats.BlanksMenus, formats.Order, formats.Hints}
	if d != canvas {
		degraded = append(degraded, formats.Number, formats.Tolerance, formats.Blanks, formats.Menus, formats.Pairs)
	}
	if d == moodle {
		degraded = append(degraded, formats.SeveralRight)
	}
	q := formats.Questions{Reader: d.reader(), Support: map[formats.QuestionKind]formats.Level{}}
	for _, kind := range degraded {
		q.Support[kind] = formats.Degraded
	}
	return q
}

// tellLacks reports what of a question the reader has no place for, whatever its answer is.
func (m *itemMaker) tellLacks(q *content.Question) {
	if len(q.Hints) > 0 {
		m.degraded(q, "question-hints", "has no hints before the answer", "the hints after it")
	}
	if m.to != moodle {
		return
	}
	if points(q) != 1 {
		m.degraded(q, "question-points", "takes no points of questions from a cartridge", "one mark for each question")
	}
	if c, ok := q.Answer.(*content.Choice); ok && c.Multiple {
		m.degraded(c, "question-weights", "gives wrong options no weight where several may be chosen", "full marks for who chooses all of them")
	}
}

// tellFiles reports the files of answers and feedback, whose addresses Moodle leaves as they are in the package.
func (m *itemMaker) tellFiles(blocks []content.Block) {
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Image, *content.Embed:
				m.lost(n)
			case *content.Link:
				if _, ok := n.Target.(content.Download); ok {
					m.lost(n)
				}
			}
			return true
		})
	}
}

func (m *itemMaker) lost(n content.Node) {
	m.report.Report(diag.Diagnostic{
		Pos: n.Position(), Severity: diag.Warning, Code: "answer-file", ByName: true,
		Message: m.to.reader() + " finds no files in answers and feedback", Instead: "what they are called",
	})
}

// degraded reports what the reader lacks; lack goes on from its name.
func (m *itemMaker) degraded(n content.Node, code, lack, instead string) {
	m.report.Report(diag.Diagnostic{
		Pos: n.Position(), Severity: diag.Note, Code: code, Message: m.to.reader() + " " + lack, Instead: instead, ByName: true,
	})
}
