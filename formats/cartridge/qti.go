package cartridge

import (
	"math"
	"strconv"

	"coursepack/formats/internal/xmldoc"
)

const qtiNamespace = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"

// standard returns the quiz as QTI 1.2 in the profiles of Common Cartridge 1.1 (IMS Common Cartridge Profile 1.1,
// section 4.7).
func (q *quiz) standard(items []*item) []byte {
	labels := []string{"cc_profile", "cc.exam.v0p1", "qmd_assessmenttype", "Examination"}
	return q.write(items, (*item).writeStandard, append(labels, q.limits.metadata(mostAttempts)...)...)
}

// write returns the quiz in either dialect, its items as write writes them. What the dialect knows of it are labels with their
// values.
func (q *quiz) write(items []*item, write func(*item, *xmldoc.File), labels ...string) []byte {
	f := xmldoc.New("")
	f.Open("questestinterop", "xmlns", qtiNamespace)
	f.Open("assessment", "ident", q.Ident, "title", title(q.Title))
	metadata(f, labels...)
	f.Open("section", "ident", "root_section")
	for _, it := range items {
		write(it, f)
	}
	f.Close("section")
	f.Close("assessment")
	f.Close("questestinterop")
	return f.Bytes()
}

// metadata writes labels and entries in turn.
func metadata(f *xmldoc.File, pairs ...string) {
	f.Open("qtimetadata")
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		f.Open("qtimetadatafield")
		f.Text("fieldlabel", pairs[i])
		f.Text("fieldentry", pairs[i+1])
		f.Close("qtimetadatafield")
	}
	f.Close("qtimetadata")
}

// profiles are the kinds of items that a Common Cartridge knows.
var profiles = map[itemKind]string{
	choice: "cc.multiple_choice.v0p1", choices: "cc.multiple_response.v0p1", trueFalse: "cc.true_false.v0p1",
	short: "cc.fib.v0p1", essay: "cc.essay.v0p1",
}

// writeStandard writes the item by a Common Cartridge profile.
func (it *item) writeStandard(f *xmldoc.File) {
	computer := "Yes"
	if it.Kind == essay {
		computer = "No"
	}
	it.write(f, "cc_profile", profiles[it.Kind], "cc_weighting", weight(it.Points), "qmd_scoringpermitted", "Yes",
		"qmd_computerscored", computer)
}

// write writes the item in either dialect. What the dialect knows of it are labels with their values.
func (it *item) write(f *xmldoc.File, labels ...string) {
	f.Open("item", "ident", it.Ident, "title", title(it.Title))
	f.Open("itemmetadata")
	metadata(f, labels...)
	f.Close("itemmetadata")
	it.writePresentation(f)
	f.Open("resprocessing")
	writeOutcomes(f)
	for _, c := range it.conditions() {
		c.write(f)
	}
	f.Close("resprocessing")
	it.writeFeedback(f)
	f.Close("item")
}

// weight is a whole number: Common Cartridge 1.1 knows no other.
func weight(points float64) string { return strconv.Itoa(max(1, int(math.Round(points)))) }

func writeOutcomes(f *xmldoc.File) {
	f.Open("outcomes")
	f.Empty("decvar", "varname", "SCORE", "vartype", "Decimal", "minvalue", "0", "maxvalue", "100")
	f.Close("outcomes")
}

func material(f *xmldoc.File, html string) { writeMaterial(f, html, "text/html") }

func plainMaterial(f *xmldoc.File, text string) { writeMaterial(f, text, "text/plain") }

func writeMaterial(f *xmldoc.File, text, kind string) {
	f.Open("material")
	f.Data("mattext", text, "texttype", kind)
	f.Close("material")
}

// writePresentation writes the prompt and what the learner answers with.
func (it *item) writePresentation(f *xmldoc.File) {
	f.Open("presentation")
	material(f, it.Prompt)
	switch it.Kind {
	case choice, trueFalse:
		writeMenu(f, response1, "Single", it.Shuffle, "", it.Options, material)
	case choices:
		writeMenu(f, response1, "Multiple", it.Shuffle, "", it.Options, material)
	case matching:
		for i, r := range it.Responses {
			writeMenu(f, it.respIdent(i), "", false, r.Text, r.Options, plainMaterial)
		}
	case blanks, menus:
		for i, r := range it.Responses {
			writeMenu(f, it.respIdent(i), "", false, r.Name, r.Options, plainMaterial)
		}
	default:
		f.Open("response_str", "ident", response1, "rcardinality", "Single")
		f.Empty("render_fib", "prompt", boxOf[it.Kind])
		f.Close("response_str")
	}
	f.Close("presentation")
}

// response1 is the one response of an item with one answer.
const response1 = "response1"

// boxOf says that an essay needs more than a line.
var boxOf = map[itemKind]string{essay: "Box"}

// respIdent is what Canvas looks for: the name of a blank or the number of a left side after "response_".
func (it *item) respIdent(i int) string {
	if name := it.Responses[i].Name; name != "" {
		return "response_" + name
	}
	return "response_" + answerID(i)
}

func writeMenu(f *xmldoc.File, ident, cardinality string, shuffle bool, label string, options []option, write func(*xmldoc.File, string)) {
	f.Open("response_lid", "ident", ident, "rcardinality", cardinality)
	if label != "" {
		material(f, label)
	}
	yes := ""
	if shuffle {
		yes = "Yes"
	}
	f.Open("render_choice", "shuffle", yes)
	for _, o := range options {
		f.Open("response_label", "ident", o.Ident)
		write(f, o.Text)
		f.Close("response_label")
	}
	f.Close("render_choice")
	f.Close("response_lid")
}

// The identifiers by which systems know feedback. That of an answer is its own, with "_fb".
const (
	generalFeedback = "general_fb"
	rightFeedback   = "correct_fb"
	wrongFeedback   = "general_incorrect_fb"
	modelFeedback   = "solution"
)

// A condition is a respcondition: when it holds, the score and the feedback are given.
type condition struct {
	When     []test // one of them must hold; none is "in any other case"
	All      bool   // all of them must hold
	Score    string // to set; "" leaves it
	Add      bool   // to add
	Feedback string // an identifier
	Go       bool   // the conditions that follow are asked as well
}

// A test compares a response.
type test struct {
	Not          bool
	Element      string // "" is varequal
	Ident, Value string
	Case         string
}

func (c *condition) write(f *xmldoc.File) {
	f.Open("respcondition", "continue", map[bool]string{true: "Yes", false: "No"}[c.Go])
	f.Open("conditionvar")
	if len(c.When) == 0 {
		f.Empty("other")
	}
	if c.All {
		f.Open("and")
	}
	for _, t := range c.When {
		t.write(f)
	}
	if c.All {
		f.Close("and")
	}
	f.Close("conditionvar")
	if c.Score != "" {
		f.Text("setvar", c.Score, "varname", "SCORE", "action", map[bool]string{true: "Add", false: "Set"}[c.Add])
	}
	if c.Feedback != "" {
		f.Empty("displayfeedback", "feedbacktype", "Response", "linkrefid", c.Feedback)
	}
	f.Close("respcondition")
}

func (t *test) write(f *xmldoc.File) {
	if t.Not {
		f.Open("not")
		defer f.Close("not")
	}
	element := t.Element
	if element == "" {
		element = "varequal"
	}
	f.Text(element, t.Value, "respident", t.Ident, "case", t.Case)
}

const fullScore = "100"

// conditions score an item with one answer. Only the feedback that everybody sees goes on to the next condition: Moodle
// takes whatever does for such feedback. The right answer's score and feedback stand in one condition, for Canvas takes
// the last of each answer.
func (it *item) conditions() []condition {
	var all []condition
	if it.General != "" {
		all = append(all, condition{Feedback: generalFeedback, Go: true})
	}
	for _, o := range it.Options {
		if o.Feedback != "" && (it.Kind == choices || !o.Right) {
			all = append(all, condition{When: []test{{Ident: response1, Value: o.Ident}}, Feedback: o.Ident + "_fb", Go: it.GoOn})
		}
	}
	all = append(all, it.right()...)
	if it.Wrong != "" && it.Kind != essay {
		all = append(all, condition{Feedback: wrongFeedback})
	}
	if len(all) == 0 { // the schema wants one
		all = append(all, condition{})
	}
	return all
}

// right are the conditions under which the full score is given.
func (it *item) right() []condition {
	full := condition{Score: fullScore}
	if it.Right != "" {
		full.Feedback = rightFeedback
	}
	var each []condition
	switch it.Kind {
	case choice, trueFalse:
		for _, o := range it.Options {
			if o.Right {
				c := full
				c.When = []test{{Ident: response1, Value: o.Ident}}
				if o.Feedback != "" {
					c.Feedback = o.Ident + "_fb"
				}
				each = append(each, c)
			}
		}
		return each
	case choices:
		full.All = true
		for _, o := range it.Options {
			full.When = append(full.When, test{Not: !o.Right, Ident: response1, Value: o.Ident})
		}
	case short:
		for _, text := range it.Accept {
			full.When = append(full.When, test{Ident: response1, Value: text, Case: "No"})
		}
	case numeric:
		full.When = []test{
			{Element: "vargte", Ident: response1, Value: number(it.Value - it.Tolerance)},
			{Element: "varlte", Ident: response1, Value: number(it.Value + it.Tolerance)},
		}
	case matching, blanks, menus:
		return it.rightResponses()
	default:
		return nil
	}
	if len(full.When) == 0 { // no answer is right
		return nil
	}
	return []condition{full}
}

// rightResponses give each of several responses its share of the score.
func (it *item) rightResponses() []condition {
	share := strconv.FormatFloat(100/float64(max(1, len(it.Responses))), 'f', 2, 64)
	var each []condition
	for i, r := range it.Responses {
		for _, o := range r.Options {
			if o.Right {
				each = append(each, condition{When: []test{{Ident: it.respIdent(i), Value: o.Ident}}, Score: share, Add: true})
				break
			}
		}
	}
	return each
}

// writeFeedback writes the texts that conditions refer to.
func (it *item) writeFeedback(f *xmldoc.File) {
	write := func(ident, html string) {
		if html == "" {
			return
		}
		f.Open("itemfeedback", "ident", ident)
		f.Open("flow_mat")
		material(f, html)
		f.Close("flow_mat")
		f.Close("itemfeedback")
	}
	write(generalFeedback, it.General)
	write(rightFeedback, it.Right)
	write(wrongFeedback, it.Wrong)
	for _, o := range it.Options {
		write(o.Ident+"_fb", o.Feedback)
	}
	if it.Model != "" {
		f.Open("itemfeedback", "ident", modelFeedback)
		f.Open("solution")
		f.Open("solutionmaterial")
		f.Open("flow_mat")
		material(f, it.Model)
		f.Close("flow_mat")
		f.Close("solutionmaterial")
		f.Close("solution")
		f.Close("itemfeedback")
	}
}
