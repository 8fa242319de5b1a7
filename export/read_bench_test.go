package export

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

// BenchmarkRead reads and resolves the courses that come with the project, and those real ones that are on this machine,
// with one worker. What counts are the bytes of their texts; pictures and downloads are loaded beforehand. The metric
// cpu-MB/s is by the time of all threads, the garbage collector's too: what one core can do.
func BenchmarkRead(b *testing.B) {
	for _, pattern := range []string{"../testdata/courses/*", "../../shared/courses/*"} {
		folders, err := filepath.Glob(pattern)
		if err != nil {
			b.Fatal(err)
		}
		for _, folder := range folders {
			if info, err := os.Stat(folder); err == nil && info.IsDir() {
				b.Run(filepath.Base(folder), func(b *testing.B) { benchmarkRead(b, folder) })
			}
		}
	}
}

func benchmarkRead(b *testing.B, folder string) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	opt := Options{FS: root.FS(), Jobs: 1}
	layout, _, err := findLayout(opt.FS, "")
	if err != nil {
		b.Fatal(err)
	}
	store := asset.NewStore(opt.FS, maxAsset)
	read := func() *source.Outline {
		outline, err := layout.Outline(&source.Input{FS: opt.FS, Folder: folder}, &diag.List{})
		if err != nil {
			b.Fatal(err)
		}
		if err := parse(context.Background(), opt, &Settings{}, outline, &diag.List{}); err != nil {
			b.Fatal(err)
		}
		resolve.Course(outline, store, &diag.List{})
		return outline
	}
	var size int64
	for _, doc := range read().Docs {
		size += int64(len(doc.Text.Data))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	defer collectByRoom(littleRoom)()
	start := testkit.CPUTime(b)
	for b.Loop() {
		read()
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/(testkit.CPUTime(b)-start).Seconds(), "cpu-MB/s")
}
