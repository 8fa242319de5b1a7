package epub

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"coursepack/formats/internal/xmldoc"
)

// packageDoc is the package document: metadata, every file, the reading order.
// See https://www.w3.org/TR/epub-33/#sec-package-doc. shown holds what each
// document shows, in the order of b.Docs.
func (b *book) packageDoc(shown []features) []byte {
	f := xmldoc.New("")
	f.Open("package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0",
		"unique-identifier", "pub-id", "xml:lang", b.Language, "dir", b.Dir)
	b.writeMetadata(f)
	b.writeManifest(f, shown)
	b.writeSpine(f)
	f.Close("package")
	return f.Bytes()
}

func (b *book) writeMetadata(f *xmldoc.File) {
	f.Open("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	f.Text("dc:identifier", b.ID, "id", "pub-id")
	f.Text("dc:title", b.Title)
	f.Text("dc:language", b.Language)
	for i, p := range b.Authors {
		p.Role = or(p.Role, "aut")
		p.write(f, "dc:creator", fmt.Sprintf("creator%d", i+1))
	}
	for i, p := range b.Contributors {
		p.write(f, "dc:contributor", fmt.Sprintf("contributor%d", i+1))
	}
	f.Optional("dc:publisher", b.Publisher)
	f.Optional("dc:rights", b.Rights)
	f.Optional("dc:description", b.Description)
	for _, s := range b.Subjects {
		f.Optional("dc:subject", s)
	}
	for _, s := range b.Sources {
		f.Optional("dc:source", s)
	}
	if xmldoc.Plain(b.Series) != "" { // https://www.w3.org/TR/epub-33/#sec-belongs-to-collection
		f.Text("meta", b.Series, "property", "belongs-to-collection", "id", "series")
		f.Text("meta", "series", "refines", "#series", "property", "collection-type")
		if b.Volume != 0 {
			f.Text("meta", strconv.Itoa(b.Volume), "refines", "#series", "property", "group-position")
		}
	}
	if !b.Date.IsZero() {
		f.Text("dc:date", b.Date.Format(time.DateOnly))
	}
	f.Text("meta", b.Modified.UTC().Format("2006-01-02T15:04:05Z"), "property", "dcterms:modified")
	if len(b.Pages) > 0 { // https://www.w3.org/TR/epub-a11y-11/#sec-page-src; dc:source is for older reading systems
		f.Text("dc:source", b.PagesOf, "id", "pages-of")
		f.Text("meta", "pagination", "refines", "#pages-of", "property", "source-of")
		f.Text("meta", b.PagesOf, "property", "pageBreakSource")
	}
	b.Accessibility.write(f)
	if b.Cover != "" {
		f.Empty("meta", "name", "cover", "content", itemID(b.Cover)) // where EPUB 2 readers look
	}
	f.Close("metadata")
}

func (p person) write(f *xmldoc.File, element, id string) {
	if xmldoc.Plain(p.Name) == "" {
		return
	}
	f.Text(element, p.Name, "id", id)
	f.Optional("meta", p.Role, "refines", "#"+id, "property", "role", "scheme", "marc:relators")
	f.Optional("meta", p.FileAs, "refines", "#"+id, "property", "file-as")
}

func (a accessibility) write(f *xmldoc.File) {
	property := func(name string, values ...string) {
		for _, v := range values {
			f.Optional("meta", v, "property", "schema:"+name)
		}
	}
	property("accessMode", a.AccessModes...)
	property("accessModeSufficient", a.AccessModesSufficient...)
	property("accessibilityFeature", a.Features...)
	property("accessibilityHazard", a.Hazards...)
	property("accessibilitySummary", a.Summary)
	if xmldoc.Plain(a.ConformsTo) != "" {
		f.Text("meta", a.ConformsTo, "property", "dcterms:conformsTo", "id", "conformance")
		f.Optional("meta", a.CertifiedBy, "property", "a11y:certifiedBy", "refines", "#conformance")
	}
}

func (b *book) writeManifest(f *xmldoc.File, shown []features) {
	item := func(id, href, mediaType, properties string) {
		f.Empty("item", "id", id, "href", href, "media-type", mediaType, "properties", properties)
	}
	f.Open("manifest")
	item("nav", navName, "application/xhtml+xml", "nav")
	item("ncx", ncxName, "application/x-dtbncx+xml", "")
	for i, d := range b.Docs {
		item(itemID(d.Name), d.Name, "application/xhtml+xml", strings.Join(shown[i].properties(), " "))
	}
	for _, a := range b.files() {
		properties := ""
		if a.Name == b.Cover {
			properties = "cover-image"
		}
		item(itemID(a.Name), a.Name, a.MediaType, properties)
	}
	f.Close("manifest")
}

// writeSpine has the navigation in it even where it is outside of the reading order: landmarks may only point into the
// spine, and one of them is the table of contents.
func (b *book) writeSpine(f *xmldoc.File) {
	f.Open("spine", "toc", "ncx", "page-progression-direction", b.Dir)
	for _, d := range b.Docs {
		linear := ""
		if d.NonLinear {
			linear = "no"
		}
		f.Empty("itemref", "idref", itemID(d.Name), "linear", linear)
		if d.Name == b.ContentsBehind {
			f.Empty("itemref", "idref", "nav")
		}
	}
	if b.ContentsBehind == "" {
		f.Empty("itemref", "idref", "nav", "linear", "no")
	}
	f.Close("spine")
}

// itemID is the id of a file of the book. It comes from the name, which comes
// from the path of the part: reading systems keep places and marks by it, and
// in a new build of the book the same page has the same. The letter before it
// is there because an id may not begin with a digit.
func itemID(name string) string {
	return "f-" + strings.ReplaceAll(strings.TrimSuffix(name, ".xhtml"), "/", ".")
}
