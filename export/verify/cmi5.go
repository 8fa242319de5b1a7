package verify

import (
	"strings"

	"coursepack/content/diag"
)

const structureFile = "cmi5.xml"

const cmi5Spec = "cmi5 specification, https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md, "

// cmi5Rules are what the specification asks of a zip with a course structure.
var cmi5Rules = []*Rule{
	{
		ID: "cmi5-structure", Severity: diag.Error, System: "all",
		Effect: "the package is rejected", Source: cmi5Spec + "section 13.1",
		check: func(p *Package, found finder) {
			root, err := parseXML(p.text(structureFile))
			switch {
			case err != nil:
				found(structureFile, err.Error())
			case root.name != "courseStructure" || root.attr("xmlns") != "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd":
				found(structureFile, "it is no <courseStructure> of cmi5")
			}
		},
	},
	{
		ID: "cmi5-unit", Severity: diag.Error, System: "all",
		Effect: "there is nothing to launch", Source: cmi5Spec + "section 13.1.4",
		check: func(p *Package, found finder) {
			root, err := parseXML(p.text(structureFile))
			if err != nil {
				return // cmi5-structure tells it
			}
			units := root.all("au")
			for _, au := range units {
				address := au.first("url").text()
				if au.attr("id") == "" || !strings.Contains(address, "://") && !p.hasAddress(address) {
					found(structureFile, "an <au> needs an id, and a url of a file that is there; this one has "+address)
				}
			}
			if len(units) == 0 {
				found(structureFile, "there is no <au>")
			}
		},
	},
}
