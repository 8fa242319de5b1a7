package ua

import (
	"coursepack/formats/pdf/internal/object"
)

// annotations checks those of a page: ISO 14289-1, 7.18.
func (c *checker) annotations(page object.Dict, number int) {
	all := c.list(page["Annots"])
	if len(all) > 0 && c.name(page["Tabs"]) != "S" {
		c.fail("7.18.3-t01", "page %d", number)
	}
	for _, o := range all {
		ref, _ := o.(object.Ref)
		if dict := c.dict(o); dict != nil {
			c.annotation(dict, c.tree.objects[ref], page, number)
		}
	}
}

func (c *checker) annotation(a object.Dict, e *element, page object.Dict, number int) {
	kind := c.name(a["Subtype"])
	fail := func(rule string) { c.fail(rule, "page %d, %s", number, kind) }
	in, alt, lang := object.Name(""), "", c.lang // the profile takes no language from further up than the element
	if e != nil {
		in, alt = e.kind, c.text(e.dict["Alt"])
		if transparent[in] {
			in = e.isIn()
		}
		lang += c.text(e.dict["Lang"])
	}
	c.language(a, "page %d, %s", number, kind)
	const hidden = 1 << 1
	if c.int(a["F"])&hidden != 0 || c.isOutside(a, page) {
		return
	}
	contents := c.text(a["Contents"])
	if contents != "" && lang == "" && a["Lang"] == nil {
		fail("7.2-t24")
	}
	if kind != "Widget" && kind != "Popup" && contents == "" && alt == "" {
		fail("7.18.1-t02")
	}
	switch kind {
	case "Popup":
	case "Widget":
		c.widget(a, in, alt, lang, fail)
	case "Link":
		if in != "Link" {
			fail("7.18.5-t01")
		}
		if contents == "" {
			fail("7.18.5-t02")
		}
	case "PrinterMark":
		if e != nil {
			fail("7.18.8-t01")
		}
	case "TrapNet":
		fail("7.18.2-t01")
	default:
		if in != "Annot" {
			fail("7.18.1-t01")
		}
	}
}

func (c *checker) widget(a object.Dict, in object.Name, alt, lang string, fail func(rule string)) {
	if in != "Form" {
		fail("7.18.4-t01")
	}
	field := a // without a name of its own, a widget is a part of the field above it
	for range maxDepth {
		if up := c.dict(field["Parent"]); field["T"] == nil && up != nil {
			field = up
		}
	}
	said := c.text(field["TU"])
	if said == "" && alt == "" {
		fail("7.18.1-t03")
	}
	if said != "" && lang == "" {
		fail("7.2-t25")
	}
}

// isOutside reports whether an annotation lies where the page is cut off.
func (c *checker) isOutside(a, page object.Dict) bool {
	box := c.box(page["CropBox"])
	if box == nil {
		box = c.box(page["MediaBox"])
	}
	r := c.box(a["Rect"])
	return r != nil && box != nil && (r[2] < box[0] || r[0] > box[2] || r[3] < box[1] || r[1] > box[3])
}

// box reads a rectangle, the lower left corner first; nil if there is none.
func (c *checker) box(o object.Object) []float64 {
	list := c.list(o)
	if len(list) != 4 {
		return nil
	}
	var n [4]float64
	for i := range n {
		n[i], _ = c.number(list[i])
	}
	return []float64{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
}

// mediaClip checks the data of a sound or a film: ISO 14289-1, 7.18.6.2.
func (c *checker) mediaClip(clip object.Dict, ref object.Ref) {
	if clip["CT"] == nil {
		c.fail("7.18.6.2-t01", "object %d", ref)
	}
	texts := c.list(clip["Alt"])
	said := len(texts) > 1 && len(texts)%2 == 0
	for i := 1; i < len(texts); i += 2 {
		said = said && c.text(texts[i]) != ""
	}
	if !said {
		c.fail("7.18.6.2-t02", "object %d", ref)
	}
}
