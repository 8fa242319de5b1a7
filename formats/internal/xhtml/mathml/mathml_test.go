package mathml

import (
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"coursepack/content/math"
	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each line of testdata/*.txt that starts with "> " is a formula, a display if it starts with ">> "; what follows is its MathML.
func TestFormulas(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := written(string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			wants, gots := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := range min(len(wants), len(gots)) {
				if wants[i] != gots[i] {
					t.Fatalf("line %d:\n%s\nwant\n%s", i+1, gots[i], wants[i])
				}
			}
			if got != string(want) {
				t.Fatal("the number of lines is another one")
			}
		})
	}
}

// core has the elements and attributes of MathML Core (https://www.w3.org/TR/mathml-core/) that formulas are made of.
var core = map[string][]string{
	"mi": {"mathvariant"}, "mn": nil, "mtext": nil, "mspace": {"width", "height", "depth"},
	"mo":   {"form", "stretchy", "symmetric", "largeop", "movablelimits", "minsize", "maxsize", "lspace", "rspace"},
	"mrow": nil, "mfrac": {"linethickness"}, "msqrt": nil, "mroot": nil, "mstyle": nil, "mphantom": nil,
	"mpadded": {"width", "height", "depth", "voffset"},
	"msub":    nil, "msup": nil, "msubsup": nil, "mmultiscripts": nil, "mprescripts": nil,
	"munder": {"accentunder"}, "mover": {"accent"}, "munderover": nil,
	"mtable": nil, "mtr": nil, "mtd": {"columnspan"},
}

var global = []string{"id", "style", "displaystyle", "scriptlevel", "mathcolor", "mathbackground", "mathsize"}

// children is how many an element has to have.
var children = map[string]int{"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}

func TestNothingButMathMLCore(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles/formulas.tex")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		tex, display := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$$")
		f, _, _ := math.Parse(tex, math.Options{Display: display})
		e := Of(f, nil)
		checkCore(t, tex, e, nil)
		if err := xml.Unmarshal([]byte(e.String()), new(struct{})); err != nil {
			t.Errorf("%s: %v", tex, err)
		}
	}
}

func checkCore(t *testing.T, tex string, e, parent *Element) {
	t.Helper()
	attrs, ok := core[e.Name]
	if !ok {
		t.Errorf("%s: an element %s", tex, e.Name)
	}
	seen := map[string]bool{}
	for i := 0; i < len(e.Attrs); i += 2 {
		name := e.Attrs[i]
		if !slices.Contains(attrs, name) && !slices.Contains(global, name) || seen[name] || e.Attrs[i+1] == "" {
			t.Errorf("%s: %s has %s=%q", tex, e.Name, name, e.Attrs[i+1])
		}
		seen[name] = true
	}
	if n, ok := children[e.Name]; ok && len(e.Children) != n {
		t.Errorf("%s: %s has %d children", tex, e.Name, len(e.Children))
	}
	if in := map[string]string{"mtd": "mtr", "mtr": "mtable"}[e.Name]; in != "" && (parent == nil || parent.Name != in) {
		t.Errorf("%s: %s does not stand in %s", tex, e.Name, in)
	}
	for _, child := range e.Children {
		checkCore(t, tex, child, e)
	}
}

// Formulas of hostile authors take time and room in proportion to their length.
func TestHostileFormulasEndSoon(t *testing.T) {
	const n = 20_000
	for name, tex := range map[string]string{
		"rows":    `\begin{array}{|c|}` + strings.Repeat("&", n) + strings.Repeat(`\\`, n) + `\end{array}`,
		"numbers": `\begin{align}` + strings.Repeat("&", n) + strings.Repeat(`\\ a`, n) + `\end{align}`,
		"rules":   `\begin{array}{c}` + strings.Repeat(`\cline{2-3}`, n) + strings.Repeat("&", n) + `\end{array}`,
		"scripts": "x" + strings.Repeat("_1^1", n),
		"styles":  strings.Repeat(`\color{red}x`, n),
		"signs":   strings.Repeat("+", n),
	} {
		f, _, _ := math.Parse(tex, math.Options{Display: true})
		for _, e := range f.Equations() {
			e.Number = "1"
		}
		var size int
		testkit.Soon(t, func() { size = count(Of(f, nil)) }, "%s", name)
		if size > 10*len(tex) {
			t.Errorf("%s: %d elements of %d bytes", name, size, len(tex))
		}
	}
}

func count(e *Element) int {
	n := 1
	for _, child := range e.Children {
		n += count(child)
	}
	return n
}

// written returns a golden file with the MathML of its formulas.
func written(file string) string {
	var b strings.Builder
	for line := range strings.Lines(file) {
		switch {
		case strings.HasPrefix(line, ">"):
			b.WriteString(line)
			marker, tex, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			b.WriteString(mathML(tex, marker == ">>") + "\n")
		case strings.HasPrefix(line, "<"):
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

func mathML(tex string, display bool) string {
	f, _, _ := math.Parse(tex, math.Options{Display: display})
	n := 0
	for _, e := range f.Equations() {
		if n++; e.Auto || e.Tag != nil {
			e.Number = strconv.Itoa(n)
		}
	}
	for _, r := range f.Refs() {
		r.Number = "1"
	}
	xml := Of(f, func(label string) string { return label }).String()
	if n := Number(f); n != nil {
		xml += " " + n.String()
	}
	return xml
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\u2061", "&#x2061;", "\u00A0", "&#xA0;", "\u2009", "&#x2009;")

// String returns e as XML.
func (e *Element) String() string {
	var b strings.Builder
	b.WriteString("<" + e.Name)
	for i := 0; i < len(e.Attrs); i += 2 {
		b.WriteString(" " + e.Attrs[i] + `="` + escaper.Replace(e.Attrs[i+1]) + `"`)
	}
	if e.Text == "" && len(e.Children) == 0 {
		return b.String() + "/>"
	}
	b.WriteString(">" + escaper.Replace(e.Text))
	for _, child := range e.Children {
		b.WriteString(child.String())
	}
	return b.String() + "</" + e.Name + ">"
}
