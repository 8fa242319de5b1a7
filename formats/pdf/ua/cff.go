package ua

import (
	"math"
	"strconv"
)

// Operators of CFF dictionaries, those of two bytes as 12<<8 and the second: Adobe Technical Note 5176, tables 9, 10 and 23.
const (
	opCharset     = 15
	opEncoding    = 16
	opCharStrings = 17
	opPrivate     = 18
	opSubrs       = 19
	opDefault     = 20
	opNominal     = 21
	opMatrix      = 12<<8 | 7
	opROS         = 12<<8 | 30
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
)

// privates are what glyphs are drawn with, which may differ from one to another in a font keyed by CIDs.
type privates struct {
	scale, standard, nominal float64 // of widths
	subrs                    [][]byte
}

// readCFF reads a CFF font: Adobe Technical Note 5176. It panics where the data ends too early.
func readCFF(data []byte) *program {
	_, rest := index(data[data[2]:])
	tops, rest := index(rest)
	strings, rest := index(rest)
	global, _ := index(rest)
	top := dictionary(tops[0])
	charStrings, _ := index(data[int(top[opCharStrings][0]):])
	p := &program{glyphs: len(charStrings)}
	var drawn func(glyph int) privates
	order := charset(data, top, len(charStrings))
	if top[opROS] != nil {
		p.cids = map[int]int{}
		for glyph, cid := range order {
			p.cids[cid] = glyph
		}
		drawn = fdSelect(data, top, len(charStrings))
	} else {
		all := privateOf(data, top, 0.001)
		drawn = func(int) privates { return all }
		p.names = map[string]int{}
		for glyph, sid := range order {
			p.names[stringOf(sid, strings)] = glyph
		}
		p.builtIn = builtInEncoding(data, top, p.names)
	}
	p.width = func(glyph int) (thousandths float64, ok bool) {
		defer func() { // what the program of a glyph asks for may not be there
			if recover() != nil {
				thousandths, ok = 0, false
			}
		}()
		with := drawn(glyph)
		width := with.standard
		w := widthReader{global: global, local: with.subrs}
		if w.run(charStrings[glyph], 0); w.has {
			width = with.nominal + w.width
		}
		return width * with.scale * 1000, true
	}
	return p
}

// index reads an INDEX and returns what follows it.
func index(b []byte) (items [][]byte, rest []byte) {
	n := u16(b, 0)
	if n == 0 {
		return nil, b[2:]
	}
	size := int(b[2])
	offset := func(i int) int {
		v := 0
		for _, c := range b[3+i*size : 3+(i+1)*size] {
			v = v<<8 | int(c)
		}
		return v
	}
	base := 3 + (n+1)*size - 1
	for i := range n {
		items = append(items, b[base+offset(i):base+offset(i+1)])
	}
	return items, b[base+offset(n):]
}

// dictionary reads the operands of each operator.
func dictionary(b []byte) map[int][]float64 {
	dict := map[int][]float64{}
	operands := []float64{}
	for len(b) > 0 {
		c := int(b[0])
		switch {
		case c == 12:
			dict[12<<8|int(b[1])], operands, b = operands, []float64{}, b[2:]
		case c <= 21:
			dict[c], operands, b = operands, []float64{}, b[1:]
		case c == 28:
			operands, b = append(operands, float64(int16(u16(b, 1)))), b[3:]
		case c == 29:
			operands, b = append(operands, float64(int32(u32(b, 1)))), b[5:]
		case c == 30:
			var f float64
			f, b = decimal(b[1:])
			operands = append(operands, f)
		default:
			var n int
			n, b = smallNumber(b)
			operands = append(operands, float64(n))
		}
	}
	return dict
}

// smallNumber reads a number of one or two bytes.
func smallNumber(b []byte) (int, []byte) {
	switch c := int(b[0]); {
	case c < 247:
		return c - 139, b[1:]
	case c < 251:
		return (c-247)*256 + int(b[1]) + 108, b[2:]
	default:
		return -(c-251)*256 - int(b[1]) - 108, b[2:]
	}
}

// decimal reads a number in decimal digits, two a byte.
func decimal(b []byte) (float64, []byte) {
	var s []byte
	for i, c := range b {
		for _, digit := range []byte{c >> 4, c & 15} {
			switch {
			case digit == 15:
				f, _ := strconv.ParseFloat(string(s), 64)
				return f, b[i+1:]
			case digit == 12:
				s = append(s, "E-"...)
			default:
				s = append(s, "0123456789.E  -"[digit])
			}
		}
	}
	return 0, nil
}

func first(operands []float64, otherwise float64) float64 {
	if len(operands) == 0 {
		return otherwise
	}
	return operands[0]
}

func privateOf(data []byte, dict map[int][]float64, scale float64) privates {
	p := privates{scale: first(dict[opMatrix], scale)}
	at := dict[opPrivate]
	if len(at) < 2 {
		return p
	}
	start := int(at[1])
	private := dictionary(data[start : start+int(at[0])])
	p.standard, p.nominal = first(private[opDefault], 0), first(private[opNominal], 0)
	if offset := private[opSubrs]; len(offset) > 0 {
		p.subrs, _ = index(data[start+int(offset[0]):])
	}
	return p
}

// fdSelect returns what each glyph of a font keyed by CIDs is drawn with.
func fdSelect(data []byte, top map[int][]float64, glyphs int) func(glyph int) privates {
	fonts, _ := index(data[int(top[opFDArray][0]):])
	var all []privates
	for _, f := range fonts {
		dict := dictionary(f)
		p := privateOf(data, dict, 0.001)
		if outer := top[opMatrix]; outer != nil && dict[opMatrix] != nil {
			p.scale *= outer[0]
		} else if outer != nil {
			p.scale = outer[0]
		}
		all = append(all, p)
	}
	of := make([]byte, glyphs)
	t := data[int(top[opFDSelect][0]):]
	if t[0] == 0 {
		copy(of, t[1:])
	} else {
		for i := range u16(t, 1) {
			r := t[3+3*i:]
			for glyph := u16(r, 0); glyph < min(u16(r, 3), glyphs); glyph++ {
				of[glyph] = r[2]
			}
		}
	}
	return func(glyph int) privates { return all[min(int(of[glyph]), len(all)-1)] }
}

// charset returns the name or CID of each glyph.
func charset(data []byte, top map[int][]float64, glyphs int) []int {
	order := []int{0}
	at := int(first(top[opCharset], 0))
	if at <= 2 { // one that is known; the expert ones are named as if they were the first
		for len(order) < glyphs {
			order = append(order, len(order))
		}
		return order
	}
	format, t := data[at], data[at+1:]
	for len(order) < glyphs {
		start, more := u16(t, 0), 0
		t = t[2:]
		switch format {
		case 1:
			more, t = int(t[0]), t[1:]
		case 2:
			more, t = u16(t, 0), t[2:]
		}
		for i := 0; i <= more && len(order) < glyphs; i++ {
			order = append(order, start+i)
		}
	}
	return order
}

// stringOf returns a string by its number. Of those that all fonts have only the Latin ones are told apart by name.
func stringOf(sid int, own [][]byte) string {
	const known = 391
	switch {
	case sid == 0:
		return ".notdef"
	case sid <= len(latinNames):
		return latinNames[sid-1]
	case sid >= known && sid-known < len(own):
		return string(own[sid-known])
	}
	return "sid" + strconv.Itoa(sid)
}

// builtInEncoding returns the glyphs of codes.
func builtInEncoding(data []byte, top map[int][]float64, names map[string]int) map[int]int {
	glyphs := map[int]int{}
	at := int(first(top[opEncoding], 0))
	if at <= 1 {
		for code, name := range encoding("") {
			if glyph, ok := names[name]; ok {
				glyphs[code] = glyph
			}
		}
		return glyphs
	}
	t := data[at:]
	glyph := 1
	for i := range int(t[1]) {
		if t[0]&0x7F == 0 {
			glyphs[int(t[2+i])] = glyph
			glyph++
			continue
		}
		for j := range int(t[3+2*i]) + 1 {
			glyphs[int(t[2+2*i])+j] = glyph
			glyph++
		}
	}
	return glyphs
}

// A widthReader finds the width at the start of a charstring: Adobe Technical Note 5177, section 3.1.
type widthReader struct {
	global, local [][]byte
	stack         []float64
	width         float64
	has, done     bool
}

func (w *widthReader) run(b []byte, depth int) {
	for len(b) > 0 && !w.done && depth <= 10 && len(w.stack) <= 513 {
		c := int(b[0])
		switch {
		case c == 28:
			w.stack, b = append(w.stack, float64(int16(u16(b, 1)))), b[3:]
		case c == 255:
			w.stack, b = append(w.stack, float64(int32(u32(b, 1)))/65536), b[5:]
		case c >= 32:
			var n int
			n, b = smallNumber(b)
			w.stack = append(w.stack, float64(n))
		default:
			b = b[1:]
			w.operator(c, depth)
			if c == 11 { // return
				return
			}
		}
	}
}

func (w *widthReader) operator(c, depth int) {
	n := len(w.stack)
	switch c {
	case 10, 29: // callsubr, callgsubr
		subrs := w.local
		if c == 29 {
			subrs = w.global
		}
		i := int(w.stack[n-1]) + bias(len(subrs))
		w.stack = w.stack[:n-1]
		w.run(subrs[i], depth+1)
	case 11:
	case 1, 3, 18, 23, 19, 20: // stems and masks, which take pairs
		w.take(n%2 == 1)
	case 21: // rmoveto
		w.take(n > 2)
	case 4, 22: // vmoveto, hmoveto
		w.take(n > 1)
	case 14: // endchar
		w.take(n == 1 || n == 5)
	default:
		w.done = true
	}
}

func (w *widthReader) take(has bool) {
	w.done, w.has = true, has
	if has {
		w.width = w.stack[0]
	}
}

func bias(n int) int {
	switch {
	case n < 1240:
		return 107
	case n < 33900:
		return 1131
	}
	return int(math.MaxInt16) + 1
}
