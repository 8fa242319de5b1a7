package verify

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content/diag"
)

const canvasCode = "instructure/canvas-lms: "

// canvasRules are what Canvas asks of a cartridge that it takes for one of its own; other cartridges break none of them.
var canvasRules = []*Rule{
	{
		ID: "canvas-detection", Severity: diag.Error, System: "Canvas",
		Effect: "it is taken for a plain Common Cartridge: pages become files, and quizzes are doubled when it is imported again",
		Source: canvasCode + "package_identifier.rb, lines 51 to 64",
		check: func(p *Package, found finder) {
			isExport := func(r *element) bool { return r.attr("href") == exportFile }
			if len(p.under("wiki_content/", "")) > 0 && !slices.ContainsFunc(p.resources(), isExport) {
				found(manifestFile, "no resource leads to "+exportFile)
			}
		},
	},
	{
		ID: "canvas-schema", Severity: diag.Error, System: "Canvas",
		Effect: "the file is not taken for a cartridge", Source: canvasCode + "package_identifier.rb, line 23",
		check: func(p *Package, found finder) {
			if schema := p.manifest.first("metadata", "schema").text(); !cartridgeSchema.MatchString(schema) {
				found(manifestFile, fmt.Sprintf("the schema is %q", schema))
			}
		},
	},
	{
		ID: "canvas-item-place", Severity: diag.Warning, System: "Canvas",
		Effect: "it is put into a module called Misc Module", Source: canvasCode + "org_converter.rb, line 28",
		check: func(p *Package, found finder) {
			if p.has(exportFile) { // where modules have a file of their own
				return
			}
			for _, it := range p.manifest.first("organizations", "organization", "item").childrenNamed("item") {
				if it.attr("identifierref") != "" {
					found(manifestFile, "the item "+it.attr("identifier")+" is in no folder")
				}
			}
		},
	},
	{
		ID: "canvas-weblink", Severity: diag.Error, System: "Canvas and Moodle",
		Effect: "the link leads nowhere", Source: canvasCode + "weblink_converter.rb; " + moodleCC,
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				name := r.first("file").attr("href")
				if strings.HasPrefix(r.attr("type"), "imswl_") && p.document(name).first("url").attr("href") == "" {
					found(name, "there is no address")
				}
			}
		},
	},
	{
		ID: "canvas-assignment-text", Severity: diag.Error, System: "Canvas",
		Effect: "the assignment is missing, or has no text", Source: canvasCode + "assignment_converter.rb",
		check: func(p *Package, found finder) {
			for _, name := range p.under("", "/assignment_settings.xml") {
				if !p.associates(name) {
					found(name, "no learning-application-resource of the manifest has it")
				}
				if len(p.under(path.Dir(name)+"/", ".html")) == 0 {
					found(name, "there is no text beside it")
				}
			}
		},
	},
	{
		ID: "canvas-module-requirement", Severity: diag.Warning, System: "Canvas",
		Effect: "the module does not wait for it", Source: canvasCode + "module_converter.rb",
		check: func(p *Package, found finder) {
			modules, items := map[string]bool{}, map[string]bool{}
			for _, m := range p.document(moduleFile).all("module") {
				modules[m.attr("identifier")] = true
			}
			for _, it := range p.moduleItems() {
				items[it.attr("identifier")] = true
			}
			unknown := func(element string, known map[string]bool) {
				for _, e := range p.document(moduleFile).all(element) {
					if ref := e.first("identifierref").text(); !known[ref] {
						found(moduleFile, fmt.Sprintf("a %s asks for %q", element, ref))
					}
				}
			}
			unknown("prerequisite", modules)
			unknown("completionRequirement", items)
		},
	},
	{
		ID: "canvas-course-image", Severity: diag.Warning, System: "Canvas",
		Effect: "the course has no picture on the dashboard", Source: canvasCode + "course_settings.rb",
		check: func(p *Package, found finder) {
			ref := p.document(settingsFile).first("image_identifier_ref").text()
			if ref != "" && p.canvasObjects()[ref] != "Attachment" {
				found(settingsFile, "there is no file "+ref)
			}
		},
	},
	{
		ID: "canvas-page-head", Severity: diag.Error, System: "Canvas",
		Effect: "a page without an identifier is made anew at every import; a body with attributes is taken for text",
		Source: canvasCode + "wiki_converter.rb",
		check: func(p *Package, found finder) {
			for _, name := range p.under("wiki_content/", ".html") {
				page := string(p.text(name))
				if !pageIdentifier.MatchString(page) {
					found(name, "there is no <meta name=\"identifier\">")
				}
				if !strings.Contains(page, "<body>") {
					found(name, "there is no plain <body>")
				}
			}
		},
	},
	{
		ID: "canvas-page-name", Severity: diag.Warning, System: "Canvas",
		Effect: "the page gets another address, and links to it break", Source: canvasCode + "wiki_converter.rb",
		check: func(p *Package, found finder) {
			for _, name := range p.under("wiki_content/", ".html") {
				if !canvasSlug.MatchString(strings.TrimSuffix(path.Base(name), ".html")) {
					found(name, "the name must be lower-case letters, digits and hyphens")
				}
			}
		},
	},
	{
		ID: "canvas-page-title", Severity: diag.Error, System: "Canvas",
		Effect: "the page is refused", Source: canvasCode + "tables of 255 characters",
		check: func(p *Package, found finder) {
			for _, name := range p.under("wiki_content/", ".html") {
				m := pageTitle.FindSubmatch(p.text(name))
				if m == nil || len(m[1]) == 0 || utf8.RuneCountInString(html.UnescapeString(string(m[1]))) > maxName {
					found(name, "a title has 1 to 255 characters")
				}
			}
		},
	},
	{
		ID: "canvas-module-item", Severity: diag.Error, System: "Canvas",
		Effect: "the item is missing in its module", Source: canvasCode + "module_converter.rb, context_module_importer.rb",
		check: func(p *Package, found finder) {
			known := p.canvasObjects()
			for _, it := range p.moduleItems() {
				kind, ref := it.first("content_type").text(), it.first("identifierref").text()
				if slices.Contains(canvasKinds, kind) && known[ref] != kind {
					found(moduleFile, fmt.Sprintf("%s: there is no %s %q", it.first("title").text(), kind, ref))
				}
			}
		},
	},
	{
		ID: "canvas-module-type", Severity: diag.Error, System: "Canvas",
		Effect: "the item is missing in its module", Source: canvasCode + "module_converter.rb",
		check: func(p *Package, found finder) {
			for _, it := range p.moduleItems() {
				kind := it.first("content_type").text()
				if !slices.Contains(append(canvasKinds, "ContextModuleSubHeader", "ExternalUrl", "ContextExternalTool"), kind) {
					found(moduleFile, fmt.Sprintf("%s: there is no type %q", it.first("title").text(), kind))
				}
			}
		},
	},
	{
		ID: "canvas-module-url", Severity: diag.Error, System: "Canvas",
		Effect: "the item is missing in its module", Source: canvasCode + "content_tag.rb",
		check: func(p *Package, found finder) {
			for _, it := range p.moduleItems() {
				u, err := url.Parse(it.first("url").text())
				if it.first("content_type").text() == "ExternalUrl" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
					found(moduleFile, fmt.Sprintf("%q is no address", it.first("url").text()))
				}
			}
		},
	},
	{
		ID: "canvas-reference", Severity: diag.Error, System: "Canvas",
		Effect: "the link or the picture is broken", Source: canvasCode + "canvas_link_migrator, link_parser.rb",
		check: func(p *Package, found finder) {
			known := p.canvasObjects()
			for _, name := range p.canvasTexts() {
				for _, m := range canvasReference.FindAllStringSubmatch(string(p.text(name)), -1) {
					if !p.canvasHas(known, m[1], m[2]) {
						found(name, m[0])
					}
				}
			}
		},
	},
	{
		ID: "canvas-identifier-twice", Severity: diag.Error, System: "Canvas",
		Effect: "one of the pages or items replaces the other", Source: canvasCode + "wiki_page_importer.rb, line 64; context_module_importer.rb",
		check: func(p *Package, found finder) {
			for _, id := range twice(p.moduleItems()) {
				found(moduleFile, "the item "+id+" is there more than once")
			}
			pages := map[string]string{}
			for _, name := range p.under("wiki_content/", ".html") {
				m := pageIdentifier.FindSubmatch(p.text(name))
				if m == nil {
					continue
				}
				if other, ok := pages[string(m[1])]; ok {
					found(name, "it has the identifier of "+other)
				}
				pages[string(m[1])] = name
			}
		},
	},
	{
		ID: "canvas-page-lost", Severity: diag.Warning, System: "Canvas",
		Effect: "the element is taken out, and drawings and fields vanish", Source: canvasCode + "gems/canvas_sanitize",
		check: func(p *Package, found finder) {
			for _, name := range p.under("wiki_content/", ".html") {
				_, body, _ := strings.Cut(string(p.text(name)), "<body>")
				for _, element := range elementsIn(body, canvasLoses) {
					found(name, "<"+element)
				}
			}
		},
	},
	{
		ID: "canvas-file-place", Severity: diag.Warning, System: "Canvas",
		Effect: "the file is not imported", Source: canvasCode + "webcontent_converter.rb, line 25",
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				href := r.attr("href")
				if p.has(exportFile) && r.attr("type") == "webcontent" && !strings.HasSuffix(href, ".html") && !strings.HasPrefix(href, "web_resources/") {
					found(manifestFile, href+" is not in web_resources")
				}
			}
		},
	},
	{
		ID: "canvas-view", Severity: diag.Warning, System: "Canvas",
		Effect: "the course opens with another page", Source: canvasCode + "course_settings.rb",
		check: func(p *Package, found finder) {
			if view := p.document(settingsFile).first("default_view").text(); view != "" && !slices.Contains(canvasViews, view) {
				found(settingsFile, fmt.Sprintf("there is no view %q", view))
			}
		},
	},
	{
		ID: "canvas-file-meta", Severity: diag.Warning, System: "Canvas",
		Effect: "the file keeps the name that it has in the package", Source: canvasCode + "course_settings.rb, files_meta.xml",
		check: func(p *Package, found finder) {
			for _, f := range p.document(filesFile).all("file") {
				if id := f.attr("identifier"); p.resource(id) == nil {
					found(filesFile, "there is no file "+id)
				}
			}
		},
	},
	{
		ID: "canvas-topic-dependency", Severity: diag.Error, System: "Canvas",
		Effect: "the first dependency of a discussion is read as its settings", Source: canvasCode + "topic_converter.rb, lines 26 to 31",
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				if r.attr("type") != "imsdt_xmlv1p1" {
					continue
				}
				if d := p.resource(r.first("dependency").attr("identifierref")); d != nil && d.attr("type") == "webcontent" {
					found(manifestFile, "the discussion "+r.attr("identifier"))
				}
			}
		},
	},
}

const (
	exportFile   = "course_settings/canvas_export.txt"
	moduleFile   = "course_settings/module_meta.xml"
	filesFile    = "course_settings/files_meta.xml"
	syllabusFile = "course_settings/syllabus.html"
	settingsFile = "course_settings/course_settings.xml"
)

var (
	pageIdentifier  = regexp.MustCompile(`<meta name="identifier" content="([^"]+)"`)
	pageTitle       = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	canvasSlug      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	canvasReference = regexp.MustCompile(`\$(IMS-CC-FILEBASE|WIKI_REFERENCE|CANVAS_OBJECT_REFERENCE)\$/([^"#?&]*)`)
	cartridgeSchema = regexp.MustCompile(`(?i)IMS(?: Thin)? Common Cartridge`)
)

// canvasLoses are elements that are taken out of pages with more than their looks.
var canvasLoses = []string{"script", "svg", "form", "input", "button", "label", "link"}

// canvasKinds are what items of modules may be that refer to something in the package.
var canvasKinds = []string{"WikiPage", "Quizzes::Quiz", "Attachment", "DiscussionTopic", "Assignment"}

var canvasViews = []string{"modules", "wiki", "feed", "syllabus", "assignments"}

// canvasTexts are the files in which Canvas replaces references: pages, the syllabus, texts of assignments and quizzes.
func (p *Package) canvasTexts() []string {
	names := append(p.under("wiki_content/", ".html"), p.under("non_cc_assessments/", ".xml.qti")...)
	for _, settings := range p.under("", "/assignment_settings.xml") {
		names = append(names, p.under(path.Dir(settings)+"/", ".html")...)
	}
	return append(names, syllabusFile)
}

func (p *Package) moduleItems() []*element {
	var items []*element
	for _, list := range p.document(moduleFile).all("items") {
		items = append(items, list.children...)
	}
	return items
}

// canvasObjects are the kinds of what modules may lead to, by their identifiers.
func (p *Package) canvasObjects() map[string]string {
	known := map[string]string{}
	for _, name := range p.under("wiki_content/", ".html") {
		if m := pageIdentifier.FindSubmatch(p.text(name)); m != nil {
			known[string(m[1])] = "WikiPage"
		}
	}
	for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
		known[strings.TrimSuffix(path.Base(name), ".xml.qti")] = "Quizzes::Quiz"
	}
	for _, name := range p.under("", "/assignment_settings.xml") {
		known[p.document(name).attr("identifier")] = "Assignment"
	}
	for _, r := range p.resources() {
		switch {
		case r.attr("type") == "webcontent" && strings.HasPrefix(r.attr("href"), "web_resources/"):
			known[r.attr("identifier")] = "Attachment"
		case r.attr("type") == "imsdt_xmlv1p1":
			settings := p.resource(r.first("dependency").attr("identifierref"))
			known[p.document(settings.first("file").attr("href")).first("topic_id").text()] = "DiscussionTopic"
		}
	}
	return known
}

// canvasHas reports whether what a reference names is in the package, or among the objects that are known.
func (p *Package) canvasHas(known map[string]string, kind, name string) bool {
	name, err := url.PathUnescape(name)
	if err != nil {
		return false
	}
	switch kind {
	case "IMS-CC-FILEBASE":
		return p.has("web_resources/" + name)
	case "WIKI_REFERENCE":
		return p.has("wiki_content/" + strings.TrimPrefix(name, "pages/") + ".html")
	}
	object, id, _ := strings.Cut(name, "/")
	kinds := map[string]string{"quizzes": "Quizzes::Quiz", "assignments": "Assignment", "discussion_topics": "DiscussionTopic"}
	return kinds[object] == "" || known[id] == kinds[object]
}
