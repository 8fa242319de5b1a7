package ua

import (
	"bytes"
	"encoding/xml"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"coursepack/formats/pdf/internal/object"
)

// document checks what the catalog says about the whole file.
func (c *checker) document() {
	c.lang = c.text(c.root["Lang"])
	c.language(c.root, "catalog")
	mark := c.dict(c.root["MarkInfo"])
	if c.value(mark["Marked"]) != true {
		c.fail("6.2-t01", "catalog")
	}
	if c.value(mark["Suspects"]) == true {
		c.fail("7.1-t04", "catalog")
	}
	if c.value(c.dict(c.root["ViewerPreferences"])["DisplayDocTitle"]) != true {
		c.fail("7.1-t10", "catalog")
	}
	if c.lang == "" && c.dict(c.dict(c.root["Outlines"])["First"]) != nil {
		c.fail("7.2-t02", "outline")
	}
	c.metadata()
	c.optionalContent()
	for _, part := range c.list(c.dict(c.root["AcroForm"])["XFA"]) {
		if regexp.MustCompile(`dynamicRender\s*>\s*required`).Match(c.data(part)) {
			c.fail("7.15-t01", "form")
		}
	}
}

func (c *checker) encryption(dict object.Dict) {
	const access = 1 << 9 // ISO 32000-1, table 22
	if p, ok := c.value(dict["P"]).(int); !ok || p&access == 0 {
		c.fail("7.16-t01", "encryption")
	}
}

func (c *checker) optionalContent() {
	properties := c.dict(c.root["OCProperties"])
	for _, o := range append(c.list(properties["Configs"]), properties["D"]) {
		config := c.dict(o)
		if config == nil {
			continue
		}
		if c.text(config["Name"]) == "" {
			c.fail("7.10-t01", "optional content")
		}
		if config["AS"] != nil {
			c.fail("7.10-t02", "optional content")
		}
	}
}

// files checks the objects that may stand anywhere.
func (c *checker) files() {
	c.eachDict(func(ref object.Ref, dict object.Dict) {
		within(dict, func(dict object.Dict) {
			if dict["EF"] != nil && (c.text(dict["F"]) == "" || c.text(dict["UF"]) == "") {
				c.fail("7.11-t01", "object %d", ref)
			}
			if c.name(dict["S"]) == "MCD" {
				c.mediaClip(dict, ref)
			}
		})
		if c.name(dict["Subtype"]) == "Form" && dict["Ref"] != nil {
			c.fail("7.20-t01", "object %d", ref)
		}
	})
}

// within calls do for a dictionary and those in it that are no objects of their own.
func within(o object.Object, do func(object.Dict)) {
	switch o := o.(type) {
	case object.Dict:
		do(o)
		for _, key := range slices.Sorted(maps.Keys(o)) {
			within(o[key], do)
		}
	case object.Array:
		for _, value := range o {
			within(value, do)
		}
	}
}

// languageTag matches the tags of RFC 3066.
var languageTag = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// language checks the language that a dictionary states.
func (c *checker) language(dict object.Dict, where string, args ...any) {
	if dict["Lang"] != nil && !languageTag.MatchString(c.text(dict["Lang"])) {
		c.fail("7.2-t29", where, args...)
	}
}

const (
	nsUA  = "http://www.aiim.org/pdfua/ns/id/"
	nsDC  = "http://purl.org/dc/elements/1.1/"
	nsXML = "http://www.w3.org/XML/1998/namespace"
)

// metadata checks the XMP packet.
func (c *checker) metadata() {
	ref := c.root["Metadata"]
	dict := c.dict(ref)
	if c.name(dict["Type"]) != "Metadata" || c.name(dict["Subtype"]) != "XML" {
		c.fail("7.1-t08", "catalog")
	}
	x := readXMP(c.data(ref))
	if x.ua["part"] == "" {
		c.fail("5-t01", "metadata")
	} else if x.ua["part"] != "1" {
		c.fail("5-t02", "metadata")
	}
	for _, p := range []struct{ property, rule string }{{"part", "5-t03"}, {"amd", "5-t04"}, {"corr", "5-t05"}} {
		if prefix, ok := x.prefixes[p.property]; ok && prefix != "pdfuaid" {
			c.fail(p.rule, "metadata")
		}
	}
	if !x.hasTitle {
		c.fail("7.1-t09", "metadata")
	}
	if x.onlyDefault && c.lang == "" {
		c.fail("7.2-t33", "metadata")
	}
}

// xmp is what matters here of a packet: ISO 16684-1.
type xmp struct {
	ua          map[string]string // properties of PDF/UA
	prefixes    map[string]string // by property
	hasTitle    bool
	onlyDefault bool // a text is in no language but x-default
}

// readXMP reads as far as the packet is well-formed. Prefixes matter, so that names are taken as they are written.
func readXMP(data []byte) xmp {
	x := xmp{ua: map[string]string{}, prefixes: map[string]string{}}
	spaces := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimRight(data, "\x00")))
	var open []xml.Name // with prefixes
	languages, otherLanguages := 0, 0
	property := func(name xml.Name, value string) {
		if spaces[name.Space] == nsUA {
			x.prefixes[name.Local] = name.Space
			x.ua[name.Local] += strings.TrimSpace(value)
		}
	}
	for {
		token, err := d.RawToken()
		if err != nil {
			return x
		}
		switch token := token.(type) {
		case xml.StartElement:
			for _, a := range token.Attr {
				if a.Name.Space == "xmlns" {
					spaces[a.Name.Local] = a.Value
				}
			}
			for _, a := range token.Attr {
				property(a.Name, a.Value)
				if a.Name.Space == "xml" && a.Name.Local == "lang" {
					if languages++; a.Value != "x-default" {
						otherLanguages++
					}
				}
			}
			if token.Name.Local == "Alt" {
				languages, otherLanguages = 0, 0
			}
			open = append(open, token.Name)
		case xml.EndElement:
			if token.Name.Local == "Alt" && languages > 0 && otherLanguages == 0 {
				x.onlyDefault = true
			}
			open = open[:max(0, len(open)-1)]
		case xml.CharData:
			if len(open) == 0 {
				continue
			}
			property(open[len(open)-1], string(token))
			for _, name := range open {
				if spaces[name.Space] == nsDC && name.Local == "title" && len(bytes.TrimSpace(token)) > 0 {
					x.hasTitle = true
				}
			}
		}
	}
}

// textOf decodes a text string.
func textOf(s object.String) string {
	if len(s) < 2 || s[:2] != "\xFE\xFF" {
		return string(s)
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
