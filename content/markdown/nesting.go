package markdown

import (
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
)

// applyTag opens or closes an element. It returns the frame of an element that it leaves open.
func (d *document) applyTag(t *tag) *frame {
	switch {
	case t.literal != "":
		d.emit(&content.Text{Pos: d.at(t.start), Text: t.literal})
	case t.closing:
		d.closeTag(t)
	default:
		return d.openTag(t)
	}
	return nil
}

// openTag opens an element and returns its frame, nil if nothing can stand inside of it.
func (d *document) openTag(t *tag) *frame {
	if isAnchor(t) {
		d.anchor(t)
		return nil
	}
	spec := d.specOf(t)
	d.closeImplied(spec)
	if spec.block && d.top().kind == soft {
		d.pop()
	}
	if d.elements >= d.nesting {
		d.refuse(t.start)
	}
	pos := d.at(t.start)
	f := &frame{
		Pos: pos, kind: element, tag: t, spec: spec, build: buildElement,
		text: spec.text || !spec.block && d.inText(),
	}
	d.push(f)
	d.count(f, +1)
	if t.selfClosing || spec.void {
		d.pop()
		return nil
	}
	return f
}

func (d *document) specOf(t *tag) elementSpec {
	if t.syntax != nil {
		return d.shortcodeSpec(t)
	}
	if d.foreign > 0 {
		return elementSpec{build: kept, optionalEnd: true}
	}
	spec, known := d.lookup(t.name)
	if !known || spec.foreign && d.names.closed[t.name] < t.stop {
		return d.unknown(t)
	}
	return spec
}

// isAnchor reports whether a tag only marks a place to link to. Authors rarely close these.
func isAnchor(t *tag) bool {
	_, isLink := t.get("href")
	return t.name == "a" && !isLink && t.syntax == nil
}

func (d *document) anchor(t *tag) {
	if id := d.attr(t, "id", "name"); id != "" {
		d.emit(&content.Span{Pos: d.at(t.start), Attr: content.Attr{ID: id}})
	}
}

// count keeps the document's account of open elements that change what is inside of them.
func (d *document) count(f *frame, by int) {
	d.elements += by
	if f.tag.syntax != nil {
		return
	}
	switch f.tag.name {
	case "pre", "textarea":
		d.pre += by
	case "a":
		d.linked += by
	}
	if f.spec.foreign {
		d.foreign += by
	}
}

// buildElement makes nodes of a closed element and gives them its id, language and direction.
func buildElement(d *document, f *frame) []content.Node {
	d.count(f, -1)
	if f.tag.syntax != nil {
		return f.spec.build(d, f)
	}
	d.dropHandlers(f)
	return d.withAttr(f, d.styled(f, f.spec.build(d, f)))
}

// closeImplied closes the elements that an opening one ends: a <li> ends the one before it, but not the one that its
// list stands in.
func (d *document) closeImplied(spec elementSpec) {
	for i := len(d.stack) - 1; i >= 0 && d.stack[i].kind == element; i-- {
		switch f := d.stack[i]; {
		case slices.Contains(spec.ends, f.tag.name):
			d.popTo(i)
		case f.spec.block:
			return
		}
	}
}

// closeTag closes the innermost open element of a tag's name, and whatever was left open inside of it. It never closes a
// container of Markdown other than a paragraph.
func (d *document) closeTag(t *tag) {
	for i := len(d.stack) - 1; i >= 0 && d.stack[i].kind != hard; i-- {
		if f := d.stack[i]; f.kind == element && f.tag.closedBy(t) {
			again := d.misnested(d.stack[i:], t)
			d.popTo(i + 1)
			f.stop = t.start
			d.pop()
			for _, t := range again {
				d.openTag(t)
			}
			return
		}
	}
	if t.partner == nil && t.name != "p" && t.name != "a" && !isVoid(t.name) {
		closing := tag{name: t.name, syntax: t.syntax, closing: true}
		d.report(d.at(t.start), diag.Note, "tag-stray", closing.String()+" closes nothing", "nothing")
	}
}

// misnested returns tags to open again behind the closing tag of the first of open elements: those inside of it that are
// closed further on, as in <b><i></b></i>.
// https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm
func (d *document) misnested(open []*frame, closing *tag) []*tag {
	var again []*tag
	for i, f := range open {
		if f.kind != element || !isFormatting(f.tag.name) {
			return nil
		}
		if i > 0 && d.names.closed[f.tag.name] > closing.stop {
			f.spec.optionalEnd = true
			again = append(again, &tag{name: f.tag.name, start: f.tag.start, stop: closing.stop})
		}
	}
	return again
}

func isFormatting(name string) bool {
	switch name {
	case "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}
