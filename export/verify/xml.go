package verify

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// An element of an XML file, with names as they are written: systems look at prefixes, not at what they stand for.
type element struct {
	name     string // with its prefix
	attrs    map[string]string
	children []*element
	words    strings.Builder
}

// maxDepth is how deep elements may be nested.
const maxDepth = 100

// parseXML returns the root element.
func parseXML(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	root := &element{}
	open := []*element{root}
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			e := &element{name: written(t.Name), attrs: map[string]string{}}
			for _, a := range t.Attr {
				e.attrs[written(a.Name)] = a.Value
			}
			top.children = append(top.children, e)
			if open = append(open, e); len(open) > maxDepth {
				return nil, errors.New("elements are nested too deeply")
			}
		case xml.EndElement:
			if top.name != written(t.Name) {
				return nil, errors.New("</" + written(t.Name) + "> ends <" + top.name + ">")
			}
			open = open[:len(open)-1]
		case xml.CharData:
			top.words.Write(t)
		}
	}
	if len(open) != 1 || len(root.children) != 1 {
		return nil, errors.New("it is no single element")
	}
	return root.children[0], nil
}

// document returns the root of a file of XML, which is read once; nil if it is none.
func (p *Package) document(name string) *element {
	root, ok := p.documents[name]
	if !ok {
		root, _ = parseXML(p.text(name)) // that it cannot be read is told by whoever needs it
		p.documents[name] = root
	}
	return root
}

func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// local is a name without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// attr returns the value of an attribute; of no element, nothing.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	return e.attrs[name]
}

// anyCase returns the value of an attribute whose name may be written in any case.
func (e *element) anyCase(name string) string {
	for key, value := range e.attrs {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

// text is the text of an element, without white space at its ends.
func (e *element) text() string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(e.words.String())
}

// all returns the elements of a name below e, at any depth, in their order. Prefixes do not count.
func (e *element) all(name string) []*element {
	if e == nil {
		return nil
	}
	var found []*element
	for _, c := range e.children {
		if local(c.name) == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// first follows names from e to its children and theirs; nil if there are none.
func (e *element) first(names ...string) *element {
	for _, name := range names {
		if e == nil {
			return nil
		}
		e = e.child(name)
	}
	return e
}

// childrenNamed returns the children of a name; of no element, none.
func (e *element) childrenNamed(name string) (found []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if local(c.name) == name {
			found = append(found, c)
		}
	}
	return found
}

func (e *element) child(name string) *element {
	for _, c := range e.children {
		if local(c.name) == name {
			return c
		}
	}
	return nil
}
