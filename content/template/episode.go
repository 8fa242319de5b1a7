package template

import (
	"bytes"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// Episode returns an expander that does what another one does, and then adds to a page what lessons of The Carpentries
// say in their front matter and their site shows: the questions above the text and the key points below it.
// https://carpentries.github.io/lesson-example/04-formatting/
func Episode(inner source.Expander) source.Expander { return episode{inner} }

type episode struct{ inner source.Expander }

func (e episode) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	text := e.inner.Expand(doc, report)
	if doc.Front == nil || !doc.Front.First("questions", "keypoints").Exists() {
		return text
	}
	var b source.Builder
	addBox(&b, doc.Text, doc.Front.Get("questions"), "questions")
	b.Copy(text, 0, len(text.Data))
	b.Put("\n\n", doc.Text, len(doc.Text.Data))
	addBox(&b, doc.Text, doc.Front.Get("keypoints"), "keypoints")
	return b.Text(text.Name)
}

// addBox adds a list in a box of a class, as kramdown writes it. Each item stands where the author wrote it.
func addBox(b *source.Builder, file *source.Text, list source.Value, class string) {
	if len(list.Strings()) == 0 {
		return
	}
	for _, item := range list.List() {
		if s := string(bytes.Join(bytes.Fields([]byte(item.String())), []byte(" "))); s != "" {
			b.Put("> * "+s+"\n", file, lineStart(file, item.Line))
		}
	}
	b.Put("{: ."+class+"}\n\n", file, lineStart(file, list.Line))
}

// lineStart returns the offset at which a line starts.
func lineStart(t *source.Text, line int) int {
	at := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(t.Data[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return at
}
