package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/typeset"
)

// A survey finds what a part has that this format shows otherwise than it was meant, once for the part.
type survey struct {
	faces    []*typeset.Face
	missing  map[rune]int
	lacking  seen
	leftward seen
}

// seen is how often something was found, and where first.
type seen struct {
	count int
	first diag.Pos
}

func (s *seen) at(pos diag.Pos) {
	if s.count == 0 {
		s.first = pos
	}
	s.count++
}

// check reports characters of a part that no font has and text that runs from right to left.
func (l *layout) check(p *content.Part) {
	s := &survey{faces: bodyStyle.faces(), missing: map[rune]int{}}
	s.text(p.Title, p.Pos)
	content.Walk(p, func(n content.Node) bool {
		s.node(n)
		return true
	})
	if s.lacking.count > 0 {
		l.in.Report.Report(diag.Diagnostic{
			Pos: s.lacking.first, Severity: diag.Warning, Code: "glyph-missing", Group: "pages like it",
			Message: s.inventory(), Instead: "a box for each; copying gives the character",
		})
	}
	if s.leftward.count > 0 {
		l.reportAlike(s.leftward.first, diag.Warning, "right-to-left", "text that runs from right to left is not set yet", "its characters from left to right")
	}
}

func (s *survey) node(n content.Node) {
	switch n := n.(type) {
	case *content.Text:
		s.text(n.Text, n.Pos)
	case *content.Code:
		s.text(n.Text, n.Pos)
	case *content.CodeBlock:
		s.text(n.Title, n.Pos)
		s.text(n.Text, n.Pos)
	}
}

func (s *survey) text(t string, pos diag.Pos) {
	if isASCII(t) {
		return
	}
	leftward := false
	for _, r := range clean(t) {
		leftward = leftward || unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana)
		if isSpace(r) {
			continue
		}
		if _, _, ok := find(s.faces, r); !ok {
			s.missing[r]++
			s.lacking.at(pos)
		}
	}
	if leftward {
		s.leftward.at(pos)
	}
}

// inventory names some of the missing characters.
func (s *survey) inventory() string {
	runes := slices.Sorted(maps.Keys(s.missing))
	var named []string
	for _, r := range runes[:min(len(runes), 5)] {
		named = append(named, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	if rest := len(runes) - len(named); rest > 0 {
		named = append(named, fmt.Sprintf("%d more", rest))
	}
	often := ""
	if s.lacking.count > 1 {
		often = fmt.Sprintf("; this part has %d of them", s.lacking.count)
	}
	return fmt.Sprintf("no font has %s%s", strings.Join(named, ", "), often)
}
