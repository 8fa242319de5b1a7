package jsdata

import (
	"path"
	"slices"
	"strings"

	"coursepack/content/source"
)

// An imported name is called so in the module that it comes from; "default" is what that exports by default.
type imported struct{ module, name string }

// imports reads the names of an import and the module that they come from.
func (m *Module) imports() {
	theirs := map[string]string{} // by the name that it has here
	last, braces := "", false
	for {
		switch t := m.peek(); {
		case t.is("{"):
			braces = true
		case t.is("}"), t.is(","), t.word("from"):
		case t.is("*"):
			last = ""
		case t.word("as"):
			m.take()
			if here := m.peek(); here.kind == name {
				original := theirs[last]
				delete(theirs, last)
				theirs[here.text] = original
			}
		case t.kind == name:
			last, theirs[t.text] = t.text, "default"
			if braces {
				theirs[t.text] = t.text
			}
		case t.kind == text:
			for here, there := range theirs {
				m.Imports[here] = t.text
				m.from[here] = imported{t.text, there}
			}
			m.take()
			return
		default:
			return
		}
		m.take()
	}
}

// bindImported gives a name the value that it has in another file of the author's, if there is one.
func (m *Module) bindImported(here string) {
	from := m.from[here]
	if _, bound := m.values[here]; bound || m.open == nil || *m.budget == 0 || !strings.HasPrefix(from.module, ".") {
		return
	}
	src := m.openModule(path.Join(path.Dir(m.src.Name), from.module))
	if src == nil {
		return
	}
	*m.budget--
	other := parseModule(src, m.open, m.budget)
	v := other.values[from.name]
	if from.name == "default" {
		v = other.Default
	}
	m.values[here] = v.within(src)
}

// openModule finds the file of a module, which an import may name without its extension, or with that of what
// TypeScript makes of it.
func (m *Module) openModule(name string) *source.Text {
	stem := strings.TrimSuffix(name, path.Ext(name))
	names := []string{name}
	for _, ext := range []string{".ts", ".mts", ".js", ".mjs"} {
		names = append(names, name+ext, path.Join(name, "index"+ext))
		if isScript := slices.Contains([]string{".js", ".mjs"}, path.Ext(name)); isScript {
			names = append(names, stem+ext)
		}
	}
	for _, name := range names {
		if src := m.open(name); src != nil {
			return src
		}
	}
	return nil
}

// within returns v with the text that it and all in it stand in.
func (v Value) within(src *source.Text) Value {
	if v.src == nil {
		v.src = src
	}
	v.Items, v.Props = slices.Clone(v.Items), slices.Clone(v.Props)
	for i, item := range v.Items {
		v.Items[i] = item.within(src)
	}
	for i, p := range v.Props {
		v.Props[i].Value = p.Value.within(src)
	}
	return v
}
