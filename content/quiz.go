package content

import "time"

type (
	// A Quiz asks questions whose answers can be told right from wrong.
	Quiz struct {
		Pos
		ID        string
		Title     []Inline
		Intro     []Block
		Questions []*Question
		Attempts  int           // how often learners may answer; 0 is as often as they like
		TimeLimit time.Duration // for one attempt at all of the questions, in whole minutes; 0 is none
	}

	// A Question of a Quiz.
	Question struct {
		Pos
		ID          string // stable: the author's, else made of the prompt; unique in its lesson after resolve
		Prompt      []Block
		Answer      Answer
		Points      float64 // 0 is 1
		Hints       [][]Block
		Right       []Block // shown to who answered right; may be nil
		Wrong       []Block // shown to who did not; may be nil
		Explanation []Block // shown after the answer, right or wrong
	}
)

// QuestionsMark stands at the head of the files of questions that this program writes, so that it does not take them for an
// author's when they lie in the folder of a course.
const QuestionsMark = "generator: coursepack"

// An Answer is what a question expects. The set is closed.
type Answer interface {
	Node
	answer()
}

type (
	// Choice expects one of its options, or all right ones if Multiple.
	Choice struct {
		Pos
		Multiple bool
		Shuffle  bool
		Options  []*Option
	}

	// Numeric expects a number that differs from Value by at most Tolerance.
	Numeric struct {
		Pos
		Value     float64
		Tolerance float64
	}

	// ShortText expects one of several texts.
	ShortText struct {
		Pos
		Accept        []string
		CaseSensitive bool
	}

	// Cloze expects every Blank of the question's prompt to be filled in. Its answers are those of the blanks, by their
	// numbers: each a ShortText, a Numeric or, of a menu, a Choice.
	Cloze struct {
		Pos
		Answers []Answer
	}

	// Matching expects every left side with its right side.
	Matching struct {
		Pos
		Pairs []*Pair
		Extra [][]Inline // right sides that match nothing
	}

	// Ordering expects its items in the order given.
	Ordering struct {
		Pos
		Items [][]Inline
	}

	// Essay expects free text that a person grades.
	Essay struct {
		Pos
		Model []Block // a model answer; may be nil
	}
)

// An Option of a Choice.
type Option struct {
	Pos
	Correct  bool
	Blocks   []Block
	Feedback []Block // shown when it was chosen
}

// A Pair of a Matching.
type Pair struct {
	Pos
	Left, Right []Inline
}

func (*Choice) answer()    {}
func (*Numeric) answer()   {}
func (*ShortText) answer() {}
func (*Cloze) answer()     {}
func (*Matching) answer()  {}
func (*Ordering) answer()  {}
func (*Essay) answer()     {}
