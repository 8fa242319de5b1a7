package questionfile

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
)

// A format says how a text in a file is typed. https://docs.moodle.org/en/Text_formats
type format string

const (
	formatHTML     format = "html"
	formatMarkdown format = "markdown"
	formatPlain    format = "plain"  // no markup at all
	formatMoodle   format = "moodle" // HTML in which lines and paragraphs may be lines of the text
)

// formatNamed returns the format that a file calls by a name: in Moodle XML "moodle_auto_format" and "plain_text".
func (r *reader) formatNamed(name string, pos content.Pos) format {
	name, _, _ = strings.Cut(name, "_")
	switch f := format(name); f {
	case formatHTML, formatMarkdown, formatPlain, formatMoodle:
		return f
	case "":
		return formatMoodle
	}
	r.tally(pos, diag.Warning, "question-format", "the format "+strconv.Quote(name)+" of a text is not known", "it is read as HTML")
	return formatMoodle
}

// A styled is a text with its format.
type styled struct {
	*source.Text
	format format
}

// isBlank reports whether there is nothing to read.
func (t styled) isBlank() bool { return t.Text == nil || len(bytes.TrimSpace(t.Data)) == 0 }

// plain returns a text to compare answers with.
func (t styled) plain() string {
	if t.Text == nil {
		return ""
	}
	return strings.TrimSpace(string(t.Data))
}

func (t styled) pos() content.Pos {
	if t.Text == nil {
		return content.Pos{}
	}
	return t.Pos(len(t.Data) - len(bytes.TrimLeft(t.Data, " \t\n")))
}

// read makes blocks of a text.
func (r *reader) read(t styled) []content.Block {
	if t.isBlank() {
		return nil
	}
	switch t.format {
	case formatMarkdown:
		return r.markdown(t.Text, source.PythonMarkdown)
	case formatPlain:
		t.Text = escaped(t.Text)
		t.Text = broken(t.Text)
	case formatMoodle:
		if !blockTag.Match(t.Data) {
			t.Text = broken(t.Text)
		}
	}
	return r.result.Take(markdown.ParseHTML(r.docOf(t.Text, source.GFM), r.limits, r.report))
}

func (r *reader) markdown(t *source.Text, dialect source.Dialect) []content.Block {
	return r.result.Take(markdown.Parse(r.docOf(t, dialect), r.limits, r.report))
}

func (r *reader) docOf(t *source.Text, dialect source.Dialect) *source.Doc {
	return &source.Doc{Part: r.doc.Part, Dialect: dialect, Text: t, Language: r.doc.Language}
}

// blockTag is one that shows that the author divides a text with tags.
var blockTag = regexp.MustCompile(`(?i)<(?:p|div|ul|ol|dl|table|pre|h[1-6]|blockquote|br)[\s>/]`)

// signs of HTML in a text that has none.
var htmlSigns = map[byte]string{'<': "&lt;", '&': "&amp;"}

// escaped returns a text in which no sign is one of HTML.
func escaped(t *source.Text) *source.Text {
	return replaced(t, func(i int) (string, int) { return htmlSigns[t.Data[i]], 1 })
}

// broken returns HTML in which ends of lines and blank lines are tags.
func broken(t *source.Text) *source.Text {
	t = trimmed(t)
	return replaced(t, func(i int) (string, int) {
		if t.Data[i] != '\n' {
			return "", 1
		}
		stop := i
		for stop < len(t.Data) && (t.Data[stop] == '\n' || t.Data[stop] == ' ' || t.Data[stop] == '\t') {
			stop++
		}
		if bytes.Count(t.Data[i:stop], []byte("\n")) > 1 {
			return "<p>", stop - i
		}
		return "<br>", stop - i
	})
}

// trimmed returns a text without the space around it.
func trimmed(t *source.Text) *source.Text {
	start := len(t.Data) - len(bytes.TrimLeft(t.Data, " \t\n"))
	return cut(t, start, len(bytes.TrimRight(t.Data, " \t\n")))
}

// cut returns the piece of a text between two offsets.
func cut(t *source.Text, start, stop int) *source.Text {
	var b source.Builder
	b.Copy(t, start, stop)
	if start >= stop { // it keeps its place
		return source.At(t, start)
	}
	return b.Text(t.Name)
}

// replaced returns a text with other bytes in the places of some: other returns what stands for the size bytes at i, "" for
// themselves.
func replaced(t *source.Text, other func(i int) (s string, size int)) *source.Text {
	var b source.Builder
	from := 0
	for i := 0; i < len(t.Data); {
		s, size := other(i)
		if s != "" {
			b.Copy(t, from, i)
			b.Put(s, t, i)
			from = i + size
		}
		i += size
	}
	b.Copy(t, from, len(t.Data))
	return b.Text(t.Name)
}

// line returns what blocks say as inlines, for places that hold no more than a line.
func (r *reader) line(blocks []content.Block) []content.Inline {
	var line []content.Inline
	for _, b := range blocks {
		if len(line) > 0 {
			line = append(line, &content.Break{Pos: b.Position()})
		}
		switch b := b.(type) {
		case *content.Paragraph:
			line = append(line, b.Inlines...)
		case *content.Figure:
			line = append(line, r.line(b.Blocks)...)
		case *content.MathBlock:
			line = append(line, &content.Math{Pos: b.Pos, Start: b.Start, TeX: b.TeX})
		default:
			r.tell(b.Position(), diag.Warning, "question-line", "there is room for no more than a line of text here", "its words alone")
			line = append(line, words(b)...)
		}
	}
	return line
}

// words are the texts in a block.
func words(b content.Block) []content.Inline {
	var all []content.Inline
	content.Walk(b, func(n content.Node) bool {
		if in, ok := n.(content.Inline); ok {
			all = append(all, in)
			return false
		}
		return true
	})
	return all
}
