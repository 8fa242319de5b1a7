package template

import (
	"bytes"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

var codeBlockMark = []byte("mdx-code-block")

// unwrapped returns a text without the fences around what is only code to other readers of Markdown: ```mdx-code-block.
// https://docusaurus.io/docs/migration/v2/manual#mdx-code-block
func unwrapped(t *source.Text) *source.Text {
	if !bytes.Contains(t.Data, codeBlockMark) {
		return t
	}
	var b source.Builder
	var lines code
	wraps, at := false, 0
	for line := range bytes.Lines(t.Data) {
		start := at
		at += len(line)
		before := lines.open()
		lines.follow(line)
		switch {
		case !before && lines.open():
			wraps = bytes.Equal(bytes.TrimLeft(bytes.TrimSpace(line), "`~ "), codeBlockMark)
		case before && !lines.open() && wraps:
		default:
			b.Copy(t, start, at)
			continue
		}
		if wraps {
			b.Put("\n", t, start)
		} else {
			b.Copy(t, start, at)
		}
	}
	return b.Text(t.Name)
}

// Code that a page imports as it is: https://docusaurus.io/docs/markdown-features/react#importing-code-snippets
var (
	rawImport = lazyregexp.New(`(?m)^import\s+(\w+)\s+from\s+["'](?:!!raw-loader!([^"'\n]+)|([^"'\n]+)\?raw)["']`)
	rawBlock  = lazyregexp.New(`<CodeBlock\b[^<>]*>\s*(\{(\w+)\})\s*</CodeBlock>`)
)

// withSources returns a text with imported code in the place of its name in CodeBlocks.
func (m *mdx) withSources(t *source.Text, report diag.Reporter) *source.Text {
	if !bytes.Contains(t.Data, []byte("<CodeBlock")) {
		return t
	}
	files := map[string]string{}
	for _, i := range rawImport.FindAllSubmatch(t.Data, -1) {
		files[string(i[1])] = string(i[2]) + string(i[3])
	}
	if len(files) == 0 {
		return t
	}
	e := &mdxExpansion{expansion{includer: &m.includer, report: report}, m}
	last := 0
	for _, block := range rawBlock.FindAllSubmatchIndex(t.Data, -1) {
		file := files[string(t.Data[block[4]:block[5]])]
		if e.reads++; file == "" || e.reads > maxReads || e.Len() > maxExpanded {
			continue
		}
		code := e.expansion.read(e.resolve(t, file), &including{file: t.Name}, t.Pos(block[2]), report)
		if code == nil {
			continue
		}
		e.Copy(t, last, block[2])
		e.Put("{`"+templateEscapes.Replace(string(code.Data))+"`}", t, block[2])
		last = block[3]
	}
	e.Copy(t, last, len(t.Data))
	return e.Text(t.Name)
}

// templateEscapes writes text as a template literal has it.
var templateEscapes = strings.NewReplacer("\\", "\\\\", "`", "\\`", "${", "\\${")
