package typeset

import (
	"math"
	"testing"

	"github.com/go-fonts/stix/stix2mathregular"
	"github.com/go-fonts/stix/stix2textitalic"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/go-fonts/dejavu/dejavusans"
)

// TestOutlinesAgreeWithAnotherReader compares outlines of CFF and of TrueType with those that x/image reads.
func TestOutlinesAgreeWithAnotherReader(t *testing.T) {
	for _, font := range []struct {
		face *Face
		data []byte
	}{{stixMath(), stix2mathregular.TTF}, {stixTextItalic(), stix2textitalic.TTF}, {dejaVu(), dejavusans.TTF}} {
		theirs, err := sfnt.Parse(font.data)
		if err != nil {
			t.Fatal(err)
		}
		var b sfnt.Buffer
		different := 0
		for glyph := 0; glyph < font.face.Glyphs; glyph += 7 {
			want, err := theirs.LoadGlyph(&b, sfnt.GlyphIndex(glyph), fixed.I(font.face.UnitsPerEm), nil)
			if err != nil {
				continue // x/image reads less than we do
			}
			if got := boundsOf(font.face.Outline(uint16(glyph))); !got.near(theirBounds(want)) {
				different++
				t.Errorf("%s: glyph %d reaches %v, want %v", font.face.Name, glyph, got, theirBounds(want))
			}
			if different > 3 {
				break
			}
		}
	}
}

func (b Bounds) near(c Bounds) bool {
	far := func(x, y float64) bool { return math.Abs(x-y) > 1 }
	return !far(b.XMin, c.XMin) && !far(b.YMin, c.YMin) && !far(b.XMax, c.XMax) && !far(b.YMax, c.YMax)
}

// boundsOf is the rectangle around all points that lie on the curves.
func boundsOf(path Path) Bounds {
	var b boundsPen
	for _, s := range path {
		switch s.Verb {
		case MoveTo:
			b.moveTo(s.Points[0])
		case LineTo:
			b.inkTo(s.Points[0])
		case CurveTo:
			b.inkTo(s.Points[2])
		}
	}
	return b.Bounds
}

func theirBounds(segments sfnt.Segments) Bounds {
	var b boundsPen
	at := func(p fixed.Point26_6) Point { return Point{float64(p.X) / 64, -float64(p.Y) / 64} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			b.moveTo(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			b.inkTo(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			b.inkTo(at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			b.inkTo(at(s.Args[2]))
		}
	}
	return b.Bounds
}

// inkTo is lineTo, but for contours of a single point, which have no ink.
func (b *boundsPen) inkTo(p Point) {
	if p != b.at {
		b.lineTo(p)
	}
}

func TestExtentIsWhereTheInkIs(t *testing.T) {
	face := stixMath()
	o, _ := face.Glyph('o')
	got := face.Extent(o)
	if want := boundsOf(face.Outline(o)); !got.near(want) {
		t.Errorf("o reaches %v, want %v", got, want)
	}
	if again := face.Extent(o); again != got {
		t.Errorf("asked again, o reaches %v, want %v", again, got)
	}
	space, _ := face.Glyph(' ')
	if got := face.Extent(space); got != (Bounds{}) {
		t.Errorf("a space reaches %v", got)
	}
}

// TestFlattenedProgramsDrawTheSame runs programs as subsets have them, without any subroutine at hand.
func TestFlattenedProgramsDrawTheSame(t *testing.T) {
	face := stixMath()
	bare := &cff{}
	for glyph := 0; glyph < face.Glyphs; glyph += 5 {
		var got, want Path
		r := charstring{font: bare, pen: &got}
		r.run(face.cff.flattened(glyph), 0)
		face.cff.follow(glyph, &want)
		if len(got) != len(want) {
			t.Fatalf("glyph %d has %d segments, want %d", glyph, len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("glyph %d: segment %d is %v, want %v", glyph, i, got[i], want[i])
			}
		}
	}
}

func TestSubsetOfCFFIsSmallAndKeyed(t *testing.T) {
	face := stixMath()
	glyphs := []uint16{0}
	for _, r := range "𝑥∑∫" {
		g, _ := face.Glyph(r)
		glyphs = append(glyphs, g)
	}
	sub := face.Subset(glyphs)
	if len(sub) > 3000 {
		t.Errorf("four glyphs take %d bytes", len(sub))
	}
	_, at, err := readIndex(sub, 4)
	if err != nil {
		t.Fatal(err)
	}
	tops, _, err := readIndex(sub, at)
	if err != nil {
		t.Fatal(err)
	}
	top := readDict(tops.get(0))
	programs, _, err := readIndex(sub, top[opCharStrings].last())
	if err != nil || programs.count != len(glyphs) {
		t.Fatalf("the subset has %d programs, want %d (%v)", programs.count, len(glyphs), err)
	}
	if string(programs.get(2)) != string(face.cff.flattened(int(glyphs[2]))) {
		t.Error("the program of ∑ has changed")
	}
	fonts, _, err := readIndex(sub, top[opFDArray].last())
	if err != nil {
		t.Fatal(err)
	}
	place := readDict(fonts.get(0))[opPrivate].numbers
	private := readDict(sub[place[1] : place[1]+place[0]])
	if _, has := private[opSubrs]; has || len(private) == 0 {
		t.Errorf("the private part is %v", private)
	}
}

// TestMathTable asks for values that can be read in the font with other tools.
func TestMathTable(t *testing.T) {
	face := Math()
	glyph := func(r rune) uint16 {
		g, ok := face.Glyph(r)
		if !ok {
			t.Fatalf("no glyph for %c", r)
		}
		return g
	}
	for c, want := range map[Constant]int{
		ScriptPercentScaleDown: 70, DelimitedSubFormulaMinHeight: 1325, AxisHeight: 258, SuperscriptShiftUp: 360,
		FractionRuleThickness: 68, RadicalKernAfterDegree: -335, RadicalDegreeBottomRaisePercent: 55,
	} {
		if got := face.Constant(c); got != want {
			t.Errorf("constant %d is %d, want %d", c, got, want)
		}
	}
	count, variant := face.Variants(glyph('('), true)
	if count != 13 {
		t.Fatalf("( has %d variants, want 13", count)
	}
	if _, size := variant(12); size != 3821 {
		t.Errorf("the largest ( is %d high, want 3821", size)
	}
	if parts := face.Assembly(glyph('('), true); len(parts) != 3 || !parts[1].Extender || parts[0].End != 250 {
		t.Errorf("( is put together from %+v", parts)
	}
	if parts := face.Assembly(glyph('⏞'), false); len(parts) != 5 {
		t.Errorf("a brace is put together from %+v", parts)
	}
	if x, ok := face.TopAccent(glyph('\u0302')); !ok || x != -230 {
		t.Errorf("the middle of an accent is at %d", x)
	}
	if g := face.Substitute(ScriptStyle, glyph('′'), 0); g == glyph('′') {
		t.Error("a prime has no shape for scripts")
	}
	if face.Italics(glyph('∫')) == 0 {
		t.Error("an integral does not lean")
	}
}

func BenchmarkFirstUseOfMath(b *testing.B) {
	for b.Loop() {
		face, err := Parse("STIXTwoMath-Regular", stix2mathregular.TTF)
		if err != nil {
			b.Fatal(err)
		}
		g, _ := face.Glyph('∑')
		face.Extent(face.Substitute(ScriptStyle, g, 0))
	}
}
