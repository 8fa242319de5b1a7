package mathbox

import (
	"bytes"
	"flag"
	"fmt"
	"image/color"
	"image/png"
	stdmath "math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"coursepack/content/math"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// TestBoxes compares what formulas become: their box, then its rules, glyphs and lines. Each formula stands on a line, what it
// becomes on lines after it that start with a tab.
func TestBoxes(t *testing.T) {
	const name = "testdata/boxes.txt"
	var got strings.Builder
	for _, line := range lines(t, name) {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		fmt.Fprintln(&got, line)
		f, _, _ := math.Parse(line, math.Options{Display: true})
		dump(&got, Layout(f, Options{}))
	}
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func dump(to *strings.Builder, b *Box) {
	fmt.Fprintf(to, "\t%.2f wide, %.2f high, %.2f deep\n", b.Width, b.Height, b.Depth)
	for _, r := range b.Rules {
		fmt.Fprintf(to, "\trule %.2f %.2f by %.2f %.2f%s\n", r.X, r.Y, r.Width, r.Height, colored(r.Color))
	}
	for _, g := range b.Glyphs {
		fmt.Fprintf(to, "\t%q %.2f %.2f in %.4g%s\n", g.Text, g.X, g.Y, g.Size, colored(g.Color))
	}
	for _, l := range b.Lines {
		fmt.Fprintf(to, "\tline %.2f %.2f to %.2f %.2f\n", l.X1, l.Y1, l.X2, l.Y2)
	}
}

func colored(color string) string { return strings.TrimRight(" "+color, " ") }

// corpus has the formulas that the parser is tested with.
func corpus(t testing.TB) []string {
	files, err := filepath.Glob("../../../../content/math/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("the parser has no formulas", err)
	}
	all := lines(t, "testdata/formulas.txt")
	for _, file := range files {
		for _, line := range lines(t, file) {
			if line != "" && line[0] != '\t' && !strings.HasPrefix(line, "#") {
				all = append(all, line)
			}
		}
	}
	return all
}

func TestBoxesAreSound(t *testing.T) {
	for _, tex := range corpus(t) {
		checkSound(t, tex)
	}
	for _, tex := range []string{"", `\hspace{900em}`, `\begin{align}&\hspace{900em}\end{align}`, `x = \hspace{900em} y = z`, `\hspace{-90em}x`} {
		checkSound(t, tex)
	}
}

func FuzzLayout(f *testing.F) {
	for _, tex := range corpus(f) {
		f.Add(tex)
	}
	f.Fuzz(func(t *testing.T, tex string) { checkSound(t, tex) })
}

// columns are widths that displays are fitted to.
var columns = []float64{0, 400, 90}

func checkSound(t *testing.T, tex string) {
	for _, shown := range []bool{false, true} {
		f, _, _ := math.Parse(tex, math.Options{Display: shown})
		for _, width := range columns {
			b := Layout(f, Options{Width: width})
			if problem := b.problem(); problem != "" {
				t.Fatalf("%q, %.0f wide: %s", tex, width, problem)
			}
			if shown && width > 0 && (b.Width > width+1e-6 || b.Scale > 1) {
				t.Fatalf("%q is %.2f wide in a column of %.0f", tex, b.Width, width)
			}
		}
		checkPieces(t, tex, f)
	}
}

// problem tells what a box has that cannot be drawn.
func (b *Box) problem() string {
	for _, n := range append(b.numbers(), b.Width, b.Height, b.Depth, b.Scale) {
		if stdmath.IsNaN(n) || stdmath.Abs(n) > 1e9 {
			return fmt.Sprintf("%v is no length", n)
		}
	}
	for _, r := range b.Rules {
		if r.Width <= 0 || r.Height <= 0 {
			return fmt.Sprintf("a rule of %.2f by %.2f", r.Width, r.Height)
		}
	}
	for _, g := range b.Glyphs {
		if g.Size <= 0 || int(g.ID) >= g.Face.Glyphs {
			return fmt.Sprintf("glyph %d of %s at %.2f", g.ID, g.Face.Name, g.Size)
		}
	}
	return ""
}

func (b *Box) numbers() (all []float64) {
	for _, r := range b.Rules {
		all = append(all, r.X, r.Y, r.Width, r.Height)
	}
	for _, g := range b.Glyphs {
		all = append(all, g.X, g.Y, g.Size)
	}
	for _, l := range b.Lines {
		all = append(all, l.X1, l.Y1, l.X2, l.Y2, l.Thickness)
	}
	return all
}

// checkPieces compares the pieces of a formula with the whole.
func checkPieces(t *testing.T, tex string, f *math.Formula) {
	if f.Display {
		return
	}
	whole := Layout(f, Options{})
	glyphs, width := 0, 0.0
	for _, p := range Pieces(f, Options{}) {
		glyphs += len(p.Glyphs)
		width += p.Width + p.Gap
		if p.Gap != 0 && p.Penalty == 0 {
			t.Fatalf("%q: a gap where no line may end", tex)
		}
	}
	if glyphs != len(whole.Glyphs) || stdmath.Abs(width-whole.Width) > 1e-6 && glyphs > 0 {
		t.Fatalf("%q: pieces have %d glyphs and are %.3f wide, the whole has %d and is %.3f", tex, glyphs, width, len(whole.Glyphs), whole.Width)
	}
}

func TestLinesEndAfterRelationsAndOperations(t *testing.T) {
	f, _, _ := math.Parse(`a = b + (c - d) \leq {e = f}`, math.Options{})
	var got []string
	for _, p := range Pieces(f, Options{}) {
		text := ""
		for _, g := range p.Glyphs {
			text += g.Text
		}
		got = append(got, fmt.Sprint(text, " ", p.Penalty))
	}
	want := "a= 500, b+ 700, (c− 700, d)≤ 500, e=f 0"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

func TestWideDisplaysAreBrokenElseShrunk(t *testing.T) {
	tests := []struct {
		tex    string
		broken bool
		scale  float64 // 0: less than 1
	}{
		{`a = b`, false, 1},
		{strings.Repeat(`a + b = `, 12) + "c", true, 1},
		{`\left(` + strings.Repeat(`a + b = `, 8) + `c\right)`, false, 0},
		{`\begin{align} x &= a + b \\ &= ` + strings.Repeat("a + b + ", 12) + `c \tag{1} \end{align}`, true, 1},
		{`\begin{align} x &= ` + strings.Repeat("abcdef", 6) + `\end{align}`, false, 0},
	}
	for _, tt := range tests {
		f, _, _ := math.Parse(tt.tex, math.Options{Display: true})
		b := Layout(f, Options{Width: 150})
		if b.Broken != tt.broken || tt.scale != 0 && b.Scale != tt.scale || tt.scale == 0 && b.Scale >= 1 {
			t.Errorf("%s: broken %t, scale %.2f", tt.tex, b.Broken, b.Scale)
		}
		for _, g := range b.Glyphs {
			if g.X < -0.01 || g.X > 150 {
				t.Errorf("%s: %s stands at %.2f", tt.tex, g.Text, g.X)
			}
		}
	}
}

func TestShortFormulasStayAffordable(t *testing.T) {
	f, _, _ := math.Parse(strings.Repeat(`\left|\rule{1em}{1000em}\right|`, 2000), math.Options{Display: true})
	if got := len(Layout(f, Options{}).Glyphs); got > maxAllRepeats+3*4000 {
		t.Errorf("%d glyphs", got)
	}
}

func TestFitMakesAnotherBox(t *testing.T) {
	f, _, _ := math.Parse(`\frac{a+b}{c} + \cancel{d}`, math.Options{})
	b := Layout(f, Options{})
	before := fmt.Sprintf("%+v", b)
	small := b.Fit(b.Width / 2)
	if fmt.Sprintf("%+v", b) != before {
		t.Error("the box has changed")
	}
	if b.Fit(b.Width) != b {
		t.Error("a box that fits is another one")
	}
	for i, g := range small.Glyphs {
		if g.Size != b.Glyphs[i].Size/2 || g.X != b.Glyphs[i].X/2 {
			t.Errorf("%s stands at %.2f in %.2f", g.Text, g.X, g.Size)
		}
	}
	if small.Scale != 0.5 || small.Rules[0].Width != b.Rules[0].Width/2 || small.Lines[0].X2 != b.Lines[0].X2/2 {
		t.Errorf("the smaller box is %+v", small)
	}
}

func TestNumbersStandAtTheMargin(t *testing.T) {
	f, _, _ := math.Parse(`\begin{align} a &= b \tag{1} \\ c &= d \tag*{X} \end{align}`, math.Options{Display: true})
	b := Layout(f, Options{Width: 300})
	right, lines := map[string]float64{}, map[string]float64{}
	for _, g := range b.Glyphs {
		right[g.Text], lines[g.Text] = g.X+float64(g.Face.Advance(g.ID))*g.Size/float64(g.Face.UnitsPerEm), g.Y
	}
	if stdmath.Abs(right[")"]-300) > 0.01 || stdmath.Abs(right["X"]-300) > 0.01 {
		t.Errorf("numbers end at %.2f and %.2f, want 300", right[")"], right["X"])
	}
	if lines["1"] != lines["a"] || lines["X"] != lines["c"] {
		t.Errorf("numbers stand on the lines %v", lines)
	}
	if middle := (right["b"] + 300) / 2; right["b"] > 200 || middle < 150 {
		t.Errorf("the formula is not in the middle: it ends at %.2f", right["b"])
	}
}

func TestNumberOfAMultlineStandsOnItsLastLine(t *testing.T) {
	f, _, _ := math.Parse(`\begin{multline} a \\ b \\ c \tag{9} \end{multline}`, math.Options{Display: true})
	lines, left := map[string]float64{}, map[string]float64{}
	for _, g := range Layout(f, Options{Width: 300}).Glyphs {
		lines[g.Text], left[g.Text] = g.Y, g.X
	}
	if lines["9"] != lines["c"] || lines["a"] == lines["c"] {
		t.Errorf("the lines are %v", lines)
	}
	if left["a"] > 30 || left["b"] < 100 || left["b"] > 200 || left["c"] < 230 {
		t.Errorf("the lines start at %v", left)
	}
}

func TestPicture(t *testing.T) {
	f, _, _ := math.Parse(`f_f < \color{red}{f}`, math.Options{})
	b := Layout(f, Options{})
	got := string(b.SVG("f < f"))
	for what, want := range map[string]int{"<path ": 3, "<use ": 4, "<title>f &lt; f</title>": 1, `fill="#ff0000"`: 1, "currentColor": 1} {
		if n := strings.Count(got, what); n != want {
			t.Errorf("%d times %s, want %d, in\n%s", n, what, want, got)
		}
	}
	if frame := b.Frame(); frame.YMin >= 0 || frame.YMin > -b.Depth || frame.XMax < b.Width {
		t.Errorf("the frame is %v of a box %.2f wide and %.2f deep", frame, b.Width, b.Depth)
	}
}

func TestPictureInPixels(t *testing.T) {
	formula, _, _ := math.Parse(`\frac{a}{\color{red}b}`, math.Options{})
	b := Layout(formula, Options{Size: 10})
	img, err := png.Decode(bytes.NewReader(b.PNG(4)))
	if err != nil {
		t.Fatal(err)
	}
	f := b.Frame()
	if got, want := img.Bounds().Dx(), int(stdmath.Ceil(4*(f.XMax-f.XMin))); got != want {
		t.Errorf("it is %d pixels wide, want %d", got, want)
	}
	seen := map[color.Color]bool{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			seen[img.At(x, y)] = true
		}
	}
	for _, c := range []color.RGBA{{255, 255, 255, 255}, {0, 0, 0, 255}, {255, 0, 0, 255}} {
		if !seen[c] {
			t.Errorf("it has no pixel of %v", c)
		}
	}
	if huge, err := png.DecodeConfig(bytes.NewReader(b.PNG(1e9))); err != nil || max(huge.Width, huge.Height) > maxPixels {
		t.Errorf("there is no limit: %d × %d, %v", huge.Width, huge.Height, err)
	}
}

func TestDashesFillHalfALine(t *testing.T) {
	got := 0.0
	for _, d := range (Line{X2: 80, Thickness: 1, Dashed: true}).dashes() {
		got += d.X2 - d.X1
	}
	if got != 40 {
		t.Errorf("%g of 80 are drawn", got)
	}
}

func TestManyMayLayOutAtOnce(t *testing.T) {
	all := corpus(t)[:200]
	want := make([]string, len(all))
	for i, tex := range all {
		want[i] = boxText(tex)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, tex := range all {
				if got := boxText(tex); got != want[i] {
					t.Errorf("%s: got %s, want %s", tex, got, want[i])
				}
			}
		})
	}
	group.Wait()
}

func boxText(tex string) string {
	f, _, _ := math.Parse(tex, math.Options{Display: true})
	var b strings.Builder
	dump(&b, Layout(f, Options{}))
	return b.String()
}

// A courseFormula is as it stands in a page.
type courseFormula struct {
	tex   string
	shown bool
	first bool // of its page
}

var dollars = regexp.MustCompile(`(?s)(\n\n)?\$\$+([^$]+)\$\$+|\{% math %\}(.+?)\{% endmath %\}`)

// courseFormulas has those of a real course, where it is on this machine.
func courseFormulas(b *testing.B) (all []courseFormula) {
	pages, _ := filepath.Glob("../../../../../shared/courses/cs236notes/*/index.md")
	if len(pages) == 0 {
		b.Skip("the course is not on this machine")
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			b.Fatal(err)
		}
		first := true
		for _, m := range dollars.FindAllSubmatch(text, -1) {
			all = append(all, courseFormula{string(m[2]) + string(m[3]), len(m[1]) > 0, first})
			first = false
		}
	}
	return all
}

// BenchmarkCourse reads and lays out all formulas of a course.
func BenchmarkCourse(b *testing.B) {
	all := courseFormulas(b)
	b.ReportAllocs()
	for b.Loop() {
		var macros math.Macros
		for _, f := range all {
			if f.first {
				macros = math.Macros{}
			}
			var formula *math.Formula
			formula, macros, _ = math.Parse(f.tex, math.Options{Display: f.shown, Macros: macros})
			if f.shown {
				Layout(formula, Options{Size: 11, Width: 400})
			} else {
				Pieces(formula, Options{Size: 11})
			}
		}
	}
	b.ReportMetric(float64(len(all)), "formulas")
}
