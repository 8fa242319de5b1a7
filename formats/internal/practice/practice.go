// Package practice says what of a course a learner answers, grades or learns by heart, and by which keys the learner's
// work on it is kept.
//
// A key is made of the id of a lesson and that of a question, card or exercise in it. So what was kept survives when
// lessons and pages are inserted, moved and retitled, and when other questions change. Keys of options are made of what
// the options say, so that they may be put in another order.
package practice

import (
	"crypto/sha256"
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"coursepack/content"
)

// A Kind says what a learner does with an item.
type Kind string

// The kinds of items.
const (
	Question Kind = "question" // is told right from wrong
	Essay    Kind = "essay"    // answered in free words and graded by the learner
	Exercise Kind = "exercise" // done elsewhere, then graded by the learner
	Card     Kind = "card"     // learned by heart
)

// An Item is something that a learner works on.
type Item struct {
	Key  string // four characters of base64url, different for every item of a course
	ID   string // "lesson/id", the lesson being that of the page's id: an item goes where its page goes
	Kind Kind
	Text string // what it asks, on one line without markup
	Part *content.Part
	Node content.Node // a *content.Question, *content.Exercise or *content.Flashcard
}

// Points returns what a right answer is worth; 0 for what is not graded.
func (it *Item) Points() float64 {
	q, ok := it.Node.(*content.Question)
	switch {
	case !ok || it.Kind != Question:
		return 0
	case q.Points == 0:
		return 1
	}
	return q.Points
}

// Items returns what there is to work on in a finished course, in reading order.
func Items(c *content.Course) []*Item {
	var items []*Item
	for p := range c.Parts {
		content.Walk(p, func(n content.Node) bool {
			if it := itemOf(n); it != nil {
				it.ID, it.Part, it.Node = path.Dir(p.ID)+"/"+it.ID, p, n
				items = append(items, it)
			}
			return true
		})
	}
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.ID
	}
	for i, key := range Keys(ids) {
		items[i].Key = key
	}
	return items
}

func itemOf(n content.Node) *Item {
	switch n := n.(type) {
	case *content.Question:
		if _, ok := n.Answer.(*content.Essay); ok {
			return &Item{ID: n.ID, Kind: Essay, Text: Text(n.Prompt)}
		}
		return &Item{ID: n.ID, Kind: Question, Text: Text(n.Prompt)}
	case *content.Exercise:
		return &Item{ID: n.ID, Kind: Exercise, Text: ExerciseText(n)}
	case *content.Flashcard:
		return &Item{ID: n.ID, Kind: Card, Text: Text(n.Front)}
	}
	return nil
}

// Keys gives every id the first four characters of its hash in base64url. Where two would get the same key, the one that
// comes later in the alphabet hashes again: neither order nor new titles change a key.
func Keys(ids []string) []string { return keys(ids, 4) }

// OptionKeys gives every option of a question a key of two characters, by what it says.
func OptionKeys(texts []string) []string { return keys(texts, 2) }

// keys returns a key of some characters, up to four, for each text. Equal texts get different ones.
func keys(texts []string, characters int) []string {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return strings.Compare(texts[i], texts[j]) })
	out, taken := make([]string, len(texts)), map[string]bool{}
	for _, i := range order {
		for seed := texts[i]; out[i] == "" || taken[out[i]]; seed += "+" {
			sum := sha256.Sum256([]byte(seed))
			out[i] = base64.RawURLEncoding.EncodeToString(sum[:3])[:characters]
		}
		taken[out[i]] = true
	}
	return out
}
