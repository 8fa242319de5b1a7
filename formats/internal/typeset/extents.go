package typeset

import "sync/atomic"

// extents remembers how far glyphs reach. Working it out from an outline takes long beside everything else of a formula.
type extents []atomic.Uint64

// known marks an entry that was put in; the rest of it are four numbers of 15 bits.
const known = 1 << 63

func (e extents) get(glyph uint16) (b Bounds, ok bool) {
	v := e[glyph].Load()
	part := func(shift int) float64 { return float64(int(v>>shift&0x7FFF) - 1<<14) }
	return Bounds{part(0), part(15), part(30), part(45)}, v&known != 0
}

func (e extents) put(glyph uint16, b Bounds) {
	v := uint64(known)
	for i, n := range []float64{b.XMin, b.YMin, b.XMax, b.YMax} {
		if n < -1<<14 || n >= 1<<14 {
			return
		}
		v |= uint64(int(n)+1<<14) << (15 * i)
	}
	e[glyph].Store(v)
}
