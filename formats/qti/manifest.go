package qti

import (
	"coursepack/formats/internal/xmldoc"
)

const lomNamespace = "http://ltsc.ieee.org/xsd/LOM"

// manifest returns imsmanifest.xml: IMS Content Packaging 1.2 in the profile of QTI 2.1, which has no organization.
func (p *packaging) manifest() []byte {
	f := xmldoc.New("")
	f.Open("manifest", "identifier", p.ids.Of("manifest", ""), "xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1",
		"xmlns:lom", lomNamespace)
	f.Open("metadata")
	f.Text("schema", "QTIv2.1 Package")
	f.Text("schemaversion", "1.0.0")
	p.describe(f)
	f.Close("metadata")
	f.Empty("organizations")
	f.Open("resources")
	for _, file := range p.files {
		file.resource(f)
	}
	f.Close("resources")
	f.Close("manifest")
	return f.Bytes()
}

func (p *packaging) describe(f *xmldoc.File) {
	line := func(element, text string) {
		if text = xmldoc.Plain(text); text != "" {
			f.Open("lom:" + element)
			f.Text("lom:string", text, "language", p.course.Language)
			f.Close("lom:" + element)
		}
	}
	f.Open("lom:lom")
	f.Open("lom:general")
	line("title", p.course.Title)
	f.Optional("lom:language", p.course.Language)
	line("description", p.course.Description)
	f.Close("lom:general")
	f.Close("lom:lom")
}

func (file *file) resource(f *xmldoc.File) {
	f.Open("resource", "identifier", file.ident, "type", file.kind, "href", file.name())
	f.Empty("file", "href", file.name())
	for _, name := range file.media {
		f.Empty("file", "href", name)
	}
	for _, ident := range file.needs {
		f.Empty("dependency", "identifierref", ident)
	}
	f.Close("resource")
}
