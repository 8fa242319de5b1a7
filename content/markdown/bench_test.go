package markdown

import (
	"io/fs"
	"os"
	"path"
	"testing"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// BenchmarkParse reads the pages of a sample course.
func BenchmarkParse(b *testing.B) {
	var docs []*source.Doc
	size := 0
	fsys := os.DirFS("../../testdata/courses/starlight-codes")
	err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".mdx" {
			doc := source.ReadDoc(fsys, name, source.Limits{}, &diag.List{})
			docs, size = append(docs, doc), size+len(doc.Text.Data)
		}
		return err
	})
	if err != nil || len(docs) == 0 {
		b.Fatal("no pages", err)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			Parse(doc, source.Limits{}, &diag.List{})
		}
	}
}
