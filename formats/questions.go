package formats

// A QuestionKind is something that a course may ask for, or say with a question or a quiz.
type QuestionKind string

// The kinds of questions.
const (
	OneRight      QuestionKind = "one right option"
	SeveralRight  QuestionKind = "several right options"
	TrueFalse     QuestionKind = "true or false"
	Number        QuestionKind = "a number"
	Tolerance     QuestionKind = "a number ± a tolerance"
	Typed         QuestionKind = "a text, or one of several"
	CaseMatters   QuestionKind = "a text in upper and lower case"
	Blanks        QuestionKind = "blanks in a text"
	BlanksNumbers QuestionKind = "blanks for numbers ± a tolerance"
	Menus         QuestionKind = "menus in a text"
	BlanksMenus   QuestionKind = "blanks and menus in a text"
	Pairs         QuestionKind = "pairs"
	Order         QuestionKind = "an order"
	FreeText      QuestionKind = "an essay"
	Hints         QuestionKind = "hints"
	Attempts      QuestionKind = "attempts of a quiz"
	TimeLimit     QuestionKind = "a time limit of a quiz"
)

// QuestionKinds are all of them, in the order in which tables show them.
var QuestionKinds = []QuestionKind{OneRight, SeveralRight, TrueFalse, Number, Tolerance, Typed, CaseMatters, Blanks, BlanksNumbers,
	Menus, BlanksMenus, Pairs, Order, FreeText, Hints, Attempts, TimeLimit}

// Questions says what becomes of questions in a system that reads a format's files.
type Questions struct {
	Reader  string                 // its name, which diagnostics about it have in their messages; "" is every system
	Support map[QuestionKind]Level // a kind that is missing is Whole
}

// AllDegraded is the support of a format in which every question loses the same.
func AllDegraded() map[QuestionKind]Level {
	support := map[QuestionKind]Level{}
	for _, k := range QuestionKinds {
		support[k] = Degraded
	}
	return support
}
