package layout

import (
	"bytes"
	"html"
	"strings"

	"coursepack/content/internal/lazyregexp"
)

// maxHeading is how many bytes of a line are looked at for a heading.
const maxHeading = 1000

// firstHeading returns the text of the first heading of the first level, "" if there is none. Titles are wanted of pages
// that are read by nobody else yet, so it looks at lines only.
// https://spec.commonmark.org/0.31.2/#atx-headings
func firstHeading(text []byte) string {
	var fence, before []byte
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line[:min(len(line), maxHeading)], "\n")
		content := dedented(line)
		if mark := fenceMark(content); mark != nil {
			switch {
			case fence == nil:
				fence = mark
			case bytes.HasPrefix(mark, fence) && len(bytes.Trim(content, " \t`~")) == 0:
				fence = nil
			}
			before = nil
			continue
		}
		if fence != nil {
			continue
		}
		if title, ok := atxHeading(content); ok {
			if title := headingText(title); title != "" {
				return title
			}
		}
		if len(before) > 0 && isUnderline(content) {
			return headingText(string(before))
		}
		before = bytes.TrimSpace(line)
	}
	return ""
}

// dedented returns a line without the spaces before it, nil if there are so many that it starts nothing but code.
func dedented(line []byte) []byte {
	if content := bytes.TrimLeft(line, " "); len(line)-len(content) <= 3 {
		return content
	}
	return nil
}

// fenceMark returns the signs that open or close code on a line, nil if there are none.
func fenceMark(line []byte) []byte {
	if len(line) == 0 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	if n := len(line) - len(bytes.TrimLeft(line, string(line[:1]))); n >= 3 {
		return line[:n]
	}
	return nil
}

// atxHeading returns what stands behind the sign of a heading of the first level.
func atxHeading(line []byte) (title string, ok bool) {
	if len(line) < 2 || line[0] != '#' || line[1] != ' ' && line[1] != '\t' {
		return "", false
	}
	line = bytes.TrimRight(bytes.Trim(line[1:], " \t"), "#")
	return string(bytes.TrimRight(line, " \t")), true
}

// isUnderline reports whether a line makes a heading of the one above.
func isUnderline(line []byte) bool {
	return len(line) > 0 && line[0] == '=' && len(bytes.Trim(bytes.TrimRight(line, " \t"), "=")) == 0
}

var (
	headingID   = lazyregexp.New(`(?:\{[#.:-][^}]*\}|\[\[[^\]]*\]\]|:id=[^\s=]+|[{\[]docsify-ignore(?:-all)?[}\]])\s*$`)
	linkMarkup  = lazyregexp.New(`!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)
	otherMarkup = lazyregexp.New("`+[^`]+`+|<[^<>]*>|[*`]+|\\b_+|_+\\b|\\\\[!-/:-@\\[-`{-~]")
)

// headingText takes the markup off a heading.
func headingText(s string) string {
	if i := strings.IndexAny(s, "{[:"); i >= 0 {
		if at := headingID.FindStringIndex(s[i:]); at != nil {
			s = strings.TrimSpace(s[:i+at[0]])
		}
	}
	if strings.Contains(s, "[") {
		s = linkMarkup.ReplaceAllString(s, "$1")
	}
	if strings.ContainsAny(s, "`<*_\\") {
		s = otherMarkup.ReplaceAllStringFunc(s, markedText)
	}
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// markedText returns what is left of a piece of markup.
func markedText(markup string) string {
	switch {
	case strings.HasSuffix(markup, "`") && len(strings.Trim(markup, "`")) > 0: // code, in which nothing is markup
		return strings.Trim(markup, "`")
	case markup[0] == '\\':
		return markup[1:]
	}
	return ""
}
