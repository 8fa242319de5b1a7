package svg

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the expected marks")

// Each file of testdata holds drawings and for each the marks that it becomes.
func TestGolden(t *testing.T) {
	testkit.Archives(t, *update, func(t *testing.T, f txtar.File) ([]txtar.File, bool) {
		name, ok := strings.CutSuffix(f.Name, ".svg")
		return []txtar.File{{Name: name + ".marks", Data: []byte(dump(f.Data))}}, ok
	})
}

func dump(data []byte) string {
	d, err := Parse(data)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s × %s\n", n(d.Width), n(d.Height))
	for _, m := range d.Marks {
		switch m := m.(type) {
		case *Shape:
			fmt.Fprintf(&b, "shape%s%s", matrix(m.Matrix), path(m.Path))
			if m.EvenOdd {
				b.WriteString(" evenodd")
			}
			if m.Fill != nil {
				fmt.Fprintf(&b, "\n  fill %s", paint(*m.Fill))
			}
			if s := m.Stroke; s != nil {
				fmt.Fprintf(&b, "\n  stroke %s width %s cap %d join %d", paint(s.Paint), n(s.Width), s.Cap, s.Join)
				if s.Dash != nil {
					fmt.Fprintf(&b, " dash %v+%s", s.Dash, n(s.Offset))
				}
			}
			clips(&b, m.Clip)
		case *Text:
			fmt.Fprintf(&b, "text %q%s %v %s bold %v italic %v anchor %d follows %v\n  fill %s",
				m.Text, matrix(m.Matrix), m.Font.Families, n(m.Font.Size), m.Font.Bold, m.Font.Italic, m.Anchor, m.Follows, paint(m.Fill))
			clips(&b, m.Clip)
		case *Image:
			fmt.Fprintf(&b, "image%s %d bytes", matrix(m.Matrix), len(m.Data))
			clips(&b, m.Clip)
		}
		b.WriteByte('\n')
	}
	for _, what := range d.Missing {
		fmt.Fprintf(&b, "missing: %s\n", what)
	}
	return b.String()
}

// clips writes all bounds but that of the whole drawing.
func clips(b *strings.Builder, all []Clip) {
	for _, c := range all[1:] {
		fmt.Fprintf(b, "\n  clip%s", path(c.Path))
	}
}

func n(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v+0), "0"), ".")
}

func matrix(m Matrix) string {
	if m == Identity {
		return ""
	}
	var all []string
	for _, v := range m {
		all = append(all, n(v))
	}
	return " [" + strings.Join(all, " ") + "]"
}

func path(p Path) string {
	var b strings.Builder
	for _, s := range p {
		b.WriteByte(' ')
		b.WriteByte("MLCZ"[s.Verb])
		for i, q := range s.Points[:s.Verb.Count()] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(n(q.X) + "," + n(q.Y))
		}
	}
	return b.String()
}

func paint(p Paint) string {
	s := fmt.Sprintf("#%06x", uint32(p.Color))
	if p.Alpha < 1 {
		s += " alpha " + n(p.Alpha)
	}
	if g := p.Gradient; g != nil {
		s = fmt.Sprintf("gradient radial %v (%s,%s) r%s (%s,%s) r%s%s %v alpha %s", g.Radial, n(g.From.X), n(g.From.Y), n(g.FromR),
			n(g.To.X), n(g.To.Y), n(g.ToR), matrix(g.Matrix), g.Stops, n(p.Alpha))
	}
	return s
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".svg") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse(data)
		if err != nil {
			return
		}
		for i := 0; i < len(d.Marks); {
			line, next := d.Lines(i)
			if len(line) > 0 {
				line.Offsets(func(t *Text) float64 { return t.Font.Size })
			}
			i = max(next, i+1)
		}
	})
}
