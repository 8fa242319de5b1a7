package practice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/math"
	"coursepack/content/math/speech"
)

// Text returns what blocks say, on one line without markup and without the answers to what they ask.
func Text(blocks []content.Block) string {
	c := collector{}
	for _, b := range blocks {
		c.node(b)
	}
	return string(c.b)
}

// ExerciseText returns what an exercise asks, on one line, below its title.
func ExerciseText(e *content.Exercise) string {
	title, prompt := strings.TrimSpace(content.PlainText(e.Title)), Text(e.Prompt)
	if title == "" || prompt == "" {
		return title + prompt
	}
	if last, _ := utf8.DecodeLastRuneInString(title); !unicode.IsPunct(last) {
		title += ":"
	}
	return title + " " + prompt
}

// Spoken returns what blocks say as Text does, but with formulas in words, and whether there are any.
func Spoken(blocks []content.Block) (text string, formulas bool) {
	c := collector{spoken: true}
	for _, b := range blocks {
		c.node(b)
	}
	return string(c.b), c.formulas
}

// A collector puts words on one line, with single spaces between them.
type collector struct {
	b        []byte
	space    bool // there was some behind what was added last
	spoken   bool
	formulas bool
}

func (c *collector) add(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			c.space = true
			continue
		}
		if c.space && len(c.b) > 0 {
			c.b = append(c.b, ' ')
		}
		c.b, c.space = utf8.AppendRune(c.b, r), false
	}
}

func (c *collector) node(n content.Node) {
	content.Walk(n, func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Question:
			c.blocks(n.Prompt)
			return false
		case *content.Exercise:
			c.space = true
			c.add(content.PlainText(n.Title))
			c.blocks(n.Prompt)
			return false
		case *content.Flashcard:
			c.blocks(n.Front)
			return false
		case *content.CodeBlock:
			c.apart(n.Text)
		case *content.MathBlock:
			c.formula(n.Formula, n.TeX)
		case *content.Text:
			c.add(n.Text)
		case *content.Math:
			if c.spoken && n.Formula != nil {
				c.formula(n.Formula, n.TeX)
			} else {
				c.add(content.PlainText([]content.Inline{n}))
			}
		case content.Block:
			c.space = true
		case content.Inline:
			if content.Inlines(n) == nil {
				c.add(content.PlainText([]content.Inline{n}))
			}
		}
		return true
	})
}

func (c *collector) blocks(blocks []content.Block) {
	for _, b := range blocks {
		c.node(b)
	}
	c.space = true
}

// apart adds what is a word by itself.
func (c *collector) apart(s string) {
	c.space = true
	c.add(s)
	c.space = true
}

func (c *collector) formula(f *math.Formula, tex string) {
	c.formulas = true
	if c.spoken && f != nil {
		tex = speech.English(f)
	}
	c.apart(tex)
}
