// Package paragraph breaks paragraphs into lines. It looks at all the ways to break one and takes the best as a whole, as
// TeX does: D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, Software: Practice and Experience 11 (1981).
package paragraph

import "math"

// An Item of a paragraph is a box, glue or a penalty.
type Item struct {
	Kind    Kind
	Width   float64 // of a penalty: what is added to the line if it ends here, as a hyphen
	Stretch float64 // of glue: how much wider it may well be
	Shrink  float64 // of glue: how much narrower it may be at the most
	Penalty int     // of a line that ends here; Forced and beyond: it must
	Flagged bool    // a line that ends here ends with a hyphen
	Hang    float64 // how far the item may reach beyond the right end of the line, if it stands last on it
}

// Kind is what an item is.
type Kind uint8

// The kinds of items. A line may end at glue behind a box, and at a penalty below Never.
const (
	Box Kind = iota
	Glue
	Penalty
)

// Penalties without a choice.
const (
	Forced = -10000
	Never  = 10000
)

// A Line is what stands between two places at which lines end.
type Line struct {
	Start, End int     // of its items; the glue or penalty at which it ends is at End
	Width      float64 // of its items and, if it ends at a penalty, of that
	Extra      float64 // what its glue takes up by its stretch, or below 0 by its shrink
	Over       float64 // by how much it is too wide when its glue has shrunk as far as it may
}

// Options say what is better than what.
type Options struct {
	Width     float64
	Ragged    bool // lines need not be full: their spaces stay as they are
	Tolerance float64
}

// What a line costs beyond its spaces. The figures are TeX's.
const (
	linePenalty  = 10
	adjacent     = 10000 // a tight line beside a loose one
	doubleHyphen = 10000
	finalHyphen  = 50000 // TeX has 5000, which leaves half a word alone on a last line too often
	runt         = 20000 // a last line that is hardly longer than an indent
	worst        = 1e6
	runtWidth    = 0.1
	raggedness   = 30 // points by which a ragged line may well be short
)

// Whole returns the lines of a paragraph if they are good without a word being divided, else nil. Its last item must be a forced
// penalty.
func Whole(items []Item, opt Options) []Line {
	return newBreaker(items, opt, breaker{tolerance: undivided}).lines()
}

// Break returns the lines of a paragraph, whose last item must be a forced penalty. Lines whose spaces cannot be narrow
// enough stay too wide.
func Break(items []Item, opt Options) []Line {
	emergency := 0.06 * opt.Width
	for _, try := range []breaker{
		{tolerance: opt.tolerance()}, {tolerance: opt.tolerance(), emergency: emergency},
		{tolerance: math.Inf(1), emergency: emergency, must: true},
	} {
		if lines := newBreaker(items, opt, try).lines(); lines != nil {
			return lines
		}
	}
	return nil
}

func newBreaker(items []Item, opt Options, b breaker) *breaker {
	b.items, b.opt, b.active = items, opt, []*node{{at: -1, fitness: 1}}
	if opt.Ragged {
		b.emergency += raggedness
	}
	return &b
}

// undivided is the highest ratio by which spaces may stretch for the sake of whole words.
const undivided = 1.3

func (o Options) tolerance() float64 {
	if o.Tolerance > 0 {
		return o.Tolerance
	}
	return 3
}

// A node is a place at which a line can end, and the best way to it.
type node struct {
	at       int // of the item
	fitness  int
	sum      sums // before the first item of the next line
	demerits float64
	ratio    float64
	width    float64 // of the line that ends here
	over     float64 // by how much that is too wide
	before   *node
	flagged  bool
}

// sums are the measures of all items up to one.
type sums struct{ width, stretch, shrink float64 }

type breaker struct {
	items     []Item
	opt       Options
	tolerance float64 // the highest ratio by which spaces may stretch
	emergency float64 // stretch that every line has besides
	must      bool    // where nothing is good enough, a line is too wide
	active    []*node
	sum       sums
}

// lines returns the best lines, nil if there are none within the tolerance.
func (b *breaker) lines() []Line {
	for i, it := range b.items {
		switch {
		case it.Kind == Box:
			b.sum.width += it.Width
		case it.Kind == Glue:
			if i > 0 && b.items[i-1].Kind == Box {
				b.try(i)
			}
			b.sum.width += it.Width
			b.sum.stretch += it.Stretch
			b.sum.shrink += it.Shrink
		case it.Penalty < Never:
			b.try(i)
		}
		if len(b.active) == 0 {
			return nil
		}
	}
	best := b.active[0]
	for _, n := range b.active {
		if n.demerits < best.demerits {
			best = n
		}
	}
	var lines []Line
	for n := best; n.before != nil; n = n.before {
		l := Line{Start: n.before.next(b.items), End: n.at, Width: n.width, Over: n.over}
		if n.ratio != 0 && !b.opt.Ragged {
			l.Extra = b.opt.Width + n.over - n.width
		}
		lines = append(lines, l)
	}
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return lines
}

// next returns the first item of the line after a break: glue and penalties at its start vanish.
func (n *node) next(items []Item) int {
	i := n.at + 1
	if n.at < 0 {
		i = 0
	}
	for i < len(items)-1 && items[i].Kind != Box && !(items[i].Kind == Penalty && items[i].Penalty <= Forced) {
		i++
	}
	return i
}

// try lets a line end at item i.
func (b *breaker) try(i int) {
	forced := b.items[i].Kind == Penalty && b.items[i].Penalty <= Forced
	var best [4]node
	kept := b.active[:0]
	var dropped *node
	for _, n := range b.active {
		ratio, width := b.ratio(n, i)
		if ratio >= -1 && ratio <= b.tolerance {
			if c := b.candidate(n, i, ratio, width); best[c.fitness].before == nil || c.demerits < best[c.fitness].demerits {
				best[c.fitness] = c
			}
		}
		if ratio < -1 || forced {
			if dropped == nil || n.at > dropped.at {
				dropped = n
			}
			continue
		}
		kept = append(kept, n)
	}
	b.active = kept
	found := false
	for _, c := range best {
		if c.before != nil {
			b.activate(c)
			found = true
		}
	}
	if !found && len(b.active) == 0 && b.must && dropped != nil {
		ratio, width := b.ratio(dropped, i)
		c := b.candidate(dropped, i, max(ratio, -1), width)
		c.over = width - b.opt.Width
		if !b.opt.Ragged {
			c.over -= b.sum.shrink - dropped.sum.shrink
		}
		b.activate(c)
	}
}

// ratio returns by how much the spaces of the line from n to item i have to change.
func (b *breaker) ratio(n *node, i int) (ratio, width float64) {
	it := b.items[i]
	width = b.sum.width - n.sum.width
	hang := it.Hang
	if it.Kind == Penalty {
		width += it.Width
	}
	if hang == 0 && i > 0 && b.items[i-1].Kind == Box {
		hang = b.items[i-1].Hang
	}
	width -= hang
	stretch := b.sum.stretch - n.sum.stretch + b.emergency
	shrink := b.sum.shrink - n.sum.shrink
	last := it.Kind == Penalty && it.Penalty <= Forced
	switch short := b.opt.Width - width; {
	case short >= 0 && last:
		return 0, width
	case short >= -1e-9 && stretch > 0:
		return short / stretch, width
	case short >= -1e-9:
		return math.MaxFloat64, width
	case b.opt.Ragged || shrink <= 0:
		return math.Inf(-1), width
	default:
		return short / shrink, width
	}
}

// activate lets the next lines start behind c.
func (b *breaker) activate(c node) {
	c.sum = b.after(&c)
	b.active = append(b.active, &c)
}

// candidate returns the break at item i of a line that starts behind n.
func (b *breaker) candidate(n *node, i int, ratio, width float64) node {
	it := b.items[i]
	fitness := fitnessOf(ratio)
	badness := min(100*math.Abs(ratio*ratio*ratio), worst)
	penalty := 0.0
	if it.Kind == Penalty && it.Penalty > Forced {
		penalty = float64(it.Penalty)
	}
	d := (linePenalty + badness) * (linePenalty + badness)
	if penalty >= 0 {
		d += penalty * penalty
	} else {
		d -= penalty * penalty
	}
	if it.Flagged && n.flagged {
		d += doubleHyphen
	}
	if it.Kind == Penalty && it.Penalty <= Forced {
		if n.flagged {
			d += finalHyphen
		}
		if width < runtWidth*b.opt.Width && n.before != nil {
			d += runt
		}
	}
	if !b.opt.Ragged && (fitness-n.fitness > 1 || n.fitness-fitness > 1) {
		d += adjacent
	}
	return node{
		at: i, fitness: fitness, demerits: n.demerits + d, ratio: ratio, width: width, before: n, flagged: it.Flagged,
	}
}

// after returns the sums where the line after c starts.
func (b *breaker) after(c *node) sums {
	s := b.sum
	for j := c.at; j < c.next(b.items) && j < len(b.items); j++ {
		if it := b.items[j]; it.Kind == Glue {
			s.width += it.Width
			s.stretch += it.Stretch
			s.shrink += it.Shrink
		}
	}
	return s
}

// fitnessOf returns whether a line is tight, decent, loose or very loose.
func fitnessOf(ratio float64) int {
	switch {
	case ratio < -0.5:
		return 0
	case ratio <= 0.5:
		return 1
	case ratio <= 1:
		return 2
	}
	return 3
}
