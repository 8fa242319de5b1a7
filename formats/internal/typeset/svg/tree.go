package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// An element of the tree. Its text has no name and no children.
type element struct {
	name     string // without a prefix; "" for text
	text     string
	attrs    map[string]string // names without prefixes
	parent   *element
	children []*element
}

// has reports whether an element has a class.
func (e *element) has(class string) bool {
	for c := range strings.FieldsSeq(e.attrs["class"]) {
		if c == class {
			return true
		}
	}
	return false
}

// readTree returns the root of a drawing, and what its style elements say.
func readTree(data []byte) (root *element, styles string, err error) {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.Strict = false
	in.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 whatever it says
	var sheet strings.Builder
	var at *element
	depth, count := 0, 0
	for {
		token, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, "", fmt.Errorf("reading the drawing: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth, count = depth+1, count+1; depth > maxDepth || count > maxSteps {
				return nil, "", ErrTooLarge
			}
			e := &element{name: t.Name.Local, attrs: make(map[string]string, len(t.Attr)), parent: at}
			for _, a := range t.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			switch {
			case at != nil:
				at.children = append(at.children, e)
			case root == nil:
				root = e
			}
			at = e
		case xml.EndElement:
			if depth--; at != nil {
				at = at.parent
			}
		case xml.CharData:
			switch {
			case at == nil:
			case at.name == "style":
				sheet.Write(t)
			case len(t) > 0:
				at.children = append(at.children, &element{text: string(t), parent: at})
			}
		}
	}
	if root == nil || root.name != "svg" {
		return nil, "", errors.New("the drawing has no element svg")
	}
	return root, sheet.String(), nil
}
