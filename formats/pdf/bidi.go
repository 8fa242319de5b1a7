package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"coursepack/formats/internal/typeset"
)

// A direction is that in which text runs.
type direction uint8

const (
	rightward direction = iota
	leftward
	neutral // as what is around
)

// isLeftward reports whether a language is written from right to left.
func isLeftward(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return slices.Contains([]string{"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"}, base)
}

// hasLeftward reports whether a text has a letter of a script that is written from right to left.
func hasLeftward(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return r >= 0x590 && directionOf(r) == leftward
	}) >= 0
}

// directionOf returns that of a letter; numbers run to the right: https://www.unicode.org/reports/tr9/#Table_Bidirectional_Character_Types.
func directionOf(r rune) direction {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL:
		return leftward
	case bidi.L, bidi.EN, bidi.AN:
		return rightward
	}
	return neutral
}

// A stretch of text runs in one direction.
type stretch struct {
	text string
	dir  direction
}

// directed divides a word into stretches. What is neutral belongs to the letters around it if they agree; at the ends of a word, to
// letters that run to the left, and else to nothing.
func directed(text string) []stretch {
	var parts []stretch
	for i, r := range text {
		size := utf8.RuneLen(r)
		dir := directionOf(r)
		if unicode.Is(unicode.Mn, r) && len(parts) > 0 {
			dir = parts[len(parts)-1].dir // a mark stands on what is before it
		}
		if n := len(parts) - 1; n >= 0 && parts[n].dir == dir {
			parts[n].text += text[i : i+size]
		} else {
			parts = append(parts, stretch{text[i : i+size], dir})
		}
	}
	for i := range parts {
		if parts[i].dir != neutral {
			continue
		}
		before, after := neutral, neutral
		if i > 0 {
			before = parts[i-1].dir
		}
		if i < len(parts)-1 {
			after = parts[i+1].dir
		}
		switch {
		case before == after, after == neutral && before == leftward:
			parts[i].dir = before
		case before == neutral && after == leftward:
			parts[i].dir = leftward
		}
	}
	var joined []stretch
	for _, p := range parts {
		if n := len(joined) - 1; n >= 0 && joined[n].dir == p.dir {
			joined[n].text += p.text
			continue
		}
		joined = append(joined, p)
	}
	return joined
}

// ordered returns the segments of a line in the order in which they stand. Whatever runs against the base direction is turned
// around: https://www.unicode.org/reports/tr9/#L2. Pages that are read from right to left are mirrored as a whole later.
func ordered(segments []segment, base direction) []segment {
	if base == rightward && !slices.ContainsFunc(segments, segment.hasLeftward) {
		return segments
	}
	var units []segment
	var dirs []direction
	against := false
	for _, s := range segments {
		for _, u := range s.units() {
			dir := u.dir()
			against = against || dir != neutral && dir != base
			units, dirs = append(units, u), append(dirs, dir)
		}
	}
	if !against {
		return segments
	}
	for i, dir := range resolved(dirs, base) {
		if dirs[i] == neutral && dir == leftward {
			units[i] = units[i].mirrored()
		}
		dirs[i] = dir
	}
	for start := 0; start < len(units); {
		end := start + 1
		for end < len(units) && dirs[end] == dirs[start] {
			end++
		}
		if dirs[start] != base {
			slices.Reverse(units[start:end])
		}
		start = end
	}
	return units
}

// mirrored exchanges opening and closing brackets.
func (s segment) mirrored() segment {
	if len(s.pieces) > 0 && len(s.pieces[0].words) > 0 {
		p := s.pieces[0]
		p.words = p.style.oneWay(p.words[0].Text, leftward)
		s.pieces = []piece{p}
	}
	return s
}

// resolved gives what is neutral the direction of what is around it, if that is one, else that of the line.
func resolved(dirs []direction, base direction) []direction {
	dirs = slices.Clone(dirs)
	before := base
	for i := 0; i < len(dirs); {
		if dirs[i] != neutral {
			before = dirs[i]
			i++
			continue
		}
		end := i
		for end < len(dirs) && dirs[end] == neutral {
			end++
		}
		dir := base
		if end < len(dirs) && dirs[end] == before {
			dir = before
		}
		for ; i < end; i++ {
			dirs[i] = dir
		}
	}
	return dirs
}

// units takes a segment apart: each word is one, each picture and each formula.
func (s segment) units() []segment {
	if s.space != nil || len(s.pieces) == 0 {
		return []segment{s}
	}
	var units []segment
	for _, p := range s.pieces {
		if len(p.words) < 2 {
			units = append(units, segment{pieces: []piece{p}, width: p.width})
			continue
		}
		for i, w := range p.words {
			part := p
			part.words, part.width = []*typeset.Word{w}, widthOf(w, p.style.size)
			if i > 0 {
				part.anchor, part.note = "", nil
			}
			units = append(units, segment{pieces: []piece{part}, width: part.width})
		}
	}
	return units
}

func (s segment) hasLeftward() bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool {
		return slices.ContainsFunc(p.words, func(w *typeset.Word) bool { return w.Leftward })
	})
}

func (s segment) dir() direction {
	if s.space != nil || len(s.pieces) == 0 || len(s.pieces[0].words) == 0 {
		return neutral
	}
	w := s.pieces[0].words[0]
	switch {
	case w.Leftward:
		return leftward
	case strings.IndexFunc(w.Text, func(c rune) bool { return directionOf(c) != neutral }) < 0:
		return neutral
	}
	return rightward
}
