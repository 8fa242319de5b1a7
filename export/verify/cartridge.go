package verify

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content/diag"
)

const moodleCC = "Moodle 4.5, backup/converter/imscc11: imported and seen"

// cartridgeRules are what Moodle asks of a Common Cartridge.
var cartridgeRules = []*Rule{
	{
		ID: "cc-manifest-place", Severity: diag.Error, System: "Moodle and Canvas",
		Effect: "the file is not taken for a course", Source: "IMS Common Cartridge Profile 1.1, section 3.2",
		check: func(p *Package, found finder) {
			if name, _ := p.manifestName(); name != manifestFile {
				found(name, "the manifest must be imsmanifest.xml in the package's root")
			}
		},
	},
	{
		ID: "cc-namespace", Severity: diag.Error, System: "Moodle",
		Effect: "the import cannot find a way to convert the file", Source: moodleCC + "; lib.php, lines 46 to 61",
		check: func(p *Package, found finder) {
			name, _ := p.manifestName()
			head := p.text(name)
			head = head[:min(len(head), 1024)]
			if !moodleNamespace.Match(head) {
				found(name, "the first 1024 bytes must have xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\" (or 1.0's)")
			}
		},
	},
	{
		ID: "cc-version", Severity: diag.Error, System: "Moodle",
		Effect: "the import cannot find a way to convert the file", Source: moodleCC,
		check: func(p *Package, found finder) {
			if v := p.manifest.first("metadata", "schemaversion").text(); v != "1.1.0" && v != "1.0.0" {
				found(manifestFile, fmt.Sprintf("the version is %q; Moodle reads 1.0.0 and 1.1.0", v))
			}
		},
	},
	{
		ID: "cc-identifier", Severity: diag.Error, System: "Moodle",
		Effect: "the manifest fails its schema, and nothing is imported", Source: moodleCC + "; XML Schema, xs:ID",
		check: func(p *Package, found finder) {
			for _, e := range p.named("manifest", "organization", "item", "resource") {
				if id := e.attr("identifier"); !xmlName.MatchString(id) {
					found(manifestFile, fmt.Sprintf("the identifier %q does not begin with a letter, or has characters that no name has", id))
				} else if len(id) > maxName {
					found(manifestFile, "an identifier is longer than 255 characters: "+id[:40]+"…")
				}
			}
		},
	},
	{
		ID: "cc-identifier-twice", Severity: diag.Error, System: "Moodle",
		Effect: "the manifest fails its schema, and nothing is imported", Source: moodleCC + "; XML Schema, xs:ID",
		check: func(p *Package, found finder) {
			for _, id := range twice(p.named("manifest", "organization", "item", "resource")) {
				found(manifestFile, id+" is there more than once")
			}
		},
	},
	{
		ID: "cc-order", Severity: diag.Error, System: "Moodle",
		Effect: "the manifest fails its schema, and nothing is imported", Source: moodleCC,
		check: func(p *Package, found finder) {
			if p.manifest == nil {
				return
			}
			var names []string
			for _, c := range p.manifest.children {
				if n := local(c.name); slices.Contains(parts, n) {
					names = append(names, n)
				}
			}
			if !slices.Equal(names, parts) {
				found(manifestFile, "the manifest holds "+strings.Join(names, ", ")+" instead of "+strings.Join(parts, ", "))
			}
		},
	},
	{
		ID: "cc-organization", Severity: diag.Error, System: "Moodle",
		Effect: "the import fails", Source: moodleCC,
		check: func(p *Package, found finder) {
			if p.manifest != nil && len(p.manifest.all("organization")) == 0 {
				found(manifestFile, "there is no organization")
			}
		},
	},
	{
		ID: "cc-resource-type", Severity: diag.Error, System: "Moodle",
		Effect: "the manifest fails its schema, and nothing is imported", Source: moodleCC + "; backup/cc/schemas11",
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				if t := r.attr("type"); !slices.Contains(resourceTypes, t) {
					found(manifestFile, fmt.Sprintf("the resource %s has the type %q", r.attr("identifier"), t))
				}
			}
		},
	},
	{
		ID: "cc-file-missing", Severity: diag.Error, System: "Moodle and Canvas",
		Effect: "what it should show is empty", Source: moodleCC + "; Canvas does not decode %20 in the manifest",
		check: func(p *Package, found finder) {
			for _, f := range p.manifest.all("file") {
				if href := f.attr("href"); !p.has(href) {
					found(manifestFile, "there is no file "+href)
				}
			}
		},
	},
	{
		ID: "cc-item-resource", Severity: diag.Error, System: "Moodle",
		Effect: "the item is left out", Source: moodleCC,
		check: func(p *Package, found finder) {
			for _, e := range p.manifest.all("item") {
				if ref := e.attr("identifierref"); ref != "" && p.resource(ref) == nil {
					found(manifestFile, "the item "+e.attr("identifier")+" leads to "+ref+", which is no resource")
				}
			}
		},
	},
	{
		ID: "cc-title-length", Severity: diag.Error, System: "Moodle and Canvas",
		Effect: "the import fails or cuts the title", Source: moodleCC + "; Canvas, tables of 255 characters",
		check: func(p *Package, found finder) {
			for _, e := range p.manifest.all("title") {
				if utf8.RuneCountInString(e.text()) > maxName {
					found(manifestFile, "a title is longer than 255 characters")
				}
			}
		},
	},
	{
		ID: "cc-course-title", Severity: diag.Warning, System: "Moodle",
		Effect: "the course has no name", Source: moodleCC + ": the name is that of the manifest's metadata",
		check: func(p *Package, found finder) {
			if p.manifest.first("metadata", "lom", "general", "title", "string").text() == "" {
				found(manifestFile, "there is no title")
			}
		},
	},
	{
		ID: "cc-item-twice", Severity: diag.Warning, System: "Moodle",
		Effect: "there are two copies of it, which learners do twice", Source: moodleCC,
		check: func(p *Package, found finder) {
			led := map[string]int{}
			for _, e := range p.manifest.all("item") {
				if ref := e.attr("identifierref"); ref != "" {
					if led[ref]++; led[ref] == 2 {
						found(manifestFile, "several items lead to "+ref)
					}
				}
			}
		},
	},
	{
		ID: "cc-unreferenced", Severity: diag.Warning, System: "Moodle",
		Effect: "it is left out: only what items lead to becomes an activity", Source: moodleCC,
		check: func(p *Package, found finder) {
			launched := p.launched()
			for _, r := range p.resources() {
				if slices.Contains(activityTypes, r.attr("type")) && !slices.Contains(launched, r) {
					found(manifestFile, "no item leads to "+r.attr("identifier"))
				}
			}
		},
	},
	{
		ID: "cc-page-place", Severity: diag.Warning, System: "Moodle",
		Effect: "addresses in a page in the root may be rewritten twice", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachPage(func(name string, page []byte) {
				if path.Dir(name) == "." && bytes.Contains(page, []byte(" src=")) {
					found(name, "put it into a folder")
				}
			})
		},
	},
	{
		ID: "cc-page-address", Severity: diag.Warning, System: "Moodle",
		Effect: "the file is not found: percent signs are not decoded", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachPage(func(name string, page []byte) {
				for _, address := range unique(addresses(string(page))) {
					if strings.Contains(address, "%") && !strings.Contains(address, ":") {
						found(name, address)
					}
				}
			})
		},
	},
	{
		ID: "cc-page-link", Severity: diag.Warning, System: "Moodle",
		Effect: "the link leads nowhere: pages are not kept as files", Source: moodleCC,
		check: func(p *Package, found finder) {
			pages := map[string]bool{}
			p.eachPage(func(name string, _ []byte) { pages[name] = true })
			p.eachPage(func(name string, page []byte) {
				for _, address := range addresses(string(page)) {
					address, _, _ = strings.Cut(address, "#")
					if to := path.Join(path.Dir(name), address); address != "" && pages[to] {
						found(name, "a link to "+to)
					}
				}
			})
		},
	},
	{
		ID: "cc-page-filebase", Severity: diag.Warning, System: "Moodle",
		Effect: "the token is not resolved in pages, and the file not found", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachPage(func(name string, page []byte) {
				if bytes.Contains(page, []byte("$IMS-CC-FILEBASE$")) {
					found(name, "$IMS-CC-FILEBASE$")
				}
			})
		},
	},
	{
		ID: "cc-page-escape", Severity: diag.Warning, System: "Moodle",
		Effect: "texts are decoded twice: what is written &lt;b> becomes bold, and what looks like an element vanishes",
		Source: moodleCC + "; backup/cc/entities.class.php, line 33",
		check: func(p *Package, found finder) {
			p.eachPage(func(name string, page []byte) {
				body := page[max(0, bytes.Index(page, []byte("<body"))):] // titles are read from the manifest
				if bytes.Contains(body, []byte("&lt;")) || bytes.Contains(body, []byte("&amp;lt;")) {
					found(name, "a < in its text")
				}
			})
		},
	},
	{
		ID: "cc-page-lost", Severity: diag.Warning, System: "Moodle",
		Effect: "it is taken out: formulas run together, drawings, frames and fields vanish, answers are unfolded", Source: moodleCC + "; PARAM_CLEANHTML",
		check: func(p *Package, found finder) {
			p.eachPage(func(name string, page []byte) {
				for _, element := range elementsIn(string(page), moodleLoses) {
					found(name, "<"+element)
				}
				if bytes.Contains(page, []byte(`src="data:`)) {
					found(name, "a picture in its address")
				}
			})
		},
	},
}

var (
	moodleNamespace = regexp.MustCompile(`\sxmlns="http://www\.imsglobal\.org/xsd/imscc(v1p1/imscp_v1p1|/imscp_v1p1)"`)
	xmlName         = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	parts           = []string{"metadata", "organizations", "resources"}
)

const applicationResource = "associatedcontent/imscc_xmlv1p1/learning-application-resource"

// resourceTypes are those of the schema of Common Cartridge 1.1.
var resourceTypes = []string{"webcontent", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank",
	applicationResource, "imsdt_xmlv1p1", "imswl_xmlv1p1", "imsbasiclti_xmlv1p0"}

// activityTypes are those of resources that are of no use unless an item leads to them.
var activityTypes = []string{"imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "imsdt_xmlv1p1", "imswl_xmlv1p1", "imsbasiclti_xmlv1p0"}

// moodleLoses are elements that are taken out of pages with more than their looks.
var moodleLoses = []string{"math", "svg", "iframe", "details", "input", "button"}

// eachPage calls f for every page that becomes one in Moodle: those that items lead to.
func (p *Package) eachPage(f func(name string, page []byte)) {
	for _, r := range p.launched() {
		name := r.first("file").attr("href")
		if r.attr("type") == "webcontent" && strings.HasSuffix(name, ".html") {
			f(name, p.text(name))
		}
	}
}
