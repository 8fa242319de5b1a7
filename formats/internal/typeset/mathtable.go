package typeset

// A Constant is a measure that formulas are set by: https://learn.microsoft.com/typography/opentype/spec/math#mathconstants-table.
type Constant int

// The constants, in the order of the table.
const (
	ScriptPercentScaleDown Constant = iota
	ScriptScriptPercentScaleDown
	DelimitedSubFormulaMinHeight
	DisplayOperatorMinHeight
	MathLeading
	AxisHeight
	AccentBaseHeight
	FlattenedAccentBaseHeight
	SubscriptShiftDown
	SubscriptTopMax
	SubscriptBaselineDropMin
	SuperscriptShiftUp
	SuperscriptShiftUpCramped
	SuperscriptBottomMin
	SuperscriptBaselineDropMax
	SubSuperscriptGapMin
	SuperscriptBottomMaxWithSubscript
	SpaceAfterScript
	UpperLimitGapMin
	UpperLimitBaselineRiseMin
	LowerLimitGapMin
	LowerLimitBaselineDropMin
	StackTopShiftUp
	StackTopDisplayStyleShiftUp
	StackBottomShiftDown
	StackBottomDisplayStyleShiftDown
	StackGapMin
	StackDisplayStyleGapMin
	StretchStackTopShiftUp
	StretchStackBottomShiftDown
	StretchStackGapAboveMin
	StretchStackGapBelowMin
	FractionNumeratorShiftUp
	FractionNumeratorDisplayStyleShiftUp
	FractionDenominatorShiftDown
	FractionDenominatorDisplayStyleShiftDown
	FractionNumeratorGapMin
	FractionNumDisplayStyleGapMin
	FractionRuleThickness
	FractionDenominatorGapMin
	FractionDenomDisplayStyleGapMin
	SkewedFractionHorizontalGap
	SkewedFractionVerticalGap
	OverbarVerticalGap
	OverbarRuleThickness
	OverbarExtraAscender
	UnderbarVerticalGap
	UnderbarRuleThickness
	UnderbarExtraDescender
	RadicalVerticalGap
	RadicalDisplayStyleVerticalGap
	RadicalRuleThickness
	RadicalExtraAscender
	RadicalKernBeforeDegree
	RadicalKernAfterDegree
	RadicalDegreeBottomRaisePercent
	constants
)

// A mathTable is what a font knows about formulas: https://learn.microsoft.com/typography/opentype/spec/math.
type mathTable struct {
	constants [constants]int
	italics   valueList
	accents   valueList
	kerns     []byte
	variants  []byte
}

// A valueList gives values to some glyphs: offset of the coverage, count, records.
type valueList []byte

func (f *Face) readMath() error {
	t := f.tables["MATH"]
	if t == nil {
		return nil
	}
	if len(t) < 10 {
		return errShort
	}
	m := &mathTable{variants: from(t, 8)}
	if err := m.readConstants(from(t, 4)); err != nil {
		return err
	}
	if info := from(t, 6); len(info) >= 8 {
		m.italics, m.accents, m.kerns = from(info, 0), from(info, 2), from(info, 6)
	}
	if len(m.variants) < 10 {
		m.variants = make([]byte, 10)
	}
	f.math = m
	return nil
}

// readConstants reads plain numbers at the start and the end, and values with a device table between them.
func (m *mathTable) readConstants(t []byte) error {
	const plain, size = 4, 4
	if len(t) < 2*plain+size*(int(constants)-plain-1)+2 {
		return errShort
	}
	for i := range m.constants {
		at := 2 * i
		if i >= plain {
			at = 2*plain + size*(i-plain)
		}
		m.constants[i] = i16(t, at)
	}
	return nil
}

// HasMath reports whether formulas can be set in the face. If they cannot, it has no constants, corrections or variants.
func (f *Face) HasMath() bool { return f.math != nil }

// Constant returns a measure of formulas: units of the font, or percent.
func (f *Face) Constant(c Constant) int { return f.math.constants[c] }

// Italics returns how far a slanted glyph leans out of its width.
func (f *Face) Italics(glyph uint16) int {
	v, _ := f.math.italics.value(glyph)
	return v
}

// TopAccent returns where over a glyph an accent stands, and where an accent has its middle.
func (f *Face) TopAccent(glyph uint16) (x int, ok bool) { return f.math.accents.value(glyph) }

func (l valueList) value(glyph uint16) (v int, ok bool) {
	i := covered(from(l, 0), glyph)
	if i < 0 || 4+4*i+2 > len(l) {
		return 0, false
	}
	return i16(l, 4+4*i), true
}

// A Corner of a glyph.
type Corner int

// The corners, in the order of the table.
const (
	TopRight Corner = iota
	TopLeft
	BottomRight
	BottomLeft
)

// Kern returns what is to be added between a corner of a glyph and the script there; height is where they meet.
func (f *Face) Kern(glyph uint16, corner Corner, height int) int {
	kerns := f.math.kerns
	i := covered(from(kerns, 0), glyph)
	if i < 0 {
		return 0
	}
	t := from(kerns, 4+8*i+2*int(corner))
	if len(t) < 2 {
		return 0
	}
	steps := u16(t, 0)
	if len(t) < 2+4*(2*steps+1) {
		return 0
	}
	step := 0
	for step < steps && height >= i16(t, 2+4*step) {
		step++
	}
	return i16(t, 2+4*(steps+step))
}

// Variants returns how many shapes of growing size a glyph has, and the glyph of one and its size.
// Upright ones grow in height, others in width.
func (f *Face) Variants(glyph uint16, upright bool) (count int, variant func(i int) (glyph uint16, size int)) {
	t := f.math.construction(glyph, upright)
	if len(t) < 4 || len(t) < 4+4*u16(t, 2) {
		return 0, nil
	}
	return u16(t, 2), func(i int) (uint16, int) { return uint16(u16(t, 4+4*i)), u16(t, 6+4*i) }
}

// A Part of a glyph that is put together from several. Parts overlap by their connectors.
type Part struct {
	Glyph      uint16
	Start, End int // lengths of the connectors
	Size       int
	Extender   bool // may be left out or repeated
}

// Assembly returns the parts that make a glyph of any size, from the bottom or the left.
func (f *Face) Assembly(glyph uint16, upright bool) []Part {
	t := from(f.math.construction(glyph, upright), 0)
	if len(t) < 6 || len(t) < 6+10*u16(t, 4) {
		return nil
	}
	parts := make([]Part, u16(t, 4))
	for i := range parts {
		at := 6 + 10*i
		parts[i] = Part{
			Glyph: uint16(u16(t, at)), Start: u16(t, at+2), End: u16(t, at+4), Size: u16(t, at+6), Extender: u16(t, at+8)&1 != 0,
		}
	}
	return parts
}

// MinOverlap is by how much parts have to overlap.
func (f *Face) MinOverlap() int { return u16(f.math.variants, 0) }

func (m *mathTable) construction(glyph uint16, upright bool) []byte {
	t := m.variants
	coverage, at := from(t, 2), 10
	if !upright {
		coverage, at = from(t, 4), 10+2*u16(t, 6)
	}
	i := covered(coverage, glyph)
	if i < 0 {
		return nil
	}
	return from(t, at+2*i)
}
