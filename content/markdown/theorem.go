package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"coursepack/content"
)

// theoremKinds are the kinds of theorems and of what belongs to them, by the starts of their labels. bookdown has them as
// classes.
// https://quarto.org/docs/authoring/cross-references.html#theorems-and-proofs
// https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html#theorems
var theoremKinds = map[string]string{
	"thm": "theorem", "lem": "lemma", "cor": "corollary", "prp": "proposition", "cnj": "conjecture", "def": "definition",
	"exm": "example", "exr": "exercise", "hyp": "hypothesis", "sol": "solution", "rem": "remark",
}

// theoremKind returns the kind of theorem that a div is, "" if it is none.
func (d *document) theoremKind(t *tag) string {
	prefix, _, _ := strings.Cut(strings.ReplaceAll(d.attr(t, "id"), ":", "-"), "-")
	if kind := theoremKinds[strings.ToLower(prefix)]; kind != "" {
		return kind
	}
	for _, class := range t.classes() {
		if class == "proof" || class == "proposition" {
			return class
		}
		for _, kind := range theoremKinds {
			if class == kind && kind != "example" && kind != "definition" { // words that others use, too
				return class
			}
		}
	}
	return ""
}

// buildTheorem makes a box of a theorem, an example, a proof; of an exercise and of its solution what they are.
func (d *document) buildTheorem(f *frame) []content.Node {
	if name := f.tag.name; name == "exercise" || name == "solution" {
		return d.namedBuilder(name)(d, f)
	}
	f.title = d.proofTitle(f, f.tag.name)
	return d.buildProof(f)
}

// isPause reports whether a paragraph says no more than that a presentation waits: . . .
// https://pandoc.org/MANUAL.html#inserting-pauses
func isPause(n ast.Node, src []byte) bool {
	return ast.IsParagraph(n) && bytes.Equal(bytes.TrimSpace(n.Lines().Value(src)), []byte(". . ."))
}
