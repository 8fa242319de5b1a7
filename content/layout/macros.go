package layout

import (
	"io/fs"
	"strconv"
	"strings"

	"coursepack/content/internal/lazyregexp"
	"coursepack/content/layout/jsdata"
	"coursepack/content/math"
	"coursepack/content/source"
)

// macrosOf reads macros for formulas, as MathJax has them: a body, or one with the number of its arguments.
// https://docs.mathjax.org/en/latest/input/tex/macros.html
func macrosOf(v source.Value) []source.Macro {
	var macros []source.Macro
	for _, name := range v.Keys() {
		value, args := v.Get(name), -1
		if list := value.List(); len(list) > 1 {
			value = list[0]
			args, _ = list[1].Int()
		} else if value.IsMap() {
			value = value.Get("macro")
		}
		macros = append(macros, source.Macro{
			Pos: value.Pos, Definition: math.Definition{Name: strings.TrimPrefix(name, `\`), Body: value.String(), Args: args},
		})
	}
	return macros
}

// scriptMacros reads the macros that scripts give MathJax or KaTeX, in the files of the site that patterns match. Of two
// with the same name the first counts.
// https://docs.mathjax.org/en/v2.7-latest/tex.html#defining-tex-macros, https://katex.org/docs/options
func (b *book) scriptMacros(patterns ...string) []source.Macro {
	var macros []source.Macro
	seen := map[string]bool{}
	for _, pattern := range patterns {
		files, _ := fs.Glob(b.in.FS, pattern)
		for _, file := range files {
			for _, m := range scriptedMacros(source.ReadText(b.in.FS, file, configLimits, b.report)) {
				if !seen[m.Name] {
					macros = append(macros, m)
				}
				seen[m.Name] = true
			}
		}
	}
	return macros
}

var macroTable = lazyregexp.New(`\b[Mm]acros["']?\s*:\s*\{`)

// scriptedMacros reads the tables of macros in a script, or in a page with scripts.
func scriptedMacros(text *source.Text) []source.Macro {
	var macros []source.Macro
	for _, m := range macroTable.FindAllIndex(text.Data, maxMacroTables) {
		var script source.Builder
		script.Put("export default ", text, m[0])
		script.Copy(text, m[1]-1, len(text.Data))
		table := jsdata.Parse(script.Text(text.Name), nil)
		for _, p := range table.Default.Props {
			body, args := p.Value, -1
			if len(body.Items) > 1 {
				args, _ = strconv.Atoi(body.Items[1].Text)
				body = body.Items[0]
			}
			if p.Key != "" && body.Kind == jsdata.String {
				macros = append(macros, source.Macro{
					Pos: table.Pos(body), Definition: math.Definition{Name: strings.TrimPrefix(p.Key, `\`), Body: body.Text, Args: args},
				})
			}
		}
	}
	return macros
}

// maxMacroTables is how many tables of one file are read.
const maxMacroTables = 10
