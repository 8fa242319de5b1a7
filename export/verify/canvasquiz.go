package verify

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content/diag"
)

// canvasQuizRules are what Canvas asks of quizzes that it takes for its own.
var canvasQuizRules = []*Rule{
	{
		ID: "canvas-quiz-settings", Severity: diag.Error, System: "Canvas",
		Effect: "the quiz has no title, points or attempts", Source: canvasCode + "quiz_metadata_converter.rb, lines 25 to 29",
		check: func(p *Package, found finder) {
			for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
				meta := strings.TrimSuffix(path.Base(name), ".xml.qti") + "/assessment_meta.xml"
				if !p.has(meta) {
					found(name, "there is no "+meta)
				} else if !p.associates(meta) {
					found(name, "no learning-application-resource of the manifest has "+meta)
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
		ID: "canvas-quiz-ident", Severity: diag.Error, System: "Canvas",
		Effect: "the quiz and its settings are not brought together", Source: canvasCode + "quiz_converter.rb, quiz_metadata_converter.rb",
		check: func(p *Package, found finder) {
			for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
				if id := p.document(name).first("assessment").attr("ident"); id+".xml.qti" != path.Base(name) {
					found(name, fmt.Sprintf("the assessment is called %q", id))
				}
			}
		},
	},
	{
		ID: "canvas-true-false", Severity: diag.Error, System: "Canvas",
		Effect: "the answers are not told apart", Source: canvasCode + "qti_exporter: the answers must read True and False",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				if metadatum(it, "question_type") != "true_false_question" {
					return
				}
				for _, l := range it.all("response_label") {
					if text := plain(l.first("material", "mattext").text()); text != "true" && text != "false" {
						found(name, fmt.Sprintf("the answer %q of the question %s", text, it.attr("ident")))
					}
				}
			})
		},
	},
	{
		ID: "canvas-answer-ids", Severity: diag.Warning, System: "Canvas",
		Effect: "answers get new ids at every import, and statistics are lost", Source: canvasCode + "qti_exporter: original_answer_ids are numbers",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				ids := metadatum(it, "original_answer_ids")
				for id := range strings.SplitSeq(ids, ",") {
					if _, err := strconv.Atoi(id); err != nil && ids != "" {
						found(name, fmt.Sprintf("the question %s has the answer %q", it.attr("ident"), id))
					}
				}
			})
		},
	},
	{
		ID: "canvas-answer-twice", Severity: diag.Error, System: "Canvas",
		Effect: "the right answer of one blank is taken for that of another", Source: canvasCode + "fill_in_the_blank.rb, process_canvas",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				seen := map[string]bool{}
				for _, l := range it.all("response_label") {
					id := l.attr("ident")
					if seen[id] && metadatum(it, "question_type") != "matching_question" { // whose left sides have the same choices
						found(name, fmt.Sprintf("the question %s has several answers %s", it.attr("ident"), id))
					}
					seen[id] = true
				}
			})
		},
	},
	{
		ID: "canvas-blank-name", Severity: diag.Error, System: "Canvas",
		Effect: "there is nothing to fill in", Source: canvasCode + "qti_exporter: response_NAME is filled in at [NAME]",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				if t := metadatum(it, "question_type"); t != "multiple_dropdowns_question" && t != "fill_in_multiple_blanks_question" {
					return
				}
				asked := it.first("presentation", "material", "mattext").text()
				for _, r := range it.all("response_lid") {
					if blank := "[" + strings.TrimPrefix(r.attr("ident"), "response_") + "]"; !strings.Contains(asked, blank) {
						found(name, fmt.Sprintf("the question %s has no %s in its text", it.attr("ident"), blank))
					}
				}
			})
		},
	},
	{
		ID: "canvas-feedback", Severity: diag.Warning, System: "Canvas",
		Effect: "the feedback is lost", Source: canvasCode + "assessment_item_converter.rb, attach_feedback_values",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				known := map[string]bool{}
				for _, f := range it.all("itemfeedback") {
					known[f.attr("ident")] = true
				}
				for _, d := range it.all("displayfeedback") {
					if id := d.attr("linkrefid"); !known[id] {
						found(name, fmt.Sprintf("the question %s has no feedback %q", it.attr("ident"), id))
					}
				}
			})
		},
	},
	{
		ID: "canvas-essay-solution", Severity: diag.Warning, System: "Canvas",
		Effect: "the model answer is lost", Source: canvasCode + "assessment_item_converter.rb, lines 237 to 256",
		check: func(p *Package, found finder) {
			p.eachNative(func(name string, it *element) {
				for _, f := range it.all("itemfeedback") {
					if len(f.all("solution")) > 0 && !strings.Contains(f.attr("ident"), "solution") {
						found(name, fmt.Sprintf("the model answer of the question %s is called %q", it.attr("ident"), f.attr("ident")))
					}
				}
			})
		},
	},
}

// associates reports whether a file is one of a resource of the kind in which Canvas looks for settings.
func (p *Package) associates(name string) bool {
	for _, r := range p.resources() {
		isFile := func(f *element) bool { return f.attr("href") == name }
		if r.attr("type") == applicationResource && slices.ContainsFunc(r.all("file"), isFile) {
			return true
		}
	}
	return false
}

// plain is the text of HTML in small letters.
func plain(html string) string {
	return strings.ToLower(strings.TrimSpace(markup.ReplaceAllString(html, "")))
}

var questionTypes = []string{"multiple_choice_question", "true_false_question", "multiple_answers_question", "short_answer_question",
	"numerical_question", "essay_question", "matching_question", "fill_in_multiple_blanks_question", "multiple_dropdowns_question",
	"text_only_question", "file_upload_question", "calculated_question"}

// eachNative calls f for every question that Canvas reads.
func (p *Package) eachNative(f func(name string, item *element)) {
	for _, name := range p.under("non_cc_assessments/", ".xml.qti") {
		for _, it := range p.document(name).all("item") {
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
