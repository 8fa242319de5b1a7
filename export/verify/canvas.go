package verify

import (
	"fmt"
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
				if m == nil || len(m[1]) == 0 || utf8.RuneCount(m[1]) > maxName {
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
				if slices.Contains([]string{"WikiPage", "Quizzes::Quiz", "Assignment", "DiscussionTopic"}, kind) && known[ref] != kind {
					found(moduleFile, fmt.Sprintf("%s: there is no %s %q", it.first("title").text(), kind, ref))
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
		ID: "canvas-quiz-settings", Severity: diag.Error, System: "Canvas",
		Effect: "the quiz has no title, points or attempts", Source: canvasCode + "quiz_metadata_converter.rb, lines 25 to 29",
		check: func(p *Package, found finder) {
			for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
				meta := strings.TrimSuffix(path.Base(name), ".xml.qti") + "/assessment_meta.xml"
				if !p.has(meta) {
					found(name, "there is no "+meta)
				}
			}
		},
	},
	{
		ID: "canvas-question-type", Severity: diag.Error, System: "Canvas",
		Effect: "the question is read as another type, or not at all", Source: canvasCode + "qti_exporter",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				if t := metadatum(it, "question_type"); !slices.Contains(questionTypes, t) {
					found(name, fmt.Sprintf("the question %s has the type %q", it.attr("ident"), t))
				}
			})
		},
	},
	{
		ID: "canvas-question-answer", Severity: diag.Error, System: "Canvas",
		Effect: "Canvas cannot tell which answer is right", Source: canvasCode + "choice_interaction.rb: the last condition of an answer sets its weight",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				if t := metadatum(it, "question_type"); (t == "multiple_choice_question" || t == "true_false_question") && !hasRightAnswer(it) {
					found(name, "the question "+it.attr("ident"))
				}
			})
		},
	},
	{
		ID: "canvas-reference", Severity: diag.Error, System: "Canvas",
		Effect: "the link or the picture is broken", Source: canvasCode + "canvas_link_migrator, link_parser.rb",
		check: func(p *Package, found finder) {
			known := p.canvasObjects()
			for _, name := range append(p.under("wiki_content/", ".html"), syllabusFile) {
				for _, m := range canvasReference.FindAllStringSubmatch(string(p.text(name)), -1) {
					if !p.canvasHas(known, m[1], m[2]) {
						found(name, m[0])
					}
				}
			}
		},
	},
	{
		ID: "canvas-file-meta", Severity: diag.Warning, System: "Canvas",
		Effect: "the file keeps the name that it has in the package", Source: canvasCode + "course_settings.rb, files_meta.xml",
		check: func(p *Package, found finder) {
			meta, err := parseXML(p.text(filesFile))
			if err != nil {
				return // there need be none
			}
			for _, f := range meta.all("file") {
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
			for _, r := range p.manifest.all("resource") {
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
	moduleFile   = "course_settings/module_meta.xml"
	filesFile    = "course_settings/files_meta.xml"
	syllabusFile = "course_settings/syllabus.html"
)

var (
	pageIdentifier  = regexp.MustCompile(`<meta name="identifier" content="([^"]+)"`)
	pageTitle       = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	canvasSlug      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	canvasReference = regexp.MustCompile(`\$(IMS-CC-FILEBASE|WIKI_REFERENCE|CANVAS_OBJECT_REFERENCE)\$/([^"#?]*)`)
)

var questionTypes = []string{"multiple_choice_question", "true_false_question", "multiple_answers_question", "short_answer_question",
	"numerical_question", "essay_question", "matching_question", "fill_in_multiple_blanks_question", "multiple_dropdowns_question",
	"text_only_question", "file_upload_question", "calculated_question"}

func (p *Package) moduleItems() []*element {
	meta, err := parseXML(p.text(moduleFile))
	if err != nil {
		return nil
	}
	var items []*element
	for _, list := range meta.all("items") {
		items = append(items, list.children...)
	}
	return items
}

// canvasObjects are the kinds of pages, quizzes, assignments and discussions by their identifiers.
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
		if settings, err := parseXML(p.text(name)); err == nil {
			known[settings.attr("identifier")] = "Assignment"
		}
	}
	for _, r := range p.manifest.all("resource") {
		if r.attr("type") != "imsdt_xmlv1p1" {
			continue
		}
		settings := p.resource(r.first("dependency").attr("identifierref"))
		if meta, err := parseXML(p.text(settings.first("file").attr("href"))); err == nil {
			known[meta.first("topic_id").text()] = "DiscussionTopic"
		}
	}
	return known
}

// eachNative calls f for every question that Canvas reads.
func (p *Package) eachNative(f func(name string, item *element)) {
	for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
		quiz, err := parseXML(p.text(name))
		if err != nil {
			continue
		}
		for _, it := range quiz.all("item") {
			f(name, it)
		}
	}
}

// hasRightAnswer reports whether the last condition of some answer gives a score.
func hasRightAnswer(it *element) bool {
	scores := map[string]bool{}
	for _, c := range it.all("respcondition") {
		for _, answer := range c.first("conditionvar").all("varequal") {
			scores[answer.text()] = c.first("setvar") != nil
		}
	}
	for _, right := range scores {
		if right {
			return true
		}
	}
	return false
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
