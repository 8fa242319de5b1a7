package xhtml

// A Cleaner says what has to be otherwise for a system that cleans the pages it is given.
type Cleaner struct {
	Instead  map[string]string                  // of elements that it takes out, others that serve
	Style    func(element, class string) string // it takes style sheets out: the style attribute of an element
	Keep     func(element, attr string) bool    // which attributes it allows; nil allows all
	TeX      bool                               // it takes MathML out: formulas are TeX, for MathJax to find
	Brackets bool                               // with TeX, those on lines of their own stand in \[ \] instead of $$ $$
	Signs    bool                               // it takes fields out: tasks have signs instead of boxes to tick
	Linkless string                             // its name, if links within the course lead nowhere in it: their texts name the page
}

// keeps reports whether an element, by the name that it has here, may have an attribute.
func (c *Cleaner) keeps(element, attr string) bool { return c.Keep == nil || c.Keep(element, attr) }

// named is the name under which an element is written.
func (w *Writer) named(element string) string {
	if other, ok := w.Clean.Instead[element]; ok {
		return other
	}
	return element
}

// style writes the style of an element that has the attributes attrs, one of which may be a style.
func (w *Writer) style(element string, attrs []string) {
	class, own := "", ""
	for i := 0; i < len(attrs); i += 2 {
		switch attrs[i] {
		case "class":
			class = attrs[i+1]
		case "style":
			own = attrs[i+1]
		}
	}
	if style := w.Clean.Style(element, class); style != "" && own == "" {
		w.attr("style", style)
	}
}

// texFormula writes a formula between the signs by which MathJax finds it.
func (w *Writer) texFormula(tex string, display bool) {
	switch {
	case !display:
		w.text(`\(` + tex + `\)`)
	case w.Clean.Brackets:
		w.text(`\[` + tex + `\]`)
	default:
		w.text("$$" + tex + "$$")
	}
}
