package source

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	componentTag = regexp.MustCompile(`^\s*</?([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)[\s/>]`) // at the start of a line
	headingNote  = regexp.MustCompile(`^#{1,6}\s.*\{/\*.*\*/\}\s*$`)
)

// dialectOf says how a text is typed. Several site generators read files as MDX that are only called Markdown: these
// have components that open and close at the starts of lines, or notes in braces behind their headings.
func dialectOf(ext string, data []byte) Dialect {
	if strings.EqualFold(ext, ".mdx") {
		return MDX
	}
	if !bytes.Contains(data, []byte("</")) && !bytes.Contains(data, []byte("/>")) && !bytes.Contains(data, []byte("{/*")) {
		return GFM
	}
	fence := ""
	opened := map[string]bool{}
	for line := range bytes.Lines(data) {
		text := strings.TrimSpace(string(line))
		switch {
		case fence != "":
			if strings.HasPrefix(text, fence) && strings.Trim(text, fence[:1]) == "" {
				fence = ""
			}
		case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
			fence = text[:len(text)-len(strings.TrimLeft(text, text[:1]))]
			if strings.Contains(text[len(fence):], "`") { // code in a line
				fence = ""
			}
		case headingNote.MatchString(text):
			return MDX
		default:
			name, closes := component(text)
			if closes && (opened[name] || !strings.HasPrefix(text, "</")) {
				return MDX
			}
			opened[name] = true
		}
	}
	return GFM
}

// component returns the name of the component whose tag a line starts with, "" if there is none, and whether an element
// ends there.
func component(line string) (name string, closes bool) {
	m := componentTag.FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	return m[1], strings.HasPrefix(line, "</") || strings.HasSuffix(line, "/>") || strings.HasSuffix(line, "</"+m[1]+">")
}
