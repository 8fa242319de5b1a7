package ua

import (
	"bytes"

	"coursepack/formats/pdf/internal/object"
)

// pages checks the pages: what they show and the annotations on them.
func (c *checker) pages() {
	c.drawn, c.fontOf = map[object.Ref]int{}, map[object.Ref]*font{}
	number := 0
	c.eachPage(c.root["Pages"], object.Dict{}, map[object.Ref]bool{}, func(ref object.Ref, page object.Dict) {
		number++
		in := &content{checker: c, ref: ref, page: number, resources: c.dict(page["Resources"])}
		var data []byte
		for _, part := range c.list(page["Contents"]) {
			data = append(append(data, c.data(part)...), '\n')
		}
		in.run(data)
		c.annotations(page, number)
	})
}

// eachPage calls do for every page, with what it inherits: ISO 32000-1, 7.7.3.4.
func (c *checker) eachPage(node object.Object, inherited object.Dict, seen map[object.Ref]bool, do func(object.Ref, object.Dict)) {
	ref, _ := node.(object.Ref)
	dict := c.dict(node)
	if dict == nil || seen[ref] {
		return
	}
	seen[ref] = true
	full := object.Dict{}
	for _, key := range []object.Name{"Resources", "MediaBox", "CropBox"} {
		if full[key] = dict[key]; full[key] == nil {
			full[key] = inherited[key]
		}
	}
	if dict["Kids"] != nil {
		for _, kid := range c.list(dict["Kids"]) {
			c.eachPage(kid, full, seen, do)
		}
		return
	}
	for key, value := range dict {
		if full[key] == nil {
			full[key] = value
		}
	}
	do(ref, full)
}

// A content runs the operators of a page or of a form: ISO 32000-1, 7.8.2.
type content struct {
	*checker
	ref       object.Ref // of the page or the form
	page      int
	resources object.Dict
	marks     []mark
	around    int // of the marks, those that were open when the form was drawn
	state     state
	saved     []state
	depth     int
}

// state is what q saves.
type state struct {
	font *font
	mode int // in which text is shown
}

const invisible = 3 // a mode

// A mark is a sequence of marked content that is open: ISO 32000-1, 14.6.
type mark struct {
	tag     object.Name
	element *element
	lang    string
}

// run goes through the operators. Where it meets what is no operator, it goes on behind.
func (in *content) run(data []byte) {
	var operands []object.Object
	for {
		data = bytes.TrimLeft(data, "\x00\t\n\f\r ")
		if len(data) == 0 {
			return
		}
		if word := operatorAt(data); word != "" {
			data = data[len(word):]
			if word == "ID" {
				data = afterInlineImage(data)
			}
			in.operator(word, operands)
			operands = operands[:0]
			continue
		}
		o, rest, err := object.Next(data)
		if err != nil {
			rest = data[1:]
		} else if len(operands) < 64 {
			operands = append(operands, o)
		}
		data = rest
	}
}

// operatorAt returns the operator at the start of data, if there is one.
func operatorAt(data []byte) string {
	n := 0
	for n < len(data) && (data[n] >= 'a' && data[n] <= 'z' || data[n] >= 'A' && data[n] <= 'Z' ||
		n > 0 && data[n] >= '0' && data[n] <= '9' || data[n] == '*' || data[n] == '\'' || data[n] == '"') {
		n++
	}
	switch word := string(data[:n]); word {
	case "true", "false", "null":
		return ""
	default:
		return word
	}
}

// afterInlineImage skips the data of an image: ISO 32000-1, 8.9.7.
func afterInlineImage(data []byte) []byte {
	for from := 0; ; {
		i := bytes.Index(data[from:], []byte("EI"))
		if i < 0 {
			return nil
		}
		from += i + 2
		space := func(at int) bool { return at >= len(data) || bytes.IndexByte([]byte("\x00\t\n\f\r "), data[at]) >= 0 }
		if from > 2 && space(from-3) && space(from) {
			return data[from:]
		}
	}
}

func (in *content) operator(word string, operands []object.Object) {
	operand := func(i int) object.Object { // from the end
		if i < len(operands) {
			return operands[len(operands)-1-i]
		}
		return nil
	}
	switch word {
	case "BMC":
		in.begin(in.name(operand(0)), nil)
	case "BDC":
		in.begin(in.name(operand(1)), operand(0))
	case "EMC":
		if len(in.marks) > in.around {
			in.marks = in.marks[:len(in.marks)-1]
		}
	case "q":
		in.saved = append(in.saved, in.state)
	case "Q":
		if n := len(in.saved); n > 0 {
			in.state, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "Tf":
		in.state.font = in.fontAt(in.dict(in.resources["Font"])[in.name(operand(1))])
	case "gs":
		state := in.dict(in.dict(in.resources["ExtGState"])[in.name(operand(0))])
		if set := in.list(state["Font"]); len(set) > 0 {
			in.state.font = in.fontAt(set[0])
		}
	case "Tr":
		in.state.mode = in.int(operand(0))
	case "Tj", "'", "\"", "TJ":
		in.show(operand(0))
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "ID":
		in.shown()
	case "Do":
		in.draw(in.dict(in.resources["XObject"])[in.name(operand(0))])
	}
}

// begin opens marked content.
func (in *content) begin(tag object.Name, properties object.Object) {
	if name, ok := properties.(object.Name); ok {
		properties = in.dict(in.resources["Properties"])[name]
	}
	dict := in.dict(properties)
	m := mark{tag: tag, lang: in.text(dict["Lang"])}
	if id, ok := in.value(dict["MCID"]).(int); ok {
		m.element = in.tree.marked[piece{in.ref, id}]
	}
	in.language(dict, "page %d, marked content", in.page)
	if tag == "Artifact" && in.isTagged() {
		in.fail("7.1-t01", "page %d", in.page)
	}
	if (m.element != nil || in.isTagged()) && in.isArtifact() {
		in.fail("7.1-t02", "page %d", in.page)
	}
	in.marks = append(in.marks, m)
	for _, text := range []struct {
		key  object.Name
		rule string
	}{{"ActualText", "7.2-t30"}, {"Alt", "7.2-t31"}, {"E", "7.2-t32"}} {
		if tag == "Span" && dict[text.key] != nil && !in.hasLanguage() {
			in.fail(text.rule, "page %d", in.page)
		}
	}
}

func (in *content) isTagged() bool {
	for _, m := range in.marks {
		if m.element != nil {
			return true
		}
	}
	return false
}

func (in *content) isArtifact() bool {
	for _, m := range in.marks {
		if m.tag == "Artifact" {
			return true
		}
	}
	return false
}

func (in *content) hasLanguage() bool {
	for _, m := range in.marks {
		if m.lang != "" || m.element != nil && m.element.lang != "" {
			return true
		}
	}
	return in.lang != ""
}

// shown checks something that can be seen.
func (in *content) shown() {
	if !in.isTagged() && !in.isArtifact() {
		in.fail("7.1-t03", "page %d", in.page)
	}
}

// show notes the codes of text for the font to check.
func (in *content) show(operand object.Object) {
	for _, o := range in.list(operand) {
		s, ok := o.(object.String)
		if !ok || s == "" {
			continue
		}
		in.shown()
		if !in.hasLanguage() {
			in.fail("7.2-t34", "page %d", in.page)
		}
		if in.state.font != nil {
			in.state.font.show(s, in.state.mode != invisible)
		}
	}
}

// draw draws a picture, or a form with operators of its own.
func (in *content) draw(o object.Object) {
	ref, _ := o.(object.Ref)
	dict := in.dict(o)
	switch in.name(dict["Subtype"]) {
	case "Image":
		in.shown()
	case "Form":
		data := in.data(o)
		if in.drawn[ref]++; in.drawn[ref] == 2 && bytes.Contains(data, []byte("/MCID")) {
			in.fail("7.20-t02", "object %d", ref)
		}
		const deepest, most = 20, 100
		if in.depth >= deepest || in.drawn[ref] > most {
			return
		}
		form := &content{checker: in.checker, ref: ref, page: in.page, resources: in.dict(dict["Resources"]),
			marks: in.marks[:len(in.marks):len(in.marks)], around: len(in.marks), state: in.state, depth: in.depth + 1}
		if form.resources == nil {
			form.resources = in.resources
		}
		form.run(data)
	}
}
