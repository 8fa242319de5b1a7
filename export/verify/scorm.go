package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content/diag"
)

const moodleSCORM = "Moodle 4.5, mod/scorm: imported and seen"

// scormRules are what Moodle's SCORM activity asks of a package.
var scormRules = []*Rule{
	{
		ID: "scorm-manifest-place", Severity: diag.Error, System: "Moodle",
		Effect: "the package is rejected: there is no manifest", Source: moodleSCORM + "; lib.php, scorm_validate_package",
		check: func(p *Package, found finder) {
			if name, _ := p.manifestName(); name != manifestFile {
				found(name, "the manifest must be imsmanifest.xml, in lower case, in the package's root")
			}
		},
	},
	{
		ID: "scorm-manifest-xml", Severity: diag.Error, System: "Moodle",
		Effect: "the package has no lessons", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			if p.broken != nil {
				found(manifestFile, p.broken.Error())
			}
		},
	},
	{
		ID: "scorm-prefix", Severity: diag.Error, System: "Moodle",
		Effect: "with a prefix before IMS's elements there are no lessons; with another than adlcp each lesson counts as done once it is opened",
		Source: moodleSCORM,
		check: func(p *Package, found finder) {
			if p.manifest == nil {
				return
			}
			for _, e := range append([]*element{p.manifest}, p.resources()...) {
				if strings.Contains(e.name, ":") {
					found(manifestFile, "<"+e.name+"> has a prefix")
					return
				}
			}
			for _, e := range p.resources() {
				for name := range e.attrs {
					if strings.EqualFold(local(name), "scormtype") && !strings.HasPrefix(name, "adlcp:") {
						found(manifestFile, name+" must be written adlcp:scormtype")
					}
				}
			}
		},
	},
	{
		ID: "scorm-version", Severity: diag.Warning, System: "Moodle",
		Effect: "the package is played as SCORM 1.2", Source: moodleSCORM + "; scormlib.php",
		check: func(p *Package, found finder) {
			version := p.manifest.first("metadata", "schemaversion").text()
			if p.manifest != nil && version != "1.2" && !isSCORM2004(version) {
				found(manifestFile, fmt.Sprintf("the schemaversion %q is not known", version))
			}
		},
	},
	{
		ID: "scorm-type", Severity: diag.Error, System: "Moodle",
		Effect: "the lesson counts as done once it is opened, and no score is kept", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, r := range p.launched() {
				if strings.ToLower(r.anyCase("adlcp:scormtype")) != "sco" {
					found(manifestFile, "the resource "+r.attr("identifier")+" is no SCO")
				}
			}
		},
	},
	{
		ID: "scorm-length", Severity: diag.Error, System: "Moodle",
		Effect: "the package cannot be added: its database refuses it", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, e := range p.named("manifest", "organization", "item") {
				if utf8.RuneCountInString(e.attr("identifier")) > maxName || utf8.RuneCountInString(e.first("title").text()) > maxName {
					found(manifestFile, "an identifier or a title of <"+e.name+"> is longer than 255 characters")
				}
			}
		},
	},
	{
		ID: "scorm-file-missing", Severity: diag.Error, System: "Moodle",
		Effect: "the learner sees an empty frame", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				if href := r.attr("href"); href != "" && !p.hasAddress(r.attr("xml:base")+href) {
					found(manifestFile, "there is no file "+href)
				}
			}
		},
	},
	{
		ID: "scorm-item-resource", Severity: diag.Error, System: "Moodle",
		Effect: "the item cannot be opened", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, e := range p.manifest.all("item") {
				if ref := e.attr("identifierref"); ref != "" && p.resource(ref) == nil {
					found(manifestFile, "the item "+e.attr("identifier")+" leads to "+ref+", which is no resource")
				}
			}
		},
	},
	{
		ID: "scorm-identifier-twice", Severity: diag.Error, System: "Moodle",
		Effect: "the later item replaces the earlier", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, id := range twice(p.manifest.all("item")) {
				found(manifestFile, "two items are called "+id)
			}
		},
	},
	{
		ID: "scorm-numeric-entity", Severity: diag.Error, System: "Moodle",
		Effect: "an address with it leads nowhere, for it is not decoded", Source: moodleSCORM + "; scormlib.php, line 558",
		check: func(p *Package, found finder) {
			for _, m := range unique(numericEntity.FindAllString(string(p.text(manifestFile)), -1)) {
				found(manifestFile, "write the character instead of "+m)
			}
		},
	},
	{
		ID: "scorm-title-markup", Severity: diag.Warning, System: "Moodle",
		Effect: "titles are shown as HTML: what stands in angle brackets vanishes", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for _, e := range p.manifest.all("title") {
				if markup.MatchString(e.text()) {
					found(manifestFile, fmt.Sprintf("the title %q", e.text()))
				}
			}
		},
	},
	{
		ID: "scorm-address", Severity: diag.Warning, System: "all",
		Effect: "some systems do not find files with spaces or letters beyond ASCII in their names", Source: "practice; Moodle opens them",
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				if href, _, _ := strings.Cut(r.attr("href"), "?"); !plainAddress.MatchString(href) {
					found(manifestFile, fmt.Sprintf("the address %q", href))
				}
			}
		},
	},
	{
		ID: "scorm-2004-several", Severity: diag.Error, System: "Moodle",
		Effect: "once a learner has left the first SCO, no other can start until the page is loaded again: work is lost",
		Source: moodleSCORM + ", and 4.3; scorm_13.js, lines 284 and 322",
		check: func(p *Package, found finder) {
			if n := len(p.launched()); p.Kind == SCORM2004 && n > 1 {
				found(manifestFile, fmt.Sprintf("there are %d SCOs", n))
			}
		},
	},
	{
		ID: "scorm-12-several", Severity: diag.Warning, System: "Moodle",
		Effect: "the activity counts as done after any of the SCOs, and one with a quiz that is opened twice loses its data",
		Source: moodleSCORM + "; scorm_12.js, lines 152 and 570",
		check: func(p *Package, found finder) {
			if n := len(p.launched()); p.Kind == SCORM12 && n > 1 {
				found(manifestFile, fmt.Sprintf("there are %d SCOs", n))
			}
		},
	},
	{
		ID: "scorm-mastery", Severity: diag.Warning, System: "Moodle",
		Effect: "Moodle overwrites the status with passed or failed, and a failed attempt is closed", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			for range p.manifest.all("masteryscore") {
				found(manifestFile, "adlcp:masteryscore is set")
			}
		},
	},
	{
		ID: "scorm-organization", Severity: diag.Warning, System: "Moodle",
		Effect: "the table of contents is empty", Source: moodleSCORM,
		check: func(p *Package, found finder) {
			if p.manifest != nil && len(p.manifest.all("organization")) == 0 {
				found(manifestFile, "there is no organization")
			}
		},
	},
}

// maxName is what the tables of Moodle hold, in characters.
const maxName = 255

var (
	numericEntity = regexp.MustCompile(`&#[0-9A-Fa-fxX]+;`)
	markup        = regexp.MustCompile(`<[^\s<>][^<>]*>`)
	plainAddress  = regexp.MustCompile(`^[A-Za-z0-9._/-]*$`)
)

func isSCORM2004(version string) bool {
	return slices.Contains([]string{"1.3", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition"}, version)
}

// twice returns the identifiers that more than one of the elements has.
func twice(elements []*element) []string {
	count := map[string]int{}
	var found []string
	for _, e := range elements {
		id := e.attr("identifier")
		if count[id]++; count[id] == 2 && id != "" {
			found = append(found, id)
		}
	}
	return found
}

func unique(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}
