package pdf

import (
	"coursepack/content"
	"coursepack/formats/internal/words"
)

// isHandout reports whether a course is one lesson of another, to be handed out by itself. It has no title page and no pages of contents:
// the head of its first page says what they would.
func isHandout(c *content.Course) bool {
	lessons := 0
	for range c.Lessons {
		lessons++
	}
	return c.Whole != "" && lessons == 1
}

// runningTitle is what the running heads call the course.
func runningTitle(c *content.Course) string {
	if isHandout(c) {
		return words.For(c.Language).Titled(c.Whole, c.Edition)
	}
	return titleOf(c)
}

// handoutHead sets what the title page of a course would say, in one line.
func (f *flow) handoutHead() {
	c := f.in.Course
	s := smallStyle
	s.bold = true
	f.inside("H1", func() { f.lines(f.plainAtoms(runningTitle(c), s), s.size) })
	var line []content.Inline
	add := func(part []content.Inline) {
		if len(line) > 0 && len(part) > 0 {
			line = append(line, plain(" · ")...)
		}
		line = append(line, part...)
	}
	add(joinTexts(names(c.Authors)))
	add(plain(c.Publisher))
	add(plain(date(c.Date)))
	add(license(c.License))
	if len(line) > 0 {
		f.inside("P", func() { f.lines(f.atoms(line, smallStyle), smallStyle.size) })
	}
	f.keepLast()
	f.space(lineHeight)
}

// handoutContents lists the parts of a lesson that has several. The numbers are drawn when the pages are known.
func (f *flow) handoutContents(lesson *content.Lesson) {
	if len(lesson.Parts) < 2 {
		return
	}
	f.inside("TOC", func() {
		for _, p := range lesson.Parts {
			h := heading{level: 1, title: clean(p.Title), anchor: anchorOf(p, "")}
			f.inside("TOCI", func() { f.indented(-contentsIndent, 0, func() { f.contentsLine(h, "00") }) })
			ops := f.items[len(f.items)-1].ops
			last := &ops[len(ops)-1]
			number := last.op.(text)
			number.refers, number.room = h.anchor, number.width()
			last.op = number
		}
	})
	f.space(lineHeight)
}
