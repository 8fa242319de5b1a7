package pdf

import (
	"fmt"
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/pdf/internal/paragraph"
)

// A line is a row of segments.
type line struct {
	segments []segment
	width    float64
	ended    bool // nothing stands between it and the next line; else a space did
}

// A segment of a line stands together, or is the space between two.
type segment struct {
	pieces []piece
	width  float64
	space  *style // of a space; nil if it is none
	hyphen bool   // the line ends with it, in the middle of a word
}

// How spaces give way, by their width, and what words may cost that are divided.
const (
	spaceStretch  = 0.5
	spaceShrink   = 0.28
	letterStretch = 0.06 // ems, between the characters of scripts without spaces
	hyphenCost    = 60
	dashCost      = 30 // of a line that ends at a hyphen or dash which is there anyway
)

// leastOver is by how many points a line may be too wide without anybody seeing it.
const leastOver = 0.2

// A ruler turns atoms into items to break and knows which segment each stands for. It can be used for one paragraph after the other.
type ruler struct {
	divides  bool // words may be divided
	items    []paragraph.Item
	segments []segment
	pieces   []piece   // of the segments of divided words
	set      []segment // of the lines

	divisions map[divisible]division
}

// breakLines breaks atoms into lines of a width, which are good until the next are broken. An atom that is wider than a line is
// taken apart.
func (f *flow) breakLines(atoms []atom, width float64) []line {
	atoms = fitting(atoms, width)
	ragged := f.isRagged()
	opt := paragraph.Options{Width: width, Ragged: ragged}
	r := &f.ruler
	r.measure(atoms, false)
	found := paragraph.Whole(r.items, opt)
	if found == nil {
		if !ragged {
			r.measure(atoms, true)
		}
		found = paragraph.Break(r.items, opt)
	}
	r.set = r.set[:0]
	lines := make([]line, 0, len(found))
	for _, l := range found {
		if l.Over > leastOver {
			f.report(f.at, diag.Warning, "line-too-wide", fmt.Sprintf("a line is %.0f points too wide for its column", l.Over), "it reaches into the margin")
		}
		set := r.line(l, ragged)
		set.segments = ordered(set.segments, f.base)
		lines = append(lines, set)
	}
	return lines
}

// measure starts a paragraph.
func (r *ruler) measure(atoms []atom, divides bool) {
	r.divides, r.items, r.segments, r.pieces = divides, r.items[:0], r.segments[:0], r.pieces[:0]
	for i := range atoms {
		if i > 0 {
			r.between(&atoms[i])
		}
		r.atom(&atoms[i])
	}
	r.penalty(paragraph.Item{Penalty: paragraph.Forced}, segment{})
}

// isRagged reports whether lines end where they will: in titles, and where a column is too narrow for anything else.
func (f *flow) isRagged() bool {
	return f.ragged || f.width < narrowText || f.align == content.AlignCenter || f.align == content.AlignRight
}

// narrowText is the width below which lines are not all made equally long.
const narrowText = 200

func (r *ruler) add(it paragraph.Item, s segment) {
	r.items, r.segments = append(r.items, it), append(r.segments, s)
}

func (r *ruler) penalty(it paragraph.Item, s segment) {
	it.Kind = paragraph.Penalty
	r.add(it, s)
}

// between adds what stands between an atom and the one before.
func (r *ruler) between(a *atom) {
	switch {
	case a.breaks:
		r.penalty(paragraph.Item{Penalty: paragraph.Forced}, segment{})
	case a.space:
		w := a.spaced.width(" ")
		r.add(paragraph.Item{Kind: paragraph.Glue, Width: w, Stretch: spaceStretch * w, Shrink: spaceShrink * w},
			segment{space: a.spaced, width: w})
	case a.cost > 0:
		r.penalty(paragraph.Item{Penalty: a.cost}, segment{})
		r.add(paragraph.Item{Kind: paragraph.Glue, Width: a.gap}, segment{width: a.gap})
	case len(a.pieces) > 0 && a.pieces[0].isText():
		r.add(paragraph.Item{Kind: paragraph.Glue, Stretch: letterStretch * a.pieces[0].style.size}, segment{})
	default:
		r.penalty(paragraph.Item{}, segment{})
	}
}

// atom adds a word, with the places at which it may be divided.
func (r *ruler) atom(a *atom) {
	if !slices.ContainsFunc(a.pieces, r.mayDivide) {
		r.box(segment{pieces: a.pieces, width: a.width})
		return
	}
	start, width := len(r.pieces), 0.0
	end := func() {
		r.box(segment{pieces: r.pieces[start:len(r.pieces):len(r.pieces)], width: width})
		start, width = len(r.pieces), 0
	}
	for _, p := range a.pieces {
		div := r.division(p)
		for i := range div.parts {
			part := p.part(div, i)
			r.pieces, width = append(r.pieces, part), width+part.width
			if i < len(div.cuts) {
				end()
				r.cut(div.cuts[i], p.style)
			}
		}
	}
	end()
}

func (r *ruler) box(s segment) {
	it := paragraph.Item{Width: s.width}
	if n := len(s.pieces) - 1; n >= 0 && len(s.pieces[n].words) > 0 {
		p := s.pieces[n]
		last := p.words[len(p.words)-1]
		end := last.Glyphs[len(last.Glyphs)-1]
		if part := hanging(end.Text); part > 0 {
			it.Hang = part * float64(end.Advance) * p.style.size / float64(last.Face.UnitsPerEm)
		}
	}
	r.add(it, s)
}

// dashes are the signs inside of words at which a line may end.
const dashes = "-–—/"

// line puts the segments of a line together and gives its spaces their widths.
func (r *ruler) line(l paragraph.Line, ragged bool) line {
	done, start := line{width: l.Width}, len(r.set)
	give := 0.0
	for _, it := range r.items[l.Start:l.End] {
		if it.Kind == paragraph.Glue {
			give += elastic(it, l.Extra)
		}
	}
	for i := l.Start; i < l.End; i++ {
		it, s := r.items[i], r.segments[i]
		switch {
		case it.Kind == paragraph.Penalty:
			continue
		case it.Kind == paragraph.Glue && give > 0 && !ragged:
			s.width += l.Extra * elastic(it, l.Extra) / give
		}
		r.set = append(r.set, s)
	}
	end := r.segments[l.End]
	if end.hyphen {
		r.set = append(r.set, end)
	}
	done.segments = r.set[start:len(r.set):len(r.set)]
	done.ended = end.space == nil
	if give > 0 && !ragged {
		done.width += l.Extra
	}
	return done
}

// elastic is how well an item of glue can take up a part of what a line has too much or too little.
func elastic(it paragraph.Item, extra float64) float64 {
	if extra < 0 {
		return it.Shrink
	}
	return it.Stretch
}

// hanging returns which part of a sign stands beyond the right edge of a text, where the edge looks straighter so: R.
// Schlicht, The microtype package (2024), 5.2.
func hanging(sign string) float64 {
	switch sign {
	case "-", "\u2010", "\u00AD", ".", ",":
		return 0.6
	case ":", ";", "\u2019", "\u201D":
		return 0.4
	case "\u2013", "!", "?":
		return 0.2
	}
	return 0
}
