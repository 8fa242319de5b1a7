package template

import (
	"bytes"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// D2LBook returns what d2lbook does to a text before it is read: the marks come off around what slides have, and what
// only slides have goes. https://book.d2l.ai/user/slides.html
func D2LBook() source.Expander { return d2lBook{} }

type d2lBook struct{}

// slideMarks are [**text**] and (**text**) around what slides have, too, and [~~text~~] and (~~text~~) around what only
// they have. [**text**](address) is a link.
var slideMarks = lazyregexp.New(`(?s)\[\*\*(.*?)\*\*\](\()?|\(\*\*(.*?)\*\*\)|\[~~.*?~~\]|\(~~.*?~~\)`)

func (d2lBook) Expand(doc *source.Doc, _ diag.Reporter) *source.Text {
	t := doc.Text
	if !bytes.Contains(t.Data, []byte("**")) && !bytes.Contains(t.Data, []byte("~~")) {
		return t
	}
	e := expansion{}
	last := 0
	for _, m := range slideMarks.FindAllSubmatchIndex(t.Data, -1) {
		e.code.follow(t.Data[last:m[0]])
		e.Copy(t, last, m[0])
		last = m[1]
		switch {
		case e.code.open(), m[4] >= 0:
			e.Copy(t, m[0], m[1])
		case m[2] >= 0:
			e.Copy(t, m[2], m[3])
		case m[6] >= 0:
			e.Copy(t, m[6], m[7])
		}
		e.code.follow(t.Data[m[0]:m[1]])
	}
	e.Copy(t, last, len(t.Data))
	return e.Text(t.Name)
}
