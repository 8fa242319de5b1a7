package pdf

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
	"unicode/utf16"

	"coursepack/formats/pdf/internal/object"
)

// metadata says what the document is in XMP, and that it follows ISO 14289-1. Readers take its word against that of the older
// dictionary info, so both say the same.
func (d *draft) metadata(info object.Dict) *object.Stream {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n<pdfuaid:part>1</pdfuaid:part>\n")
	property := func(name, before, value, after string) {
		if value != "" {
			b.WriteString("<" + name + ">" + before)
			xml.EscapeText(&b, []byte(value))
			b.WriteString(after + "</" + name + ">\n")
		}
	}
	const alternatives, ended = `<rdf:Alt><rdf:li xml:lang="x-default">`, `</rdf:li></rdf:Alt>`
	property("dc:title", alternatives, d.title, ended)
	property("dc:description", alternatives, infoText(info["Subject"]), ended)
	property("dc:creator", "<rdf:Seq><rdf:li>", infoText(info["Author"]), "</rdf:li></rdf:Seq>")
	property("dc:language", "<rdf:Bag><rdf:li>", d.lang, "</rdf:li></rdf:Bag>")
	property("xmp:CreatorTool", "", infoText(info["Creator"]), "")
	property("pdf:Producer", "", infoText(info["Producer"]), "")
	property("xmp:CreateDate", "", infoDate(info["CreationDate"]), "")
	property("xmp:ModifyDate", "", infoDate(info["ModDate"]), "")
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return &object.Stream{
		Dict: object.Dict{"Type": object.Name("Metadata"), "Subtype": object.Name("XML")}, Data: b.Bytes(),
	}
}

// infoText reads a text string: ISO 32000-1, 7.9.2.2.
func infoText(o object.Object) string {
	s, _ := o.(object.String)
	rest, ok := strings.CutPrefix(string(s), "\xFE\xFF")
	if !ok {
		return string(s)
	}
	var units []uint16
	for ; len(rest) > 1; rest = rest[2:] {
		units = append(units, uint16(rest[0])<<8|uint16(rest[1]))
	}
	return string(utf16.Decode(units))
}

// infoDate reads a date as fpdf writes it, in the zone of universal time.
func infoDate(o object.Object) string {
	s, _ := o.(object.String)
	const layout = "D:20060102150405"
	t, err := time.Parse(layout, string(s[:min(len(s), len(layout))]))
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}
