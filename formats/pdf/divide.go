package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/formats/internal/hyphen"
	"coursepack/formats/internal/typeset"
	"coursepack/formats/pdf/internal/paragraph"
)

// A cut is a place at which a word may be divided.
type cut struct {
	at     int // bytes of its text
	cost   int
	hyphen bool // that is not there yet
}

// cutsIn finds where a word may be divided: behind a sign at which it ends, and between syllables.
func cutsIn(text string, hyphens *hyphen.Language) []cut {
	var cuts []cut
	isWord := hyphens != nil && !strings.ContainsAny(text, "/@_\\=&?#") // no address, nor the name of a file
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], dashes); i >= 0 {
			_, size := utf8.DecodeRuneInString(text[start+i:])
			end = start + i + size
		}
		if isWord {
			for _, at := range hyphens.Points(text[start:end]) {
				cuts = append(cuts, cut{start + at, hyphenCost, true})
			}
		}
		if end < len(text) && (start > 0 || end-start > 1) {
			cuts = append(cuts, cut{end, dashCost, false})
		}
		start = end
	}
	return cuts
}

// hyphensOf returns where words of a piece may be divided; nil if they may not.
func (r *ruler) hyphensOf(p piece) *hyphen.Language {
	if !r.divides {
		return nil
	}
	return p.style.fonts.hyphens
}

// mayDivide reports whether a piece is a word that is worth a look for places at which to divide it.
func (r *ruler) mayDivide(p piece) bool {
	if len(p.words) != 1 || p.refers != "" || p.words[0].Leftward || p.style.family == typeset.Mono {
		return false
	}
	return r.hyphensOf(p) != nil || strings.ContainsAny(p.words[0].Text, dashes)
}

// A division has the parts of a word that may be divided, one more than there are cuts.
type division struct {
	cuts  []cut
	parts [][]*typeset.Word // one in each, or none if the word is none
}

// A divisible is a word in the text of a language.
type divisible struct {
	word    *typeset.Word
	hyphens *hyphen.Language // nil if it is divided only at dashes
}

// division takes a piece apart at the places at which it may be divided.
func (r *ruler) division(p piece) division {
	if !r.mayDivide(p) {
		return division{parts: [][]*typeset.Word{p.words}}
	}
	key := divisible{p.words[0], r.hyphensOf(p)}
	d, ok := r.divisions[key]
	if !ok {
		d = key.divided()
		if r.divisions == nil {
			r.divisions = map[divisible]division{}
		}
		r.divisions[key] = d
	}
	return d
}

func (d divisible) divided() division {
	var of division
	rest, done := d.word, 0
	for _, c := range cutsIn(d.word.Text, d.hyphens) {
		if i, ok := glyphsOf(rest, c.at-done); ok {
			of.cuts, of.parts = append(of.cuts, c), append(of.parts, []*typeset.Word{rest.Part(0, i)})
			rest, done = rest.Part(i, len(rest.Glyphs)), c.at
		}
	}
	of.parts = append(of.parts, []*typeset.Word{rest})
	return of
}

// glyphsOf counts the glyphs of some bytes at the start of a word's text; ok is false if a glyph stands for what is on both sides.
func glyphsOf(w *typeset.Word, bytes int) (n int, ok bool) {
	seen := 0
	for n < len(w.Glyphs) && (seen < bytes || w.Glyphs[n].Text == "") {
		seen += len(w.Glyphs[n].Text)
		n++
	}
	return n, seen == bytes && n > 0 && n < len(w.Glyphs)
}

// part returns a part of a piece.
func (p piece) part(of division, i int) piece {
	if len(of.cuts) == 0 {
		return p
	}
	p.words = of.parts[i]
	p.width = widthOfAll(p.words, p.style.size)
	if i > 0 {
		p.anchor = ""
	}
	return p
}

// hyphenPiece is the hyphen that a divided word gets. Whoever copies the text gets a soft hyphen, which vanishes.
func hyphenPiece(s *style) piece {
	words := s.remembered("\u00AD", func() []*typeset.Word {
		w := s.shaped("-")[0]
		glyphs := slices.Clone(w.Glyphs)
		glyphs[0].Text = "\u00AD"
		return []*typeset.Word{typeset.NewWord(w.Face, false, glyphs)}
	})
	return piece{style: s, words: words, width: widthOfAll(words, s.size)}
}

// cut adds a place at which a word may be divided.
func (r *ruler) cut(c cut, s *style) {
	if !c.hyphen {
		r.penalty(paragraph.Item{Penalty: c.cost}, segment{})
		return
	}
	mark := hyphenPiece(s)
	r.penalty(paragraph.Item{Width: mark.width, Penalty: c.cost, Flagged: true, Hang: hanging("-") * mark.width},
		segment{pieces: []piece{mark}, width: mark.width, hyphen: true})
}
