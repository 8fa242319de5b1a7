package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// A survey finds the characters of a part that no font has. They are told of once for the part.
type survey struct {
	style   style
	missing map[rune]int
	count   int
	first   diag.Pos
}

// check reports characters of a part that no font has.
func (l *layout) check(p *content.Part) {
	s := &survey{style: bodyStyle, missing: map[rune]int{}}
	s.style.fonts = l.fonts
	s.text(p.Title, p.Pos)
	content.Walk(p, func(n content.Node) bool {
		s.node(n)
		return true
	})
	if s.count > 0 {
		l.in.Report.Report(diag.Diagnostic{
			Pos: s.first, Severity: diag.Warning, Code: "glyph-missing", Group: "pages like it",
			Message: s.inventory(), Instead: "a box for each; copying gives the character",
		})
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
	for _, r := range withoutInvisible(t) {
		if isSpace(r) || isJoiner(r) {
			continue
		}
		if _, _, ok := s.style.find(r); !ok {
			if s.count == 0 {
				s.first = pos
			}
			s.missing[r]++
			s.count++
		}
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
	if s.count > 1 {
		often = fmt.Sprintf("; this part has %d of them", s.count)
	}
	return fmt.Sprintf("no font has %s%s", strings.Join(named, ", "), often)
}
