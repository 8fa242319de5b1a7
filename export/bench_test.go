package export_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
	"coursepack/content/testkit"
	"coursepack/export"
)

// BenchmarkExport measures whole exports of the seed, or of the sample course where the seed is not on the machine:
// the CPU time of all threads, which is what a busy machine cannot distort much.
func BenchmarkExport(b *testing.B) {
	s := samples(b)[0]
	for _, other := range samples(b) {
		if other.name == "seed" {
			s = other
		}
	}
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for _, format := range []string{"epub", "scorm12", "pdf", "imscc", "qti"} {
		b.Run(format, func(b *testing.B) {
			measure(b, export.Options{FS: root.FS(), Folder: filepath.Base(s.folder), Formats: []string{format}})
		})
	}
}

// BenchmarkCartridge measures a course of 100 lessons with 200 questions.
func BenchmarkCartridge(b *testing.B) {
	fsys := fstest.MapFS{"coursepack.yaml": {Data: []byte("id: waves\nlanguage: en\n")}}
	for i := range 100 {
		page := fmt.Sprintf("# Lesson %d\n\n", i)
		for section := range 12 {
			page += fmt.Sprintf("## Section %d\n\n", section)
			page += strings.Repeat("Waves travel with $v = \\lambda f$ through **matter** and carry [energy](../00/000.md). ", 4)
			page += "\n\n| a | b |\n|---|---|\n| $x^2$ | `y` |\n\n```go\nfunc f() bool { return 1 < 2 }\n```\n\n"
		}
		page += "```quiz\nWhat travels with a wave?\n\n- ( ) Matter\n  > It stays.\n- (x) Energy\n\nCorks bob.\n\n---\n\nHow fast?\n\n= 340 ± 5\n```\n"
		fsys[fmt.Sprintf("%02d/%03d.md", i/10, i)] = &fstest.MapFile{Data: []byte(page)}
	}
	measure(b, export.Options{FS: fsys, Formats: []string{"imscc"}})
}

// measure reports the CPU time of exports.
func measure(b *testing.B, opt export.Options) {
	start := testkit.CPUTime(b)
	for b.Loop() {
		if _, err := export.Run(context.Background(), opt, &export.Memory{}, &diag.List{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((testkit.CPUTime(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
}
