package pdf

import (
	"context"
	"fmt"
	"slices"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
)

// course sets everything but the title page and the contents.
func (l *layout) course(ctx context.Context) ([]*passage, error) {
	var passages []*passage
	if front := l.in.Course.Front; front != nil {
		l.addresses = l.newAddresses("")
		passages = append(passages, l.part(front, 0, &item{kind: newPage, head: front.Title, right: true}, true), l.addressList())
	}
	var units []*content.Unit // those whose titles wait for a lesson to stand above
	for i, u := range l.in.Course.Units {
		units = append(units, u)
		for _, lesson := range u.Lessons {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			l.tag = l.section(units).child("Sect")
			passages = append(passages, l.lesson(lesson, units)...)
			units = nil
		}
		if i == len(l.in.Course.Units)-1 && len(units) > 0 {
			passages = append(passages, l.opening("", units, nil))
		}
	}
	return passages, nil
}

// section begins units and returns the element of the innermost.
func (l *layout) section(units []*content.Unit) *element {
	innermost := func() *element {
		if n := len(l.units); n > 0 {
			return l.units[n-1].tag
		}
		return l.root
	}
	for _, u := range units {
		level := max(u.Level, 1)
		for n := len(l.units); n > 0 && l.units[n-1].level >= level; n-- {
			l.units = l.units[:n-1]
		}
		l.units = append(l.units, openUnit{level, innermost().child("Part")})
	}
	return innermost()
}

func lessonAnchor(l *content.Lesson) string { return "lesson^" + l.ID }

// lesson sets a lesson on pages of its own, below the titles of the units that start with it.
func (l *layout) lesson(lesson *content.Lesson, units []*content.Unit) []*passage {
	level := l.levelOf(lesson)
	l.addresses, l.key = l.newAddresses(lesson.ID), l.newKey(lesson)
	passages := []*passage{l.opening(lesson.Title, units, func(f *flow) { f.lessonOpening(lesson, level) })}
	single := len(lesson.Parts) == 1 && lesson.Parts[0].Title == lesson.Title
	for i, p := range lesson.Parts {
		start := &item{kind: space}
		if i > 0 {
			start = &item{kind: newPage, head: lesson.Title}
		}
		if single {
			passages = append(passages, l.part(p, level, start, false))
			continue
		}
		passages = append(passages, l.part(p, level+1, start, true))
	}
	return append(passages, l.answers(level+1), l.addressList())
}

// levelOf is a lesson's level in the outline: below its unit, if that has a title.
func (l *layout) levelOf(lesson *content.Lesson) int {
	for _, u := range l.in.Course.Units {
		for _, other := range u.Lessons {
			if other == lesson && u.Title != "" {
				return max(u.Level, 1)
			}
		}
	}
	return 0
}

// opening starts a page with the titles of units.
func (l *layout) opening(head string, units []*content.Unit, set func(*flow)) *passage {
	l.refs = nil
	f := l.flow(nil)
	if set != nil && isHandout(l.in.Course) {
		f.handoutHead()
	}
	for _, u := range units {
		if u.Title == "" {
			continue
		}
		name := "unit^" + u.ID
		f.anchor(name)
		r := l.outlineEntry(max(u.Level, 1)-1, u.Title, name, true)
		s := smallStyle
		s.size = 11.5
		f.inside(r, func() { f.lines(f.plainAtoms(u.Title, s), s.size) })
		f.keepLast()
		f.space(5)
	}
	if set != nil {
		set(f)
	}
	f.end()
	return &passage{items: append([]*item{{kind: newPage, head: head, right: true}}, f.items...)}
}

func (f *flow) lessonOpening(lesson *content.Lesson, level int) {
	start := len(f.items)
	f.anchor(lessonAnchor(lesson))
	r := f.outlineEntry(level, lesson.Title, lessonAnchor(lesson), true)
	f.inside(r, func() { f.titleLines(f.plainAtoms(lesson.Title, lessonTitle.style), lessonTitle) })
	if isHandout(f.in.Course) {
		f.handoutContents(lesson)
	}
	f.begin(start, lesson)
	if lesson.Meta.IsZero() {
		return
	}
	if d := lesson.Meta.Description; d != "" {
		s := f.text
		s.italic = true
		f.inside("P", func() { f.lines(f.plainAtoms(d, s), s.size) })
	}
	if blocks := f.about(&lesson.Meta); len(blocks) > 0 {
		f.panel(pale, func() { f.blocks(blocks) })
	}
	f.space(18)
}

// about says in blocks what the author says about a lesson outside its text.
func (f *flow) about(m *content.LessonMeta) []content.Block {
	var b []content.Block
	w := f.words
	if len(m.Outcomes) > 0 {
		b = append(b, strong(w.Outcomes), bulleted(texts(m.Outcomes)))
	}
	if len(m.Prerequisites) > 0 {
		b = append(b, strong(w.Prerequisites), bulleted(each(m.Prerequisites)))
	}
	var times []string
	if m.ReadMinutes > 0 {
		times = append(times, fmt.Sprintf(w.ReadTime, m.ReadMinutes))
	}
	if m.PracticeMinutes > 0 {
		times = append(times, fmt.Sprintf(w.PracticeTime, m.PracticeMinutes))
	}
	var facts []content.Inline
	facts = fact(facts, w.Time, joinTexts(times))
	facts = fact(facts, w.Difficulty, plain(m.Difficulty))
	facts = fact(facts, w.Authors, joinTexts(names(m.Authors)))
	facts = fact(facts, w.Published, plain(date(m.Published)))
	facts = fact(facts, w.Reviewed, plain(date(m.Reviewed)))
	facts = fact(facts, w.License, license(m.License))
	if len(facts) > 0 {
		b = append(b, &content.Paragraph{Inlines: facts})
	}
	if len(m.Sources) > 0 {
		b = append(b, strong(w.Sources), bulleted(f.sources(m.Sources)))
	}
	return b
}

func plain(s string) []content.Inline {
	if s == "" {
		return nil
	}
	return []content.Inline{&content.Text{Text: s}}
}

func joinTexts(list []string) []content.Inline {
	joined := ""
	for i, s := range list {
		if i > 0 {
			joined += ", "
		}
		joined += s
	}
	return plain(joined)
}

func strong(s string) content.Block {
	return &content.Paragraph{Inlines: []content.Inline{&content.Strong{Inlines: plain(s + ":")}}}
}

// fact adds a line "name: value", if there is a value.
func fact(facts []content.Inline, name string, value []content.Inline) []content.Inline {
	if len(value) == 0 {
		return facts
	}
	if len(facts) > 0 {
		facts = append(facts, &content.Break{})
	}
	facts = append(facts, &content.Strong{Inlines: plain(name + ":")}, &content.Text{Text: " "})
	return append(facts, value...)
}

func bulleted(entries [][]content.Inline) content.Block {
	l := &content.List{Tight: true}
	for _, e := range entries {
		l.Items = append(l.Items, inlineItem(e))
	}
	return l
}

func texts(list []string) [][]content.Inline {
	var entries [][]content.Inline
	for _, s := range list {
		entries = append(entries, plain(s))
	}
	return entries
}

func each(list []content.Inline) [][]content.Inline {
	var entries [][]content.Inline
	for _, n := range list {
		entries = append(entries, []content.Inline{n})
	}
	return entries
}

func (f *flow) sources(list []content.Source) [][]content.Inline {
	var entries [][]content.Inline
	for _, s := range list {
		entry := linked(s.Title, s.URL)
		if s.Creator != "" {
			entry = append(entry, plain(", "+fmt.Sprintf(f.words.By, s.Creator))...)
		}
		if s.Type != "" {
			entry = append(entry, plain(", "+s.Type)...)
		}
		if l := license(s.License); l != nil {
			entry = append(append(entry, plain(", ")...), l...)
		}
		entries = append(entries, entry)
	}
	return entries
}

// linked is a text that leads to an address, if there is one.
func linked(text, url string) []content.Inline {
	switch {
	case url == "":
		return plain(text)
	case text == "":
		text = url
	}
	return []content.Inline{&content.Link{Target: content.External{URL: url}, Inlines: plain(text)}}
}

func license(l content.License) []content.Inline { return linked(l.Name, l.URL) }

func names(people []content.Person) []string {
	var list []string
	for _, p := range people {
		list = append(list, p.Name)
	}
	return list
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// part sets a part behind start, under its title if that is not there already, with its notes at the end.
func (l *layout) part(p *content.Part, depth int, start *item, titled bool) *passage {
	l.check(p)
	return l.passage(start, func(l *layout, tag *element) []*item { return l.setPart(p, tag, depth, titled) })
}

// passage sets a section behind start.
func (l *layout) passage(start *item, set func(*layout, *element) []*item) *passage {
	first, tag := *l, l.tag.child("Sect")
	ps := &passage{items: []*item{start}}
	l.refs = &ps.refs
	ps.items = append(ps.items, set(l, tag)...)
	ps.again = func(n *numbering) []*item {
		l := first
		quiet := *l.in
		quiet.Report = &diag.List{} // it has been told of
		l.in, l.outline, l.refs, l.numbering = &quiet, slices.Clip(l.outline), new([]crossref), n
		tag.children = nil
		return append([]*item{start}, set(&l, tag)...)
	}
	return ps
}

func (l *layout) setPart(p *content.Part, tag *element, depth int, titled bool) []*item {
	f := l.flow(p)
	l.addresses.part, l.addresses.notes = tag, nil
	f.tag = tag
	f.depth, f.footnotes = depth, l.footnotes(f)
	f.anchor(anchorOf(p, ""))
	if titled {
		f.partOpening(p)
	}
	f.blocks(p.Blocks)
	f.endnotes()
	f.end()
	f.begin(0, p)
	return f.items
}

func (f *flow) partOpening(p *content.Part) {
	title := p.Heading
	if len(title) == 0 {
		title = plain(p.Title)
	}
	r := f.outlineEntry(f.depth, p.Title, anchorOf(p, ""), true)
	f.inside(r, func() { f.titleLines(f.titleAtoms(title, partTitle.style), partTitle) })
}
