package pdf

import (
	"strconv"

	"coursepack/content"
)

// A key has the answers to what a lesson asks: they are printed at its end, where nobody reads them before time.
type key struct {
	lesson  string
	asked   []asked              // in the order of the text
	numbers map[content.Node]int // of what is asked, from 1
}

// An asked is an exercise or a quiz with answers.
type asked struct {
	part *content.Part
	node content.Node
}

// newKey returns the key of a lesson; nil in editions that have answers at once or none at all.
func (l *layout) newKey(lesson *content.Lesson) *key {
	if e := l.in.Course.Edition; e == content.Student || e == content.Instructor {
		return nil
	}
	k := &key{lesson: lesson.ID, numbers: map[content.Node]int{}}
	for _, p := range lesson.Parts {
		content.Walk(p, func(n content.Node) bool {
			if hasAnswers(n) {
				k.asked = append(k.asked, asked{p, n})
				k.numbers[n] = len(k.asked)
			}
			return true
		})
	}
	return k
}

func hasAnswers(n content.Node) bool {
	switch n := n.(type) {
	case *content.Exercise:
		return len(n.Solution) > 0
	case *content.Quiz:
		return len(n.Questions) > 0
	}
	return false
}

// place is the anchor of an answer, or of what it answers.
func (k *key) place(n content.Node, role string) string {
	return role + "^" + k.lesson + "^" + strconv.Itoa(k.numbers[n])
}

// answered sets the answers to n under a label, here or wherever the edition has them.
func (f *flow) answered(n content.Node, label []content.Inline, set func()) {
	switch {
	case f.in.Course.Edition == content.Student:
		return
	case f.key == nil || f.key.numbers[n] == 0:
		set()
	default:
		f.leadToAnswer(n, label)
	}
}

// leadToAnswer says under which number the answer is, and on which page.
func (f *flow) leadToAnswer(n content.Node, label []content.Inline) {
	f.anchor(f.key.place(n, "asked"))
	f.space(f.gap())
	f.inside("P", func() {
		s := f.owned(smallStyle)
		f.lines(f.onSheet(inliner{}, func(in *inliner) {
			to := s
			to.link, to.color, to.tag = link{anchor: f.key.place(n, "answer")}, linkBlue, f.tag.child("Link")
			to.tag.contents = content.PlainText(label)
			r := in.reference(to.link.anchor, to)
			in.all(label, to)
			in.text(": "+strconv.Itoa(f.key.numbers[n]), to)
			in.pageOf(r, s)
		}), smallStyle.size)
	})
	f.space(f.gap())
}

// answers sets the key of the lesson below its last part.
func (l *layout) answers(depth int) *passage {
	if l.key == nil || len(l.key.asked) == 0 {
		return &passage{}
	}
	return l.passage(&item{kind: space, height: 2 * lineHeight}, func(l *layout, tag *element) []*item {
		l.addresses.part, l.addresses.notes = tag, nil
		f := l.flow(nil)
		f.tag, f.depth = tag, depth
		f.answersHeading()
		for i, a := range l.key.asked {
			if i == 0 || l.key.asked[i-1].part != a.part {
				f.part = a.part
				f.footnotes = l.footnotes(f)
			}
			f.answer(a.node)
		}
		f.end()
		return f.items
	})
}

func (f *flow) answersHeading() {
	s, name := headingStyle(2), "answers^"+f.key.lesson
	f.anchor(name)
	r := f.outlineEntry(f.depth, f.words.Answers, name, false)
	f.inside(r, func() { f.titleLines(f.plainAtoms(f.words.Answers, s.style), s) })
}

// answer sets the answers to n behind their number, which leads back.
func (f *flow) answer(n content.Node) {
	f.anchor(f.key.place(n, "answer"))
	switch n := n.(type) {
	case *content.Exercise:
		title := n.Title
		if len(title) == 0 {
			title = recall(n.Prompt)
		}
		if len(title) == 0 {
			title = f.lid(n)
		}
		f.answerTitle(n, title)
		f.beside(pale, func() { f.blocks(n.Solution) })
	case *content.Quiz:
		title := n.Title
		if len(title) == 0 {
			title = plain(f.words.Answers)
		}
		f.answerTitle(n, title)
		f.questionAnswers(n)
	default:
		f.notRendered(n)
	}
}

func (f *flow) answerTitle(n content.Node, title []content.Inline) {
	number := strconv.Itoa(f.key.numbers[n]) + "."
	f.space(f.gap())
	f.inside("P", func() {
		s := f.owned(labelStyle)
		f.raggedly(func() {
			f.lines(f.onSheet(inliner{}, func(in *inliner) {
				back := s
				back.link, back.tag = link{anchor: f.key.place(n, "asked")}, f.tag.child("Link")
				back.tag.contents = f.words.BackToText + " " + number
				in.text(number+" ", back)
				in.all(title, s)
			}), s.size)
		})
	})
	f.keepLast()
	f.space(2)
}

// roomLine is how far the lines stand apart on which learners write.
const roomLine = 2 * gridHeight * 1.4

// room leaves some lines to write on, in the edition that has no answers.
func (f *flow) room(lines int) {
	if f.in.Course.Edition != content.Student {
		return
	}
	f.keepLast()
	for i := range lines {
		rule := placed{stroke{dx: f.width, thickness: lineWidth, color: grey}, f.left, roomLine}
		f.box(&item{height: roomLine, keep: i < lines-1, drawing: drawing{ops: []placed{rule}}})
	}
	f.space(gap)
}
