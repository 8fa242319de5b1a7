package cartridge

import (
	"slices"

	"coursepack/formats/internal/xmldoc"
)

const manifestName = "imsmanifest.xml"

// Types of resources (IMS Common Cartridge Profile 1.1, section 4.3).
const (
	typeContent    = "webcontent"
	typeAssociated = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
	typeAssessment = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
	typeLink       = "imswl_xmlv1p1"
	typeTopic      = "imsdt_xmlv1p1"
)

// A resource of the manifest: an identifier, a type and files, the first of which it is about.
type resource struct {
	Ident string
	Type  string
	Use   string // intendeduse
	Files []string
	Needs []string // identifiers of other resources

	Hidden bool // it is for instructors only
}

// manifest returns imsmanifest.xml.
//
// The namespace stands in the first 1024 bytes, where Moodle looks for it. Version 1.1 is the newest that Moodle imports.
func (c *cartridge) manifest() []byte {
	f := xmldoc.New("")
	f.Open("manifest", "identifier", c.ids.Of("manifest", ""),
		"xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
		"xmlns:lom", "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource",
		"xmlns:lomimscc", "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest")
	c.writeMetadata(f)
	c.writeOrganization(f)
	f.Open("resources")
	for _, r := range c.resources {
		r.write(f)
	}
	f.Close("resources")
	f.Close("manifest")
	return f.Bytes()
}

func (c *cartridge) writeMetadata(f *xmldoc.File) {
	f.Open("metadata")
	f.Text("schema", "IMS Common Cartridge")
	f.Text("schemaversion", "1.1.0")
	f.Open("lomimscc:lom")
	f.Open("lomimscc:general")
	c.writeString(f, "title", title(c.course.Title))
	f.Optional("lomimscc:language", c.course.Language)
	if c.course.Description != "" {
		c.writeString(f, "description", c.course.Description)
	}
	f.Close("lomimscc:general")
	if rights := c.rights(); rights != "" {
		f.Open("lomimscc:rights")
		f.Open("lomimscc:copyrightAndOtherRestrictions")
		f.Text("lomimscc:value", "yes")
		f.Close("lomimscc:copyrightAndOtherRestrictions")
		c.writeString(f, "description", rights)
		f.Close("lomimscc:rights")
	}
	f.Close("lomimscc:lom")
	f.Close("metadata")
}

func (c *cartridge) writeString(f *xmldoc.File, element, text string) {
	f.Open("lomimscc:" + element)
	f.Text("lomimscc:string", text, "language", c.course.Language)
	f.Close("lomimscc:" + element)
}

// rights are the author's words and the name of the licence.
func (c *cartridge) rights() string {
	rights := c.course.Rights
	if l := c.course.License; l.Name != "" {
		if rights != "" {
			rights += ". "
		}
		rights += l.Name
		if l.URL != "" {
			rights += ", " + l.URL
		}
	}
	return rights
}

// writeOrganization writes the modules. Moodle makes a section of each item below the root.
func (c *cartridge) writeOrganization(f *xmldoc.File) {
	f.Open("organizations")
	f.Open("organization", "identifier", "org_1", "structure", "rooted-hierarchy")
	f.Open("item", "identifier", "LearningModules")
	for _, m := range c.modules {
		f.Open("item", "identifier", m.Ident)
		f.Text("title", title(m.Title))
		writeEntries(f, m.Items)
		f.Close("item")
	}
	f.Close("item")
	f.Close("organization")
	f.Close("organizations")
}

func writeEntries(f *xmldoc.File, entries []*entry) {
	for _, e := range entries {
		ref := ""
		if e.Leads != nil {
			ref = e.Leads.resource()
		}
		f.Open("item", "identifier", e.Ident, "identifierref", ref)
		f.Text("title", title(e.Title))
		writeEntries(f, e.Below)
		f.Close("item")
	}
}

// writeRole says for whom a resource is (IMS Common Cartridge Profile 1.1, section 4.2.1). Moodle hides what is for instructors.
func writeRole(f *xmldoc.File, role string) {
	f.Open("metadata")
	f.Open("lom:lom")
	f.Open("lom:educational")
	f.Open("lom:intendedEndUserRole")
	f.Text("lom:source", "IMSGLC_CC_Rolesv1p1")
	f.Text("lom:value", role)
	f.Close("lom:intendedEndUserRole")
	f.Close("lom:educational")
	f.Close("lom:lom")
	f.Close("metadata")
}

func (r *resource) write(f *xmldoc.File) {
	href := ""
	if r.Type == typeContent || r.Type == typeAssociated {
		href = r.Files[0]
	}
	f.Open("resource", "identifier", r.Ident, "type", r.Type, "href", href, "intendeduse", r.Use)
	if r.Hidden {
		writeRole(f, "Instructor")
	}
	for _, name := range r.Files {
		f.Empty("file", "href", name)
	}
	for _, ident := range slices.Compact(slices.Sorted(slices.Values(r.Needs))) {
		f.Empty("dependency", "identifierref", ident)
	}
	f.Close("resource")
}
