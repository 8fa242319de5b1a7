package verify

import (
	"slices"
	"strings"
)

// elementsIn returns those of the elements that HTML has, each once.
func elementsIn(html string, elements []string) (found []string) {
	for {
		_, rest, ok := strings.Cut(html, "<")
		if !ok {
			return found
		}
		html = rest
		for _, e := range elements {
			after, ok := strings.CutPrefix(html, e)
			if ok && (after == "" || !isNameByte(after[0])) && !slices.Contains(found, e) {
				found = append(found, e)
			}
		}
	}
}

func isNameByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' }

// addresses returns what HTML leads to and shows: the values of href and src.
func addresses(html string) (all []string) {
	for {
		before, rest, ok := strings.Cut(html, `="`)
		if !ok {
			return all
		}
		value, after, _ := strings.Cut(rest, `"`)
		if strings.HasSuffix(before, " href") || strings.HasSuffix(before, " src") {
			all = append(all, value)
		}
		html = after
	}
}
