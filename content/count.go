package content

import "unicode"

// Counts says how much there is of what a learner spends time with.
type Counts struct {
	Words     int `json:"words"`
	Quizzes   int `json:"quizzes"`
	Exercises int `json:"exercises"`
	Figures   int `json:"figures"` // pictures, and whatever else has a caption
	Formulas  int `json:"formulas"`
	Tables    int `json:"tables"`
	Code      int `json:"code"` // blocks of it
}

// Count counts what is in n, n included.
func Count(n Node) Counts {
	var c Counts
	c.add(n, false)
	return c
}

// Plus returns the sum of c and d.
func (c Counts) Plus(d Counts) Counts {
	return Counts{
		c.Words + d.Words, c.Quizzes + d.Quizzes, c.Exercises + d.Exercises, c.Figures + d.Figures, c.Formulas + d.Formulas,
		c.Tables + d.Tables, c.Code + d.Code,
	}
}

// add counts what is in n. A picture in a figure is that figure.
func (c *Counts) add(n Node, inFigure bool) {
	Walk(n, func(m Node) bool {
		switch m := m.(type) {
		case *Text:
			c.Words += words(m.Text)
		case *Code:
			c.Words += words(m.Text)
		case *Quiz:
			c.Quizzes++
		case *Exercise:
			c.Exercises++
		case *Math, *MathBlock:
			c.Formulas++
		case *Table:
			c.Tables++
		case *CodeBlock:
			c.Code++
		case *Image:
			if !inFigure {
				c.Figures++
			}
		case *Figure:
			c.Figures++
			c.inside(m)
			return false
		}
		return true
	})
}

func (c *Counts) inside(f *Figure) {
	for _, b := range f.Blocks {
		c.add(b, true)
	}
	for _, n := range f.Caption {
		c.add(n, true)
	}
}

// words counts runs of letters and digits. Where a script has no spaces between words, every character counts, as in the
// word counts of editors.
func words(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if unicode.IsLetter(r) {
				n++
			}
			inside = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				n++
			}
			inside = true
		case unicode.IsSpace(r):
			inside = false
		}
	}
	return n
}
