package resolve

import (
	"hash/fnv"
	"io"
	"strconv"
	"strings"
	"unicode"

	"coursepack/content"
)

// nameItems gives whatever a learner answers, cards, exercises and questions, an id that is unique in its lesson. Results
// are kept under these ids, so that they must outlive a new version of the course: one that the author did not write is
// made of what is asked, and stays when the item moves to another page of the lesson or changes its answers.
func (r *resolver) nameItems(c *content.Course, pages []*inventory) {
	if c.Front != nil {
		r.nameItemsOn(pages[:1])
		pages = pages[1:]
	}
	for l := range c.Lessons {
		r.nameItemsOn(pages[:len(l.Parts)])
		pages = pages[len(l.Parts):]
	}
}

func (r *resolver) nameItemsOn(pages []*inventory) {
	taken := idSet{}
	for _, page := range pages {
		for _, n := range page.items {
			switch n := n.(type) {
			case *content.Flashcard:
				n.ID = taken.add(orHash(n.ID, n.Front))
			case *content.Question:
				n.ID = taken.add(orHash(n.ID, n.Prompt))
			case *content.Exercise:
				r.nameExercise(page.part, n, taken)
			}
		}
	}
}

// nameExercise names an exercise, to which links may lead by its id.
func (r *resolver) nameExercise(p *content.Part, e *content.Exercise, taken idSet) {
	ids, written := r.site.ids[p], e.ID
	asked := e.Prompt
	if len(asked) == 0 {
		asked = []content.Block{&content.Paragraph{Inlines: e.Title}}
	}
	e.ID = taken.add(orHash(written, asked))
	if e.ID == written {
		return
	}
	for ids[e.ID] > 0 { // something else on the page has it
		e.ID = taken.add(e.ID)
	}
	ids.add(e.ID)
	if written != "" {
		if r.site.moved[p] == nil {
			r.site.moved[p] = map[string]string{}
		}
		r.site.moved[p][written] = e.ID
	}
}

// orHash returns id, or one made of what the blocks ask.
func orHash(id string, blocks []content.Block) string {
	if id != "" {
		return strings.Join(strings.Fields(id), "-")
	}
	h := fnv.New64a()
	io.WriteString(h, asked(blocks))
	return "q" + strconv.FormatUint(h.Sum64(), 36)
}

// asked is what blocks ask without what may change while the question stays the same: its number, the case of letters,
// white space, and the signs that it ends with.
func asked(blocks []content.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		content.Walk(block, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Text:
				b.WriteString(n.Text)
			case *content.Code:
				b.WriteString(n.Text)
			case *content.Math:
				b.WriteString(n.TeX)
			case *content.MathBlock:
				b.WriteString(n.TeX)
			case *content.CodeBlock:
				b.WriteString(n.Text)
			case *content.Image:
				b.WriteString(n.Src)
			case *content.Break, content.Block:
				b.WriteByte(' ')
			}
			return true
		})
	}
	text := strings.Join(strings.Fields(strings.ToLower(b.String())), " ")
	return strings.TrimFunc(withoutNumber(text), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
}

// withoutNumber takes off the number that a question starts with: "3. " or "3) ".
func withoutNumber(text string) string {
	rest := strings.TrimLeftFunc(text, unicode.IsDigit)
	if rest == text || !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ")") {
		return text
	}
	if after := strings.TrimLeft(rest[1:], " "); after != rest[1:] {
		return after
	}
	return text
}
