package xhtml

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/formats/internal/highlight"
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
	w.open("pre", "id", id, "class", numbers, "style", style, "dir", w.codeDir())
	w.open("code", "class", class)
	w.codeLines(c)
	w.close("code")
	w.closeLine("pre")
}

// codeDir is the direction of program text where it is another one than the page's. Style sheets of EPUB may not say it
// (https://www.w3.org/TR/epub-33/#sec-css-req), and learning systems take them out.
func (w *Writer) codeDir() string {
	if (w.XHTML || w.Clean.Style != nil) && content.Direction(w.Lang) == "rtl" {
		return "ltr"
	}
	return ""
}

func (w *Writer) codeLines(c *content.CodeBlock) {
	text := strings.TrimSuffix(strings.ReplaceAll(c.Text, "\r\n", "\n"), "\n")
	runs := []highlight.Run{{Text: text}}
	if w.Highlight != nil {
		runs = w.Highlight.Runs(c.Lang, text)
	}
	plain, hang := !c.Lines && len(c.Marks) == 0, w.XHTML && !c.Lines
	if plain && !hang {
		w.runs(runs)
		return
	}
	for i, line := range linesOf(runs) {
		element, style := "span", ""
		if hang {
			style = hanging(line)
		}
		if plain && style == "" {
			w.runs(line)
			continue
		}
		if slices.ContainsFunc(c.Marks, func(r content.Range) bool { return r.First <= i+1 && i+1 <= r.Last }) {
			element = "mark"
		}
		w.open(element, "class", "line", "style", style)
		w.runs(line)
		w.close(element)
	}
}

// runs writes program text with what it is made of as classes: code-keyword, code-string and so on. Operators are too many
// to be worth a class.
func (w *Writer) runs(runs []highlight.Run) {
	for _, r := range runs {
		if r.Kind == highlight.Plain || r.Kind == highlight.Operator || strings.TrimSpace(r.Text) == "" {
			w.text(r.Text)
			continue
		}
		w.open("span", "class", "code-"+r.Kind.String())
		w.text(r.Text)
		w.close("span")
	}
}

// hanging is the style of a line that goes on below on a small screen, where its rest stands further in than it begins; nothing
// for one that fits. The first row stays where it is, so that tabs lead where they should.
func hanging(line []highlight.Run) (style string) {
	const fits, tab, deepest = 32, 4, 16 // characters
	length, indent, step, begun := 0, 0, 2, false
	for _, r := range line {
		length += utf8.RuneCountInString(r.Text)
		for _, char := range r.Text {
			switch {
			case begun:
			case char == ' ':
				indent++
			case char == '\t':
				indent, step = indent+tab-indent%tab, tab
			default:
				begun = true
			}
		}
	}
	if length <= fits {
		return ""
	}
	return fmt.Sprintf("padding-left: %dch; text-indent: -%[1]dch", min(indent, deepest)+step)
}

// linesOf cuts runs into lines, each with the line feed that ends it.
func linesOf(runs []highlight.Run) [][]highlight.Run {
	lines := [][]highlight.Run{nil}
	for _, r := range runs {
		for text := range strings.Lines(r.Text) {
			last := len(lines) - 1
			lines[last] = append(lines[last], highlight.Run{Kind: r.Kind, Text: text})
			if strings.HasSuffix(text, "\n") {
				lines = append(lines, nil)
			}
		}
	}
	if lines[len(lines)-1] == nil {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// languageClass keeps of a language's name what a class may hold: "c++", "objective-c".
func languageClass(lang string) string {
	return strings.Join(strings.Fields(clean(lang)), "-")
}
