package resolve

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// References to what has a label say its number: "Figure 3". As with equations, what an author never refers to gets no
// number: as soon as one figure is referred to, all figures with labels are counted, through the course. A heading has no
// number; a reference says its title.

// A labelled is what a reference may lead to.
type labelled struct {
	part   *content.Part
	node   content.Node // nil if it is the part
	kind   string       // "" if such things have no numbers
	letter string       // of a figure inside of another
	number string
}

// references are the labels of a course and the kinds of things that are referred to.
type references struct {
	words  map[string]string
	all    map[string][]*labelled
	order  []*labelled
	kinds  map[string]bool
	labels map[string]bool // that are referred to
}

func newReferences(c *content.Course, pages []*inventory) *references {
	r := &references{words: referenceWords(c.Language), all: map[string][]*labelled{}, kinds: map[string]bool{}, labels: map[string]bool{}}
	for _, page := range pages {
		for _, ref := range page.refs {
			r.labels[ref.Label] = true
		}
	}
	return r
}

// lead finds what is referred to and numbers it. Equations have been numbered before.
func (r *references) lead(c *content.Course) {
	if len(r.labels) == 0 {
		return
	}
	for p := range c.Parts {
		r.collect(p)
	}
	for label := range r.labels {
		for _, found := range r.all[label] {
			r.kinds[found.kind] = true
		}
	}
	r.number()
}

func (r *references) add(label string, l *labelled) {
	r.all[label] = append(r.all[label], l)
	r.order = append(r.order, l)
}

// collect notes what has a label on a page.
func (r *references) collect(p *content.Part) {
	for _, label := range p.Labels {
		r.add(label, &labelled{part: p})
	}
	letters := map[content.Node]string{} // of figures in others
	content.Walk(p, func(n content.Node) bool {
		if m, ok := n.(*content.MathBlock); ok && m.Formula != nil {
			for _, eq := range m.Formula.Equations() {
				r.add(eq.Label, &labelled{part: p, node: n, kind: "Equation", number: eq.Number})
			}
			if m.ID != "" && m.ID != m.Formula.Numbering.Label {
				r.add(m.ID, &labelled{part: p, node: n, kind: "Equation", number: m.Formula.Numbering.Number})
			}
			return true
		}
		id := content.ID(n)
		if f, ok := n.(*content.Figure); ok && letters[n] == "" {
			letterInner(f, letters)
		}
		if id != "" {
			r.add(id, &labelled{part: p, node: n, kind: kindOf(n, id), letter: letters[n]})
		}
		return true
	})
}

// letterInner gives the figures inside of another one letters: (a), (b) and so on.
func letterInner(outer *content.Figure, letters map[content.Node]string) {
	next := 'a'
	content.Walk(outer, func(n content.Node) bool {
		if f, ok := n.(*content.Figure); ok && f != outer && f.ID != "" && next <= 'z' {
			letters[n] = "(" + string(next) + ")"
			next++
		}
		return true
	})
}

// labelKinds are the prefixes of labels by which authors say what something is, and the kind of it.
// https://quarto.org/docs/authoring/cross-references.html
// https://bookdown.org/yihui/bookdown/cross-references.html
var labelKinds = map[string]string{
	"fig": "Figure", "tbl": "Table", "tab": "Table", "lst": "Listing", "eq": "Equation", "thm": "Theorem", "lem": "Lemma",
	"cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture", "def": "Definition", "exm": "Example", "exr": "Exercise",
	"nte": "Note", "tip": "Tip", "wrn": "Warning", "imp": "Important", "cau": "Caution",
}

// kindOf says what something with a label is; "" if it is of a kind that has no numbers.
func kindOf(n content.Node, id string) string {
	prefix, _, ok := strings.Cut(strings.ReplaceAll(id, ":", "-"), "-")
	byLabel := ""
	if ok {
		byLabel = labelKinds[prefix]
	}
	switch n.(type) {
	case *content.Heading, *content.Entry, *content.Span:
		return ""
	case *content.Figure:
		if byLabel == "" {
			return "Figure"
		}
	case *content.Table:
		return "Table"
	case *content.CodeBlock:
		return "Listing"
	case *content.Exercise:
		if byLabel == "" {
			return "Exercise"
		}
	}
	return byLabel
}

// number counts what is of a kind that is referred to and puts its number before its caption or its title.
func (r *references) number() {
	last := map[string]int{}
	for _, l := range r.order {
		switch {
		case l.kind == "" || l.kind == "Equation" || !r.kinds[l.kind]:
		case l.letter != "":
			l.number = strconv.Itoa(last[l.kind]) + "\u00a0" + l.letter
			putNumber(l.node, "", l.letter)
		default:
			last[l.kind]++
			l.number = strconv.Itoa(last[l.kind])
			putNumber(l.node, l.kind, r.word(l.kind)+"\u00a0"+l.number)
		}
	}
}

// putNumber puts a name before the caption or the title of n. A title that starts with the kind gets it in place of that.
func putNumber(n content.Node, kind, name string) {
	var to *[]content.Inline
	switch n := n.(type) {
	case *content.Figure:
		to = &n.Caption
	case *content.Table:
		to = &n.Caption
	case *content.Callout:
		to = &n.Title
	case *content.Exercise:
		to = &n.Title
	case *content.Details:
		to = &n.Summary
	default:
		return
	}
	if len(*to) > 0 && kind != "" {
		if t, ok := (*to)[0].(*content.Text); ok && (t.Text == kind || strings.HasPrefix(t.Text, kind+" (")) {
			t.Text = name + strings.TrimPrefix(t.Text, kind)
			return
		}
	}
	switch {
	case len(*to) == 0:
	case strings.HasSuffix(name, ")"):
		name += " "
	default:
		name += ": "
	}
	*to = append([]content.Inline{&content.Text{Pos: n.Position(), Text: name}}, *to...)
}

func (r *references) word(kind string) string {
	if word := r.words[kind]; word != "" {
		return word
	}
	return kind
}

// reference makes of a link to a label one that says where it leads.
func (r *resolver) reference(p *content.Part, n *content.Link, ref content.Reference) []content.Inline {
	found := r.refs.find(p, ref.Label)
	if found == nil {
		if page := r.site.page(p, p.Source, ref.Label); page != nil {
			found = &labelled{part: page}
		}
	}
	if found == nil {
		hint := diag.DidYouMean(ref.Label, slices.Sorted(maps.Keys(r.refs.all)))
		r.warn(n.Pos, "reference-broken", "nothing has the label "+strconv.Quote(ref.Label), "the label", hint)
		return append(n.Inlines, &content.Text{Pos: n.Pos, Text: ref.Label})
	}
	target := content.Internal{Part: found.part}
	if found.node != nil {
		target.ID = content.ID(found.node)
	}
	text := r.refs.text(found, ref.Bare)
	for _, in := range n.Inlines {
		if t, ok := in.(*content.Text); ok {
			t.Text = strings.ReplaceAll(t.Text, "%s", r.refs.text(found, true))
		}
	}
	if len(n.Inlines) == 0 {
		n.Inlines = []content.Inline{&content.Text{Pos: n.Pos, Text: text}}
	}
	n.Target = target
	return []content.Inline{n}
}

// find returns what has a label: on page p, else on the first page that has it.
func (r *references) find(p *content.Part, label string) *labelled {
	all := r.all[label]
	for _, l := range all {
		if l.part == p {
			return l
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// text is what a reference says: the name and the number of what it leads to, or its title.
func (r *references) text(l *labelled, bare bool) string {
	h, isHeading := l.node.(*content.Heading)
	switch {
	case l.number != "" && bare && l.kind == "Equation":
		return "(" + l.number + ")"
	case l.number != "" && bare:
		return l.number
	case l.number != "":
		return r.word(l.kind) + "\u00a0" + l.number
	case isHeading:
		return "“" + content.PlainText(h.Inlines) + "”"
	case l.kind != "":
		return r.word(l.kind)
	}
	return "“" + l.part.Title + "”"
}

// referenceWords are the names of kinds in a language; those of English are the kinds themselves.
func referenceWords(language string) map[string]string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch base {
	case "de":
		return map[string]string{
			"Figure": "Abbildung", "Table": "Tabelle", "Equation": "Gleichung", "Theorem": "Satz", "Example": "Beispiel", "Exercise": "Übung",
		}
	case "fr":
		return map[string]string{
			"Table": "Tableau", "Equation": "Équation", "Theorem": "Théorème", "Lemma": "Lemme", "Example": "Exemple", "Exercise": "Exercice",
		}
	case "es":
		return map[string]string{
			"Figure": "Figura", "Table": "Tabla", "Equation": "Ecuación", "Theorem": "Teorema", "Example": "Ejemplo", "Exercise": "Ejercicio",
		}
	case "pt":
		return map[string]string{
			"Figure": "Figura", "Table": "Tabela", "Equation": "Equação", "Theorem": "Teorema", "Example": "Exemplo", "Exercise": "Exercício",
		}
	case "it":
		return map[string]string{
			"Figure": "Figura", "Table": "Tabella", "Equation": "Equazione", "Theorem": "Teorema", "Example": "Esempio", "Exercise": "Esercizio",
		}
	}
	return nil
}
