package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Our own notation of questions: a code block in the language quiz, which QUIZZES.md describes. Its lines are cut into
// sections by what they start with; what stands in a section is Markdown.

// A quizSection is a run of lines of a question.
type quizSection struct {
	sign   quizSign
	name   string // of a field
	right  bool   // of an option
	at     int    // where the line starts
	lines  []quizSpan
	indent int // that its lines after the first have in common
}

// A quizSpan is the bytes of the text between two offsets.
type quizSpan struct{ start, stop int }

// A quizSign is what a section starts with.
type quizSign int

const (
	quizText  quizSign = iota // none: the prompt, or what explains the answer
	quizOne                   // - (x)
	quizSome                  // - [x]
	quizPair                  // - left => right
	quizTyped                 // = answer
	quizField                 // Hint:
)

// quizFields are the fields of a question, and those of the whole quiz, which may stand in any of its questions.
var quizFields = []string{"Attempts", "Case", "Explanation", "Hint", "Id", "Model", "Points", "Right", "Shuffle", "Time limit", "Wrong"}

// quizBlock reads the questions of a block of code. It reports false if nothing in it expects an answer.
func (d *document) quizBlock(n *fence) bool {
	quiz := d.quizOf(d.at(d.start(n)), quizSpans(n.Lines()))
	if quiz == nil {
		return false
	}
	d.emit(quiz)
	return true
}

func quizSpans(lines *text.Segments) []quizSpan {
	spans := make([]quizSpan, lines.Len())
	for i := range spans {
		spans[i] = quizSpan{lines.At(i).Start, lines.At(i).Stop}
	}
	return spans
}

// quizOf reads the questions in lines, nil if nothing in them expects an answer.
func (d *document) quizOf(pos content.Pos, lines []quizSpan) *content.Quiz {
	readers := d.quizReaders(lines)
	if !slices.ContainsFunc(readers, (*quizReader).asks) {
		return nil
	}
	quiz := &content.Quiz{Pos: pos}
	for _, r := range readers {
		quiz.Questions = append(quiz.Questions, r.question(quiz))
	}
	if p := quiz.Questions[0].Prompt; len(p) > 0 {
		if h, ok := p[0].(*content.Heading); ok {
			quiz.Title, quiz.ID, quiz.Questions[0].Prompt = h.Inlines, h.ID, p[1:]
		}
	}
	for _, q := range quiz.Questions {
		matchBlanks(q)
	}
	return quiz
}

// A quizReader reads one question.
type quizReader struct {
	*document
	sections []*quizSection
	fence    []byte // that is open
	answered bool   // a section is of an answer
}

// quizReaders cuts lines at rules, and what is between them into sections.
func (d *document) quizReaders(lines []quizSpan) []*quizReader {
	var readers []*quizReader
	r := &quizReader{document: d}
	for _, span := range lines {
		if r.fence == nil && isRule(d.src[span.start:span.stop]) {
			readers = append(readers, r)
			r = &quizReader{document: d}
			continue
		}
		r.line(span.start, span.stop)
	}
	return slices.DeleteFunc(append(readers, r), func(r *quizReader) bool { return len(r.sections) == 0 })
}

func isRule(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) >= 3 && len(bytes.Trim(line, "-")) == 0
}

// asks reports whether the sections say what answer is expected, or may do so: with a blank, or in a numbered list.
func (r *quizReader) asks() bool {
	return slices.ContainsFunc(r.sections, func(s *quizSection) bool {
		return s.sign != quizText || slices.ContainsFunc(s.lines, func(line quizSpan) bool {
			text := r.src[line.start:line.stop]
			return bytes.Contains(text, []byte("[[")) || bytes.HasPrefix(text, []byte("1. "))
		})
	})
}

// line adds a line, from start to stop, to the section that it belongs to.
func (r *quizReader) line(start, stop int) {
	line := bytes.TrimRight(r.src[start:stop], "\n")
	bare := bytes.TrimLeft(line, " \t")
	indent := len(line) - len(bare)
	switch {
	case len(bare) == 0:
		r.add(start, stop)
	case r.inFence(bare), indent >= 2 && len(r.sections) > 0:
		r.add(start, stop)
	default:
		s := r.sectionOf(start, bare, start+indent)
		if last := r.last(); s.sign == quizText && last != nil && (last.sign == quizText || !last.endsBlank(r.src)) {
			r.add(start, stop)
			return
		}
		s.lines[0].stop = stop
		r.sections = append(r.sections, s)
		r.answered = r.answered || s.sign != quizText && s.sign != quizField
	}
}

// inFence follows code inside of a question, whose lines are its own.
func (r *quizReader) inFence(bare []byte) bool {
	for _, mark := range []string{"```", "~~~"} {
		if !bytes.HasPrefix(bare, []byte(mark)) {
			continue
		}
		switch {
		case r.fence == nil:
			r.fence = []byte(mark)
			return len(r.sections) > 0
		case string(r.fence) == mark && len(bytes.Trim(bare, mark[:1])) == 0:
			r.fence = nil
		}
		return true
	}
	return r.fence != nil
}

func (r *quizReader) last() *quizSection {
	if len(r.sections) == 0 {
		return nil
	}
	return r.sections[len(r.sections)-1]
}

func (r *quizReader) add(start, stop int) {
	s := r.last()
	if s == nil {
		return // blank lines at the top
	}
	text := r.src[start:stop]
	indent := len(text) - len(bytes.TrimLeft(text, " "))
	if s.indent == 0 && s.sign != quizText && len(bytes.TrimSpace(text)) > 0 {
		s.indent = indent
	}
	s.lines = append(s.lines, quizSpan{start + min(s.indent, indent), stop})
}

func (s *quizSection) endsBlank(src []byte) bool {
	last := s.lines[len(s.lines)-1]
	return len(bytes.TrimSpace(src[last.start:last.stop])) == 0
}

// sectionOf returns the section that a line starts, which is one of text if it has no sign.
func (r *quizReader) sectionOf(start int, line []byte, at int) *quizSection {
	s := &quizSection{at: at, lines: []quizSpan{{start: start}}}
	from := func(offset int) {
		rest := line[offset:]
		s.lines[0].start = at + offset + len(rest) - len(bytes.TrimLeft(rest, " \t"))
	}
	switch c := line[0]; {
	case c == '=' && len(line) > 1 && line[1] == ' ':
		s.sign = quizTyped
		from(1)
	case (c == '-' || c == '*' || c == '+') && len(line) > 1 && line[1] == ' ':
		item := bytes.TrimLeft(line[1:], " \t")
		offset := len(line) - len(item)
		if mark := checkMark(item); mark != 0 {
			s.sign, s.right = quizOne, mark == 'x' || mark == 'X'
			if item[0] == '[' {
				s.sign = quizSome
			}
			from(offset + 3)
		} else if arrow, _ := findArrow(item); arrow >= 0 {
			s.sign = quizPair
			from(offset)
		}
	default:
		name, _, ok := bytes.Cut(line, []byte(":"))
		if field := quizFieldNamed(string(name)); ok && field != "" {
			s.sign, s.name = quizField, field
			from(len(name) + 1)
		} else if ok {
			r.misspelt(at, string(name))
		}
	}
	return s
}

// checkMark returns what stands in the brackets that an option starts with: (x), ( ), [x], [ ]; 0 if it has none.
func checkMark(item []byte) byte {
	if len(item) >= 3 && (item[0] == '(' && item[2] == ')' || item[0] == '[' && item[2] == ']') && (len(item) == 3 || item[3] == ' ') {
		if c := item[1]; c == ' ' || c == 'x' || c == 'X' {
			return c
		}
	}
	return 0
}

// findArrow returns where the arrow between two sides of a pair starts and ends.
func findArrow(item []byte) (start, stop int) {
	for _, arrow := range []string{"=>", "→"} {
		if i := bytes.Index(item, []byte(arrow)); i >= 0 && (i == 0 || item[i-1] == ' ') {
			return i, i + len(arrow)
		}
	}
	return -1, -1
}

func quizFieldNamed(name string) string {
	for _, field := range quizFields {
		if strings.EqualFold(name, field) {
			return field
		}
	}
	return ""
}

// misspelt reports a word before a colon that is nearly a field. Before the answers it is text.
func (r *quizReader) misspelt(at int, name string) {
	if !r.answered {
		return
	}
	if hint := diag.DidYouMean(name, quizFields); hint != "" {
		r.diags.Report(diag.Diagnostic{
			Pos: r.at(at), Severity: diag.Warning, Code: "quiz-field-unknown", Message: "a question has no field " + name,
			Instead: "text", Hint: hint,
		})
	}
}

// spanned puts lines together.
func (d *document) spanned(lines []quizSpan) *source.Text {
	var b source.Builder
	for _, line := range lines {
		b.Copy(d.text, line.start, line.stop)
	}
	return b.Text(d.text.Name)
}

func (r *quizReader) blocksIn(s *quizSection) []content.Block {
	return r.innerBlocks(r.spanned(s.lines))
}

// value returns what stands in a section, which is no Markdown, and where.
func (r *quizReader) value(s *quizSection) (string, int) {
	line := s.lines[0]
	return string(bytes.TrimSpace(r.src[line.start:line.stop])), line.start
}
