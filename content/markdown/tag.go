package markdown

import (
	"bytes"
	"strings"

	"coursepack/content"
)

// A tag of HTML or JSX as it is written.
type tag struct {
	name        string // "" for a fragment of JSX
	attrs       []attribute
	closing     bool
	selfClosing bool
	start, stop int

	// Of a shortcode:
	syntax  *shortcodeSyntax
	partner *tag   // the tag that closes it, or that it closes; nil if it stands alone
	literal string // what it shows if it is only shown, not called
}

// String returns the tag without its attributes, as it is called in messages.
func (t *tag) String() string {
	switch {
	case t.syntax != nil && t.closing:
		return t.syntax.marks[1] + t.name + t.syntax.marks[2]
	case t.syntax != nil:
		return t.syntax.marks[0] + t.name + t.syntax.marks[2]
	case t.closing:
		return "</" + t.name + ">"
	}
	return "<" + t.name + ">"
}

// closedBy reports whether a closing tag is the one of t. That of a shortcode is known.
func (t *tag) closedBy(closing *tag) bool {
	if t.syntax != nil || closing.syntax != nil {
		return t == closing.partner
	}
	return t.name == closing.name
}

// An attribute of a tag.
type attribute struct {
	name  string
	value string // of a string
	expr  bool   // the value is an expression
	start int    // of the value between its quotes or braces; in HTML, of the tag
	stop  int
}

func (a attribute) hasValue() bool { return a.value != "" || a.expr }

// get returns the attribute with the first of the names that is there.
func (t *tag) get(names ...string) (attribute, bool) {
	for _, name := range names {
		for _, a := range t.attrs {
			if a.name == name {
				return a, true
			}
		}
	}
	return attribute{}, false
}

// attr returns the text of an attribute, of the first of the names that has one.
func (d *document) attr(t *tag, names ...string) string {
	for _, name := range names {
		if a, ok := t.get(name); ok {
			if s := d.attrText(a); s != "" {
				return s
			}
		}
	}
	return ""
}

// attrText returns an attribute's text, "" if it is something else.
func (d *document) attrText(a attribute) string {
	if !a.expr {
		return a.value
	}
	v, _ := d.evaluate(a.start, a.stop)
	return v.text
}

// attrInlines returns an attribute as text in its place.
func (d *document) attrInlines(t *tag, names ...string) []content.Inline {
	for _, name := range names {
		if a, ok := t.get(name); ok {
			if s := strings.TrimSpace(d.attrText(a)); s != "" {
				return []content.Inline{&content.Text{Pos: d.at(a.start), Text: s}}
			}
		}
	}
	return nil
}

// has reports whether a tag has an attribute that is not said to be false.
func (d *document) has(t *tag, name string) bool {
	a, ok := t.get(name)
	if !ok || !a.expr {
		return ok
	}
	v, ok := d.evaluate(a.start, a.stop)
	return !ok || v.kind != boolean || v.text == "true"
}

// tagNames are the names of what looks like tags in a text.
type tagNames struct {
	opened map[string]bool
	closed map[string]int // where for the last time
}

// findTagNames lists what looks like tags. HTML knows no case, JSX does.
func findTagNames(src []byte, jsx bool) *tagNames {
	names := &tagNames{opened: map[string]bool{}, closed: map[string]int{}}
	for i := 0; ; {
		next := bytes.IndexByte(src[i:], '<')
		if next < 0 {
			return names
		}
		i += next + 1
		closing := i < len(src) && src[i] == '/'
		if closing {
			i++
		}
		start := i
		for i < len(src) && isNameByte(src[i]) {
			i++
		}
		name := string(src[start:i])
		if !jsx {
			name = strings.ToLower(name)
		}
		if closing {
			names.closed[name] = start
		} else {
			names.opened[name] = true
		}
	}
}
