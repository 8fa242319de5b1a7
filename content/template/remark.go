package template

import (
	"bytes"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Remark returns an expander that makes Markdown of the presentations that R Markdown shows with remark.js, and then does
// what another one does. The text of the slides stays; what only says how they look and when a line appears goes.
// https://github.com/gnab/remark/wiki/Markdown
// https://bookdown.org/yihui/rmarkdown/xaringan.html
func Remark(inner source.Expander) source.Expander { return remark{inner} }

type remark struct{ inner source.Expander }

func (r remark) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if !isXaringan(doc) {
		return r.inner.Expand(doc, report)
	}
	page := *doc
	page.Text = plainSlides(doc.Text)
	return r.inner.Expand(&page, report)
}

// isXaringan reports whether a page says that it is a presentation of xaringan's.
func isXaringan(doc *source.Doc) bool {
	if doc.Front == nil {
		return false
	}
	output := doc.Front.Get("output")
	return slices.ContainsFunc(append(output.Keys(), output.String()), func(name string) bool {
		return strings.HasPrefix(name, "xaringan::")
	})
}

var (
	slideProperty = lazyregexp.New(`^[a-z][a-z-]*:`)
	contentClass  = lazyregexp.New(`^(?:\.[A-Za-z][\w-]*)+\[`)
)

// maxSlideLine is how long a line may be in which classes of content are looked for.
const maxSlideLine = 1 << 16

// slides are put together as plain text.
type slides struct {
	source.Builder
	text     *source.Text
	brackets []bool // that are open: whether they are those of a class
	starts   bool   // nothing of the slide has come but its properties
	notes    bool
}

func plainSlides(t *source.Text) *source.Text {
	s := &slides{text: t, starts: true}
	var lines code
	at := 0
	for line := range bytes.Lines(t.Data) {
		start, stop := at, at+len(line)
		at = stop
		text := string(bytes.TrimSpace(line))
		if lines.open() || strings.HasPrefix(text, "```") {
			lines.follow(line)
			s.Copy(t, start, stop)
			continue
		}
		switch {
		case text == "---":
			s.end(start)
			s.Put("\n", t, start)
			s.Copy(t, start, stop)
			s.brackets, s.starts = nil, true
		case text == "--", s.starts && slideProperty.MatchString(text):
			s.Put("\n", t, start)
		case text == "???":
			s.end(start)
			s.Put("\n::: {.notes}\n", t, start)
			s.notes = true
		case len(line) > maxSlideLine:
			s.Copy(t, start, stop)
		default:
			s.starts = s.starts && text == ""
			s.line(start, stop)
		}
	}
	s.end(len(t.Data))
	return s.Text(t.Name)
}

// end ends the notes of a slide.
func (s *slides) end(at int) {
	if s.notes {
		s.Put("\n:::\n", s.text, at)
	}
	s.notes = false
}

// line adds a line without the classes of content: .center[Text] is text.
func (s *slides) line(start, stop int) {
	data := s.text.Data[:stop]
	for i := start; i < stop; {
		switch c := data[i]; {
		case c == '\\' && i+1 < stop:
			i += 2
		case c == '`':
			i = skipCode(data, i)
		case c == '.' && (i == start || bytes.IndexByte([]byte(" \t[(>|*_"), data[i-1]) >= 0):
			class := contentClass.Find(data[i:])
			if class == nil {
				i++
				continue
			}
			s.Copy(s.text, start, i)
			i += len(class)
			start = i
			s.brackets = append(s.brackets, true)
		case c == '[':
			s.brackets = append(s.brackets, false)
			i++
		case c == ']' && len(s.brackets) > 0:
			last := len(s.brackets) - 1
			if s.brackets[last] {
				s.Copy(s.text, start, i)
				start = i + 1
			}
			s.brackets = s.brackets[:last]
			i++
		default:
			i++
		}
	}
	s.Copy(s.text, start, stop)
}

// skipCode returns where the code that starts with the backticks at i ends, or the backticks if it does not.
func skipCode(data []byte, i int) int {
	marks := data[i : len(data)-len(bytes.TrimLeft(data[i:], "`"))]
	if end := bytes.Index(data[i+len(marks):], marks); end >= 0 {
		return i + 2*len(marks) + end
	}
	return i + len(marks)
}
