package math

import "strings"

// Source returns the TeX of f with every macro replaced by what it stands for, those of the author as well as those that not
// every program knows: it means the same wherever LaTeX and amsmath are understood.
func (f *Formula) Source() string {
	p := newParser(f.TeX, Options{Macros: f.macros})
	var w sourceWriter
	for t := p.nextText(); t.kind != eof; t = p.nextText() {
		if define := p.table.definitions[t.text]; define != nil && t.kind == command {
			define(p, t)
			continue
		}
		w.token(t)
	}
	return strings.TrimLeft(w.String(), " ")
}

// A sourceWriter writes tokens so that they are read as the same tokens again.
type sourceWriter struct {
	strings.Builder
	word bool // what was written last is a command that letters would go on
}

func (w *sourceWriter) token(t token) {
	text := t.source()
	if w.word && text != "" && isLetter(text[0]) {
		w.WriteByte(' ')
	}
	w.WriteString(text)
	w.word = len(text) > 1 && text[0] == '\\' && isLetter(text[1])
}
