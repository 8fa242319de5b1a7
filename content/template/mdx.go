package template

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// MDX returns what bundlers do to pages in MDX that import others: import Part from './_part.mdx' puts its text where
// <Part /> stands on lines of its own. What is handed to it is left out. Aliases are those of the site's paths.
// https://docusaurus.io/docs/markdown-features/react#importing-markdown
func MDX(fsys fs.FS, limits source.Limits, aliases []source.Alias) source.Expander {
	return &mdx{includer{fsys, limits}, aliases}
}

type mdx struct {
	includer
	aliases []source.Alias
}

var (
	mdxImport = lazyregexp.New(`^import\s+([A-Z]\w*)\s+from\s+(?:'([^'\n]+\.mdx?)'|"([^"\n]+\.mdx?)")\s*;?\s*$`)
	mdxTag    = lazyregexp.New(`(?m)^([ \t]*)<([A-Z]\w*)(?:\s[^<>]*?)?(?:/>|>\s*</[A-Z]\w*>)[ \t]*$`)
)

func (m *mdx) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	t := m.withSources(unwrapped(doc.Text), report)
	if len(importedParts(t.Data)) == 0 {
		return t
	}
	e := &mdxExpansion{expansion{includer: &m.includer, report: report}, m}
	e.copy(t, "", &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// An mdxExpansion puts one page together.
type mdxExpansion struct {
	expansion
	*mdx
}

// copy adds a text with the texts that it imports, each line behind indent.
func (e *mdxExpansion) copy(t *source.Text, indent string, from *including) {
	parts := importedParts(t.Data)
	last, seen := 0, 0
	var lines code
	for _, m := range mdxTag.FindAllSubmatchIndex(t.Data, -1) {
		file, ok := parts[string(t.Data[m[4]:m[5]])]
		lines.follow(t.Data[seen:m[0]])
		seen = m[0]
		if !ok || lines.open() {
			continue
		}
		e.indented(t, last, m[0], indent)
		last = m[1]
		e.include(t, m[4]-1, e.resolve(t, file), indent+string(t.Data[m[2]:m[3]]), from)
	}
	e.indented(t, last, len(t.Data), indent)
}

// importedParts returns the addresses of the pages that a text imports, by the names that it gives them.
func importedParts(text []byte) map[string]string {
	parts := map[string]string{}
	for line := range bytes.Lines(text) {
		if line[0] != 'i' {
			continue
		}
		if m := mdxImport.FindSubmatch(line); m != nil {
			parts[string(m[1])] = string(m[2]) + string(m[3])
		}
	}
	return parts
}

// resolve returns the path of a file that a text imports.
func (e *mdxExpansion) resolve(t *source.Text, file string) string {
	for _, a := range e.aliases {
		if rest, ok := strings.CutPrefix(file, a.Start); ok {
			return path.Join(a.Folder, rest)
		}
	}
	return path.Join(path.Dir(t.Name), file)
}

func (e *mdxExpansion) include(t *source.Text, offset int, file, indent string, from *including) {
	part := e.open(file, from, t.Pos(offset))
	if part == nil {
		return
	}
	e.Put("\n", t, offset)
	e.copy(withoutFront(part), indent, &including{part.Name, from})
	e.Put("\n", t, offset)
}

// withoutFront returns a text whose front matter is blank.
func withoutFront(t *source.Text) *source.Text {
	data := bytes.Clone(t.Data)
	for i := range afterFront(t) {
		if data[i] != '\n' {
			data[i] = ' '
		}
	}
	return source.NewText(t.Name, data)
}

// indented copies a run of a text, each of its lines behind indent.
func (e *mdxExpansion) indented(t *source.Text, start, stop int, indent string) {
	if indent == "" {
		e.Copy(t, start, stop)
		return
	}
	for start < stop {
		end := stop
		if i := bytes.IndexByte(t.Data[start:stop], '\n'); i >= 0 {
			end = start + i + 1
		}
		if len(bytes.TrimSpace(t.Data[start:end])) > 0 {
			e.Put(indent, t, start)
		}
		e.Copy(t, start, end)
		start = end
	}
}
