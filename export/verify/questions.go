package verify

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"coursepack/content/diag"
)

// questionRules are what Moodle asks of the questions of a Common Cartridge.
var questionRules = []*Rule{
	{
		ID: "cc-true-false", Severity: diag.Error, System: "Moodle",
		Effect: "the whole import dies", Source: moodleCC + ": the answers' idents must be true and false",
		check: func(p *Package, found finder) {
			p.eachItem("cc.true_false", func(name string, it *element) {
				for _, l := range it.all("response_label") {
					if id := l.attr("ident"); id != "true" && id != "false" {
						found(name, fmt.Sprintf("the answer %q of the question %s", id, it.attr("ident")))
					}
				}
			})
		},
	},
	{
		ID: "cc-pattern-match", Severity: diag.Error, System: "Moodle",
		Effect: "answers get a hundred times their points", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachItem("cc.pattern_match", func(name string, it *element) { found(name, "the question "+it.attr("ident")) })
		},
	},
	{
		ID: "cc-question-title", Severity: diag.Warning, System: "Moodle",
		Effect: "the question is listed by the beginning of its text", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachItem("cc.", func(name string, it *element) {
				if it.attr("title") == "" {
					found(name, "the question "+it.attr("ident")+" has no title")
				}
			})
		},
	},
	{
		ID: "cc-answer-image", Severity: diag.Warning, System: "Moodle",
		Effect: "pictures in answers and feedback are not found", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachItem("cc.", func(name string, it *element) {
				for _, e := range append(it.all("response_label"), it.all("itemfeedback")...) {
					for _, text := range e.all("mattext") {
						if strings.Contains(text.text(), "<img") {
							found(name, "the question "+it.attr("ident"))
							return
						}
					}
				}
			})
		},
	},
	{
		ID: "cc-question-escape", Severity: diag.Warning, System: "Moodle",
		Effect: "texts are decoded twice: what is written &lt;b> becomes bold, and what looks like an element vanishes",
		Source: moodleCC + "; backup/cc/entities.class.php, line 33",
		check: func(p *Package, found finder) {
			p.eachItem("cc.", func(name string, it *element) {
				for _, text := range it.all("mattext") {
					if strings.Contains(text.text(), "&lt;") {
						found(name, "a < in the question "+it.attr("ident"))
						return
					}
				}
			})
		},
	},
	{
		ID: "cc-question-image", Severity: diag.Warning, System: "Moodle",
		Effect: "the picture is not found: its address is read from the question's folder, the token left out of it, and looked for among the manifest's webcontent", Source: moodleCC,
		check: func(p *Package, found finder) {
			content := p.webContent()
			p.eachItem("cc.", func(name string, it *element) {
				for _, text := range it.first("presentation").all("mattext") {
					for _, m := range imageAddress.FindAllStringSubmatch(text.text(), -1) {
						if to := path.Join(path.Dir(name), fileBase.ReplaceAllString(m[1], "")); !strings.Contains(m[1], ":") && !(p.has(to) && content[to]) {
							found(name, "the question "+it.attr("ident")+": "+m[1])
						}
					}
				}
			})
		},
	},
	{
		ID: "cc-question-text", Severity: diag.Warning, System: "Moodle",
		Effect: "only the first text of a question is read", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachItem("cc.", func(name string, it *element) {
				texts := 0
				for _, c := range it.first("presentation").flow() {
					texts += len(c.all("mattext"))
				}
				if texts > 1 {
					found(name, fmt.Sprintf("the question %s has %d", it.attr("ident"), texts))
				}
			})
		},
	},
	{
		ID: "cc-feedback-continue", Severity: diag.Warning, System: "Moodle",
		Effect: "what is said to one answer is said to everybody", Source: moodleCC,
		check: func(p *Package, found finder) {
			p.eachItem("cc.", func(name string, it *element) {
				for _, c := range it.all("respcondition") {
					if c.attr("continue") == "Yes" && c.first("displayfeedback") != nil && len(c.first("conditionvar").all("varequal")) > 0 {
						found(name, "the question "+it.attr("ident"))
						return
					}
				}
			})
		},
	},
}

var (
	imageAddress = regexp.MustCompile(`<img [^>]*src="([^"]*)"`)
	fileBase     = regexp.MustCompile(`\$IMS[-_]CC[-_]FILEBASE\$/?`)
)

// webContent are the files of the manifest's webcontent.
func (p *Package) webContent() map[string]bool {
	names := map[string]bool{}
	for _, r := range p.resources() {
		if r.attr("type") == "webcontent" {
			for _, f := range r.all("file") {
				names[f.attr("href")] = true
			}
		}
	}
	return names
}

// flow returns the children of a presentation that are no responses, of its flow if it has one.
func (e *element) flow() (found []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		switch name := local(c.name); {
		case name == "flow":
			found = append(found, c.flow()...)
		case !strings.HasPrefix(name, "response_"):
			found = append(found, c)
		}
	}
	return found
}

// eachItem calls f for every question that Moodle reads whose profile begins as said.
func (p *Package) eachItem(profile string, f func(name string, item *element)) {
	for _, r := range p.resources() {
		if !strings.HasPrefix(r.attr("type"), "imsqti_") {
			continue
		}
		name := r.first("file").attr("href")
		for _, it := range p.document(name).all("item") {
			if strings.HasPrefix(metadatum(it, "cc_profile"), profile) {
				f(name, it)
			}
		}
	}
}

// metadatum returns the entry of a question's metadata under a label.
func metadatum(item *element, label string) string {
	for _, field := range item.first("itemmetadata").all("qtimetadatafield") {
		if field.first("fieldlabel").text() == label {
			return field.first("fieldentry").text()
		}
	}
	return ""
}
