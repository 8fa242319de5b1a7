package template

import (
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Append returns an expander that puts a text below every other one.
func Append(text *source.Text) source.Expander { return appendix{text} }

type appendix struct{ text *source.Text }

func (a appendix) Expand(doc *source.Doc, _ diag.Reporter) *source.Text {
	if len(a.text.Data) == 0 {
		return doc.Text
	}
	var b source.Builder
	b.Copy(doc.Text, 0, len(doc.Text.Data))
	b.Put("\n\n", a.text, 0)
	b.Copy(a.text, 0, len(a.text.Data))
	return b.Text(doc.Text.Name)
}
