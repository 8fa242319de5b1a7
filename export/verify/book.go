package verify

import (
	"archive/zip"
	"net/url"
	"path"

	"coursepack/content/diag"
	"coursepack/formats/pdf/ua"
)

// epubRules are those whose breach makes a reading system refuse the book; EPUBCheck has all of them.
var epubRules = []*Rule{
	{
		ID: "epub-mimetype", Severity: diag.Error, System: "reading systems",
		Effect: "stores and some readers refuse the book", Source: "EPUB 3.3, section 4.3.3",
		check: func(p *Package, found finder) {
			f := p.files["mimetype"]
			if f == nil || p.Names[0] != "mimetype" || f.Method != zip.Store || string(p.text("mimetype")) != "application/epub+zip" {
				found("mimetype", "it must be the first file, stored, and say application/epub+zip")
			}
		},
	},
	{
		ID: "epub-package", Severity: diag.Error, System: "reading systems",
		Effect: "the book cannot be opened", Source: "EPUB 3.3, sections 4.2.6 and 5",
		check: func(p *Package, found finder) {
			if name, doc := p.packageDoc(); doc == nil {
				found(name, "there is no package document that can be read")
			}
		},
	},
	{
		ID: "epub-file-missing", Severity: diag.Error, System: "reading systems",
		Effect: "a chapter or a picture is missing", Source: "EPUB 3.3, section 5.6.2",
		check: func(p *Package, found finder) {
			name, doc := p.packageDoc()
			for _, it := range doc.first("manifest").all("item") {
				u, err := url.Parse(it.attr("href"))
				if err == nil && u.Scheme == "" && !p.has(path.Join(path.Dir(name), u.Path)) {
					found(name, "there is no file "+it.attr("href"))
				}
			}
		},
	},
}

// packageDoc returns the package document that the container names.
func (p *Package) packageDoc() (string, *element) {
	const container = "META-INF/container.xml"
	root, err := parseXML(p.text(container))
	if err != nil {
		return container, nil
	}
	for _, file := range root.all("rootfile") {
		name := file.attr("full-path")
		if doc, err := parseXML(p.text(name)); err == nil {
			return name, doc
		}
	}
	return container, nil
}

// checkPDF asks for what PDF/UA-1 wants and a program can see.
func (p *Package) checkPDF() []Finding {
	problems, err := ua.Check(p.pdf)
	if err != nil {
		return []Finding{{Rule: &Rule{ID: "pdf-unreadable", Severity: diag.Error, System: "readers", Effect: "it may not open", Source: "ISO 32000-1"}, Detail: err.Error()}}
	}
	var found []Finding
	for _, f := range problems {
		found = append(found, Finding{Rule: &Rule{
			ID: "pdf-ua-" + f.Rule, Severity: diag.Error, System: "assistive technology",
			Effect: "somebody cannot read it", Source: "ISO 14289-1",
		}, Detail: f.String()})
	}
	return found
}
