package notebook

import (
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/source"
)

// A hiding says what of a cell the author does not want to be seen at once, or at all.
type hiding struct {
	removed, removedInput, removedOutput bool
	folded, foldedInput, foldedOutput    bool
}

// hiddenOf reads the tags of Jupyter Book and the settings of several editors.
// https://jupyterbook.org/en/stable/interactive/hiding.html
func hiddenOf(cell source.JSON) hiding {
	metadata := cell.Get("metadata")
	var tags []string
	for _, tag := range metadata.Get("tags").Strings() {
		tags = append(tags, strings.ReplaceAll(strings.ToLower(tag), "_", "-"))
	}
	tagged := func(tag string) bool { return slices.Contains(tags, tag) }
	is := func(path ...string) bool { return metadata.Get(path...).String() == "true" }
	return hiding{
		removed:       tagged("remove-cell") || metadata.Get("nbsphinx").String() == "hidden",
		removedInput:  tagged("remove-input"),
		removedOutput: tagged("remove-output"),
		folded:        tagged("hide-cell"),
		foldedInput:   tagged("hide-input") || is("jupyter", "source_hidden") || is("hide_input") || metadata.Get("cellView").String() == "form",
		foldedOutput:  tagged("hide-output") || is("jupyter", "outputs_hidden") || is("collapsed"),
	}
}

func (r *reader) codeCell(cell source.JSON, hidden hiding) []content.Block {
	var input, output []content.Block
	if !hidden.removedInput {
		input = r.input(cell)
	}
	if !hidden.removedOutput {
		output = r.outputs(cell.Get("outputs"))
	}
	if hidden.foldedInput && len(input) > 0 {
		input = fold(input)
	}
	if hidden.foldedOutput && len(output) > 0 {
		output = fold(output)
	}
	return append(input, output...)
}

func (r *reader) input(cell source.JSON) []content.Block {
	lines := cell.Get("source")
	if !lines.Exists() {
		lines = cell.Get("input") // format 3
	}
	text := lines.Text()
	if strings.TrimSpace(string(text.Data)) == "" {
		return nil
	}
	code := &content.CodeBlock{Pos: text.Pos(0), Lang: r.language, Text: endLine(string(text.Data))}
	if own := cell.Get("language").String(); own != "" { // format 3
		code.Lang = own
	}
	if lang := magicLanguage(code.Text); lang != "" {
		code.Lang = lang
	}
	return []content.Block{code}
}

// magicLanguages are the cell magics that say in which language the rest of the cell is.
// https://ipython.readthedocs.io/en/stable/interactive/magics.html#cell-magics
var magicLanguages = map[string]string{
	"bash": "bash", "sh": "bash", "html": "html", "svg": "xml", "javascript": "javascript", "js": "javascript",
	"latex": "latex", "perl": "perl", "ruby": "ruby", "r": "r", "sql": "sql", "markdown": "markdown",
}

// magicLanguage returns the language that the first line of a cell names, "" if it names none.
func magicLanguage(code string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(code), "\n")
	magic, ok := strings.CutPrefix(first, "%%")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(magic, " ")
	return magicLanguages[strings.ToLower(name)]
}
