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
		if isRExams(data) {
			return RExams
		}
		return Pandoc
	case ".ipynb":
		return Notebook
	}
	if !bytes.Contains(data, []byte("</")) && !bytes.Contains(data, []byte("/>")) && !bytes.Contains(data, []byte("{/*")) {
		return GFM
	}
	var fence []byte
	opened := map[string]bool{}
	for line := range bytes.Lines(data) {
		text := bytes.TrimSpace(line)
		switch {
		case len(text) == 0:
		case fence != nil:
			if bytes.HasPrefix(text, fence) && len(bytes.Trim(text, string(fence[:1]))) == 0 {
				fence = nil
			}
		case bytes.HasPrefix(text, []byte("```")), bytes.HasPrefix(text, []byte("~~~")):
			fence = text[:len(text)-len(bytes.TrimLeft(text, string(text[:1])))]
			if bytes.IndexByte(text[len(fence):], '`') >= 0 { // code in a line
				fence = nil
			}
		case text[0] == '#':
			if headingNote.Match(text) {
				return MDX
			}
		case text[0] == '<', text[len(text)-1] == '>':
			if m := openingTag.FindSubmatch(text); m != nil {
				opened[string(m[1])] = true
				if bytes.HasSuffix(text, []byte("/>")) {
					return MDX
				}
			}
			if m := closingTag.FindSubmatch(text); m != nil && opened[string(m[1])] {
				return MDX
			}
		}
	}
	return GFM
}
