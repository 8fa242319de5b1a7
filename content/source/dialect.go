package source

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	openingTag  = regexp.MustCompile(`^<([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)[\s/>]`)
	closingTag  = regexp.MustCompile(`</([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)>$`)
	headingNote = regexp.MustCompile(`^#{1,6}\s.*\{/\*.*\*/\}\s*$`)
)

// dialectOf says how a text is typed. Several site generators read files as MDX that are only called Markdown: these
// have components that open where a line starts and close where one ends, or notes in braces behind their headings.
func dialectOf(ext string, data []byte) Dialect {
	switch strings.ToLower(ext) {
	case ".mdx":
		return MDX
	case ".qmd", ".rmd":
		return Pandoc
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
			if m := openingTag.FindStringSubmatch(text); m != nil {
				opened[m[1]] = true
				if strings.HasSuffix(text, "/>") {
					return MDX
				}
			}
			if m := closingTag.FindStringSubmatch(text); m != nil && opened[m[1]] {
				return MDX
			}
		}
	}
	return GFM
}
