package practice

import "coursepack/content"

// LongestText and LongestEssay are how many characters of state the player gives to a typed text and to an essay. What
// is longer is cut.
const (
	LongestText  = 64
	LongestEssay = 2000
)

const (
	keySize    = 4
	resultSize = 2 // tries and the best result
)

// A Size says how many characters of state an item takes at most.
type Size struct {
	Result int // what is needed to know that it was done, and how well
	Answer int // what the learner answered
}

// Size returns what the item's state takes, the sign between entries included.
func (it *Item) Size() Size {
	switch it.Kind {
	case Exercise:
		return Size{Result: keySize + 1 + 1}
	case Card:
		return Size{Result: keySize + 3 + 1}
	case Essay:
		return Size{Result: keySize + resultSize + 1, Answer: keySize + LongestEssay + 1}
	}
	return Size{keySize + resultSize + 1, answerSize(it.Node.(*content.Question).Answer)}
}

func answerSize(a content.Answer) int {
	switch a := a.(type) {
	case *content.Choice:
		if a.Multiple {
			return 2 * len(a.Options)
		}
		return 2
	case *content.Numeric, *content.ShortText:
		return LongestText
	case *content.Cloze:
		size := max(0, len(a.Answers)-1)
		for _, blank := range a.Answers {
			size += answerSize(blank)
		}
		return size
	case *content.Matching:
		return 4 * len(a.Pairs)
	case *content.Ordering:
		return 2 * len(a.Items)
	}
	return 0
}
