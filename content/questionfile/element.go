package questionfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// maxDepth is how deep elements may stand in one another. Those of Moodle XML do to a depth of seven.
const maxDepth = 32

// An element of an XML file. All methods of nil answer with nothing, as those of an element that is not there.
type element struct {
	xml.StartElement
	content.Pos
	file     *source.Text
	elements []*element
	texts    []span // of the characters that stand in the element itself
	address  string // of a file, with its data in it; "" until it is asked for
}

// A span is bytes of the file between two offsets, as they are written.
type span struct {
	start, stop int
	literal     bool // CDATA
}

// parseXML reads the root element of the file, nil if there is none. Where the XML is broken, it is read up to there.
func (r *reader) parseXML() *element {
	p := &xmlParser{reader: r, decoder: xml.NewDecoder(bytes.NewReader(r.text.Data))}
	p.decoder.Strict = false // entities of HTML are common in files that are written by hand
	p.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for p.next() {
	}
	return p.root
}

// An xmlParser makes elements of the tokens of a file. Definitions of entities are not read, so that none can grow.
type xmlParser struct {
	*reader
	decoder *xml.Decoder
	root    *element
	open    []*element
}

// next reads a token, and reports whether there may be another one.
func (p *xmlParser) next() bool {
	start := int(p.decoder.InputOffset())
	token, err := p.decoder.RawToken()
	switch {
	case err == nil && len(p.open) == maxDepth:
		p.broken(start, fmt.Errorf("elements stand in one another more than %d deep", maxDepth))
		return false
	case errors.Is(err, io.EOF) && len(p.open) > 0:
		p.broken(start, fmt.Errorf("<%s> is never closed", p.open[len(p.open)-1].Name.Local))
		return false
	case errors.Is(err, io.EOF):
		return false
	case err != nil:
		p.broken(start, err)
		return false
	}
	switch t := token.(type) {
	case xml.StartElement:
		p.start(&element{StartElement: t.Copy(), Pos: p.text.Pos(start), file: p.text})
	case xml.EndElement:
		p.open = closed(p.open, t.Name.Local)
		return len(p.open) > 0 || p.root == nil
	case xml.CharData:
		if len(p.open) > 0 {
			e := p.open[len(p.open)-1]
			e.texts = append(e.texts, spanOf(p.text.Data, start, int(p.decoder.InputOffset())))
		}
	}
	return true
}

// start opens an element. Questions do not stand in one another: one that another starts in was never closed.
func (p *xmlParser) start(e *element) {
	if e.Name.Local == "question" && len(p.open) > 1 {
		p.tell(p.open[1].Pos, diag.Error, "xml-broken", "<"+p.open[1].Name.Local+"> is never closed", "what stands before the next question")
		p.open = p.open[:1]
	}
	switch {
	case len(p.open) > 0:
		above := p.open[len(p.open)-1]
		above.elements = append(above.elements, e)
	case p.root == nil:
		p.root = e
	}
	p.open = append(p.open, e)
}

// closed returns the elements that are open after the innermost of that name is closed.
func closed(open []*element, name string) []*element {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].Name.Local == name {
			return open[:i]
		}
	}
	return open
}

func (p *xmlParser) broken(at int, err error) {
	var syntax *xml.SyntaxError
	message := err.Error()
	if errors.As(err, &syntax) {
		message = syntax.Msg
	}
	p.tell(p.text.Pos(at), diag.Error, "xml-broken", "this XML cannot be read: "+message, "what stands before")
}

const cdata = "<![CDATA["

func spanOf(data []byte, start, stop int) span {
	if strings.HasPrefix(string(data[start:min(stop, start+len(cdata))]), cdata) {
		return span{start + len(cdata), stop - len("]]>"), true}
	}
	return span{start, stop, false}
}

// get returns the first element under path[0], in that the first under path[1], and so on.
func (e *element) get(path ...string) *element {
	for _, name := range path {
		var found *element
		for child := range e.all(name) {
			found = child
			break
		}
		e = found
	}
	return e
}

// all calls yield for the elements of a name.
func (e *element) all(name string) func(yield func(*element) bool) {
	return func(yield func(*element) bool) {
		if e == nil {
			return
		}
		for _, child := range e.elements {
			if child.Name.Local == name && !yield(child) {
				return
			}
		}
	}
}

// attribute returns the value of an attribute.
func (e *element) attribute(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// place is where the element stands, or where other does if there is none.
func (e *element) place(other content.Pos) content.Pos {
	if e == nil {
		return other
	}
	return e.Pos
}

// text returns what the characters in the element say. Each of them has its place.
func (e *element) text() *source.Text {
	if e == nil {
		return nil
	}
	var b source.Builder
	for _, s := range e.texts {
		if s.literal {
			b.Copy(e.file, s.start, s.stop)
			continue
		}
		copyCharacters(&b, e.file, s)
	}
	if b.Len() == 0 {
		return nil
	}
	return b.Text(e.file.Name)
}

// copyCharacters copies text in which characters may be written as references.
func copyCharacters(b *source.Builder, file *source.Text, s span) {
	from := s.start
	for at := s.start; at < s.stop; {
		plain, size := reference(file.Data[at:s.stop])
		if plain != "" {
			b.Copy(file, from, at)
			b.Put(plain, file, at)
			from = at + size
		}
		at += size
	}
	b.Copy(file, from, s.stop)
}

// reference returns the character that a text starts with if it is written as a reference, and how long that is.
func reference(text []byte) (s string, size int) {
	if text[0] != '&' {
		return "", 1
	}
	raw, _, ok := bytes.Cut(text[:min(len(text), maxReference)], []byte(";"))
	plain := html.UnescapeString(string(raw) + ";")
	if !ok || plain == string(raw)+";" {
		return "", 1
	}
	return plain, len(raw) + 1
}

// maxReference is how long a reference to a character may be: the longest of HTML has 33 characters.
const maxReference = 40

// String returns what the element says, without the space around it.
func (e *element) String() string { return styled{Text: e.text()}.plain() }
