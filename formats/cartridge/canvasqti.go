package cartridge

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/xmldoc"
)

// canvasTypes are the names that Canvas has for the kinds of items.
var canvasTypes = map[itemKind]string{
	choice: "multiple_choice_question", choices: "multiple_answers_question", trueFalse: "true_false_question",
	short: "short_answer_question", numeric: "numerical_question", essay: "essay_question",
	matching: "matching_question", blanks: "fill_in_multiple_blanks_question", menus: "multiple_dropdowns_question",
}

// native returns the quiz as Canvas writes its own: QTI 1.2 with types and points of Canvas's.
func (q *quiz) native(items []*item) []byte {
	return q.write(items, (*item).writeNative, q.limits.metadata(math.MaxInt)...)
}

func (it *item) writeNative(f *xmldoc.File) {
	it.write(f, "question_type", canvasTypes[it.Kind], "points_possible", number(it.Points),
		"original_answer_ids", strings.Join(it.answerIDs(), ","), "assessment_question_identifierref", it.Ident+"_q")
}

func (it *item) answerIDs() []string {
	var ids []string
	for _, o := range it.Options {
		ids = append(ids, o.Ident)
	}
	for i := range it.Accept {
		ids = append(ids, answerID(i))
	}
	return ids
}

// shuffled reports whether answers come in another order each time. Canvas knows that of a quiz only.
func (q *quiz) shuffled() bool {
	return slices.ContainsFunc(q.asked, func(asked *content.Question) bool {
		c, ok := asked.Answer.(*content.Choice)
		return ok && c.Shuffle
	})
}

// unlimited is the number of attempts that Canvas takes for as many as one likes.
const unlimited = -1

// settings returns the assessment_meta.xml of the quiz: what a teacher sees on its page in Canvas.
func (q *quiz) settings(group string) []byte {
	f := xmldoc.New("")
	f.Open("quiz", "identifier", q.Ident, "xmlns", canvasNamespace)
	f.Text("title", title(q.Title))
	f.Text("shuffle_answers", strconv.FormatBool(q.shuffled()))
	f.Text("scoring_policy", "keep_highest")
	f.Text("quiz_type", "assignment")
	f.Text("points_possible", number(q.points()))
	f.Text("show_correct_answers", "true")
	f.Text("allowed_attempts", strconv.Itoa(cmp.Or(q.limits.attempts, unlimited)))
	if q.limits.minutes > 0 {
		f.Text("time_limit", strconv.Itoa(q.limits.minutes))
	}
	f.Text("available", strconv.FormatBool(!q.hidden()))
	f.Open("assignment", "identifier", q.Ident+"_a")
	f.Text("title", title(q.Title))
	f.Text("points_possible", number(q.points()))
	f.Text("grading_type", "points")
	f.Text("submission_types", "online_quiz")
	f.Text("workflow_state", state(q, "published"))
	f.Text("assignment_group_identifierref", group)
	f.Text("quiz_identifierref", q.Ident)
	f.Close("assignment")
	f.Close("quiz")
	return f.Bytes()
}
