package xhtml

import (
	"fmt"
	"slices"
	"strings"

	"coursepack/content"
)

// code writes program text to the letter. Marked and numbered lines are elements, the numbers come from the style
// sheet, so that what is copied or read aloud is the program.
func (w *Writer) code(c *content.CodeBlock) {
	if c.Title != "" {
		w.openLine("figure", "class", "code", "id", w.claim(c.ID))
		w.element("figcaption", c.Title)
		w.pre(c, "")
		w.closeLine("figure")
		return
	}
	w.pre(c, w.claim(c.ID))
}

func (w *Writer) pre(c *content.CodeBlock, id string) {
	class, numbers, style := "", "", ""
	if lang := languageClass(c.Lang); lang != "" {
		class = "language-" + lang
	}
	if c.Lines {
		numbers = "numbered"
		if c.Start > 1 {
			style = fmt.Sprintf("counter-reset: line %d", c.Start-1)
		}
	}
	w.open("pre", "id", id, "class", numbers, "style", style)
	w.open("code", "class", class)
	w.codeLines(c)
	w.close("code")
	w.closeLine("pre")
}

func (w *Writer) codeLines(c *content.CodeBlock) {
	text := strings.TrimSuffix(strings.ReplaceAll(c.Text, "\r\n", "\n"), "\n")
	if !c.Lines && len(c.Marks) == 0 {
		w.text(text)
		return
	}
	i := 0
	for line := range strings.Lines(text) {
		i++
		element := "span"
		if slices.ContainsFunc(c.Marks, func(r content.Range) bool { return r.First <= i && i <= r.Last }) {
			element = "mark"
		}
		w.open(element, "class", "line")
		w.text(line)
		w.close(element)
	}
}

// languageClass keeps of a language's name what a class may hold: "c++", "objective-c".
func languageClass(lang string) string {
	return strings.Join(strings.Fields(clean(lang)), "-")
}
