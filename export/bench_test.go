package export_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

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
	for _, format := range []string{"epub", "scorm12", "pdf"} {
		b.Run(format, func(b *testing.B) {
			root, err := os.OpenRoot(s.folder)
			if err != nil {
				b.Fatal(err)
			}
			defer root.Close()
			opt := export.Options{FS: root.FS(), Folder: filepath.Base(s.folder), Formats: []string{format}}
			start := testkit.CPUTime(b)
			for b.Loop() {
				if _, err := export.Run(context.Background(), opt, &export.Memory{}, &diag.List{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((testkit.CPUTime(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}
