package markdown

import (
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// Comments in code that say how a line is shown. They are no lines of the program.
//
// Docusaurus: // highlight-next-line, // highlight-start … // highlight-end
// https://docusaurus.io/docs/markdown-features/code-blocks#highlighting-with-comments
//
// VitePress and whatever else has Shiki's transformers: // [!code highlight], // [!code focus:3], // [!code ++]
// https://vitepress.dev/guide/markdown#colored-diffs-in-code-blocks
var (
	magicLine = lazyregexp.New(`^\s*(?://|#|--|;|%|'|REM\b|/\*|\{\s*/\*|<!--)\s*highlight-(next-line|start|end)\s*(?:\*/\s*\}?|-->)?\s*$`)
	magicCode = lazyregexp.New(`[ \t]*(?://|#|--|;+|%+|'|/\*|\{[ \t]*/\*|<!--)?[ \t]*\[!code ([a-z]+|\+\+|--)(?::(\d+|[^\]\n]+))?\][ \t]*(?:\*/[ \t]*\}?|-->)?`)
)

// takeMarks takes such comments out of code and marks what they are about.
func takeMarks(code *content.CodeBlock) {
	if !strings.Contains(code.Text, "highlight-") && !strings.Contains(code.Text, "[!code ") {
		return
	}
	m := markedCode{}
	for line := range strings.SplitAfterSeq(code.Text, "\n") {
		if line != "" {
			m.add(line)
		}
	}
	code.Text = m.text()
	code.Marks = append(code.Marks, m.ranges()...)
}

// markedCode is code of which some lines are marked.
type markedCode struct {
	lines []string
	signs []byte // of each line: ' ' if it is not marked, '!' if it is, '+' or '-' in a comparison

	next    byte // the sign of the lines to come
	pending int  // how many these are
	open    bool // up to the end of the marked lines
}

func (m *markedCode) add(line string) {
	if c := magicLine.FindStringSubmatch(line); c != nil {
		switch c[1] {
		case "next-line":
			m.next, m.pending = '!', 1
		default:
			m.open = c[1] == "start"
		}
		return
	}
	whole := line
	if line = m.takeComments(line); line != whole && strings.TrimSpace(line) == "" {
		return // the comment is about the lines below
	}
	sign := byte(' ')
	if m.pending > 0 {
		sign = m.next
		m.pending--
	} else if m.open {
		sign = '!'
	}
	m.lines, m.signs = append(m.lines, line), append(m.signs, sign)
}

// takeComments takes comments out of a line and notes what they say of it and the lines below.
func (m *markedCode) takeComments(line string) string {
	var b strings.Builder
	last := 0
	for _, c := range magicCode.FindAllStringSubmatchIndex(line, -1) {
		b.WriteString(line[last:c[0]])
		last = c[1]
		count := 1
		if c[4] >= 0 {
			count, _ = strconv.Atoi(line[c[4]:c[5]])
		}
		if sign := signOf(line[c[2]:c[3]]); sign != 0 {
			m.next, m.pending = sign, max(count, 1)
		}
	}
	b.WriteString(line[last:])
	return b.String()
}

func signOf(name string) byte {
	switch name {
	case "++":
		return '+'
	case "--":
		return '-'
	case "highlight", "hl", "focus", "error", "warning", "info":
		return '!'
	}
	return 0
}

// text returns the code, each line behind its sign if there are lines to compare, as others write what has changed.
func (m *markedCode) text() string {
	if !slices.Contains(m.signs, '+') && !slices.Contains(m.signs, '-') {
		return strings.Join(m.lines, "")
	}
	var b strings.Builder
	for i, line := range m.lines {
		if sign := m.signs[i]; sign == '+' || sign == '-' {
			b.WriteByte(sign)
		} else {
			b.WriteByte(' ')
		}
		b.WriteByte(' ')
		b.WriteString(line)
	}
	return b.String()
}

func (m *markedCode) ranges() []content.Range {
	var ranges []content.Range
	for i, sign := range m.signs {
		if sign != '!' && sign != '+' {
			continue
		}
		if n := len(ranges); n > 0 && ranges[n-1].Last == i {
			ranges[n-1].Last++
		} else {
			ranges = append(ranges, content.Range{First: i + 1, Last: i + 1})
		}
	}
	return ranges
}
