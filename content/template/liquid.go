package template

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// A LiquidSite is what the templates of a site made with Jekyll can ask for: https://jekyllrb.com/docs/variables/
type LiquidSite struct {
	FS       fs.FS
	Limits   source.Limits
	Config   source.Value
	Data     string // the folder of data files
	Includes string // the folder of included texts
	Layouts  string // the folder of layouts
	Base     string // the path prefix of the site
	URL      string // the site's address without it
	Pages    []LiquidPage
}

// A LiquidPage is a page as templates see it.
type LiquidPage struct {
	Doc                    *source.Doc
	Title, URL, Collection string
}

// Liquid returns an expander of Jekyll's templates: https://jekyllrb.com/docs/liquid/
//
// It evaluates no more than names, comparisons and filters, and runs nothing. A tag that it does not know is dropped and
// what it stands around is kept.
func Liquid(site LiquidSite, report diag.Reporter) source.Expander {
	l := &liquid{LiquidSite: site, includer: includer{site.FS, site.Limits}, byPath: map[string]LiquidPage{}}
	for _, p := range site.Pages {
		l.byPath[p.Doc.Text.Name] = p
	}
	l.site = l.siteVariables(report)
	return l
}

type liquid struct {
	LiquidSite
	includer includer
	byPath   map[string]LiquidPage
	site     liquidValue
}

// maxSteps is how many tags, outputs and texts a page may come to with all loops and includes.
const maxSteps = 200_000

// A liquidPage is one page that is being expanded.
type liquidPage struct {
	*liquid
	report  diag.Reporter
	out     *source.Builder
	vars    map[string]liquidValue
	text    *source.Text // that is being read: the page's or an included one
	at      *liquidNode  // that is being shown
	from    *including
	steps   int
	bytes   int    // that have been shown or have come out of filters
	leaving string // "break" or "continue" while a loop is being left
	cycles  map[string]int
}

// Expand returns the text of a page as Jekyll hands it to kramdown.
func (l *liquid) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if nextLiquid(doc.Text.Data) < 0 {
		return doc.Text
	}
	x := &liquidPage{
		liquid: l, report: report, out: &source.Builder{}, text: doc.Text, from: &including{file: doc.Text.Name},
		vars: map[string]liquidValue{"site": l.site, "page": l.pageVariables(l.pageOf(doc))}, cycles: map[string]int{},
	}
	x.render(parseLiquid(doc.Text, report))
	return x.out.Text(doc.Text.Name)
}

func (l *liquid) pageOf(doc *source.Doc) LiquidPage {
	if p, ok := l.byPath[doc.Text.Name]; ok {
		return p
	}
	return LiquidPage{Doc: doc}
}

func (x *liquidPage) render(nodes []*liquidNode) {
	for _, n := range nodes {
		if x.leaving != "" {
			return
		}
		x.at = n
		if x.steps++; x.isTooMuch() {
			x.tally(n, diag.Error, "include-too-large", "this page expands to too much", "it ends here")
			return
		}
		switch n.kind {
		case liquidText:
			x.out.Copy(x.text, n.start, n.stop)
			x.bytes += n.stop - n.start
		case liquidOutput:
			x.output(n)
		case liquidTag:
			x.tag(n)
		}
	}
}

func (x *liquidPage) isTooMuch() bool { return x.steps > maxSteps || x.bytes > maxExpanded }

// output shows a value. What is no expression at all, such as braces of TeX, stays as it is.
func (x *liquidPage) output(n *liquidNode) {
	if n.args != "" && !liquidPath.MatchString(n.args) {
		x.tally(n, diag.Warning, "template-broken", "what stands in {{ }} here cannot be read", "as it stands")
		x.out.Copy(x.text, n.start, n.stop)
		return
	}
	v := x.expression(n.args).filtered()
	if v == nil {
		x.missing(n)
	}
	if m, ok := v.(*liquidMap); ok && m.page != nil {
		x.document(n, m)
		return
	}
	if apart := strings.HasSuffix(n.args, "markdownify") && strings.Contains(strings.TrimSpace(text(v)), "\n"); apart {
		x.out.Put("\n\n", x.text, n.start) // blocks of Markdown, perhaps between tags
		defer x.out.Put("\n\n", x.text, n.start)
	}
	x.put(n, v)
}

// put shows a value in the place of n.
func (x *liquidPage) put(n *liquidNode, v liquidValue) {
	if t, ok := v.(*source.Text); ok {
		x.out.Copy(t, 0, len(t.Data))
		x.bytes += len(t.Data)
		return
	}
	s := text(v)
	x.out.Put(s, x.text, n.start)
	x.bytes += len(s)
}

// missing notes a variable that there is not. What an include is not given is left out on purpose.
func (x *liquidPage) missing(n *liquidNode) {
	name, _, _ := strings.Cut(n.args, "|")
	name = strings.TrimSpace(name)
	if name == "" || strings.HasPrefix(name, "include.") || strings.ContainsAny(name[:1], `"'`) {
		return
	}
	x.tally(n, diag.Note, "variable-unknown", "there is nothing called "+shortName(name), "nothing")
}

func shortName(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}

// captured returns what body comes to instead of showing it.
func (x *liquidPage) captured(body []*liquidNode) *source.Text {
	out := x.out
	x.out = &source.Builder{}
	x.render(body)
	t := x.out.Text(x.text.Name)
	x.out = out
	return t
}

// tally reports what is so wherever a page has such a thing: it is told once.
func (x *liquidPage) tally(n *liquidNode, severity diag.Severity, code, message, instead string) {
	x.report.Report(diag.Diagnostic{
		Pos: x.text.Pos(n.start), Severity: severity, Code: code, Message: message, Instead: instead, ByName: true,
	})
}

func (x *liquidPage) wrong(n *liquidNode, code, message string) {
	x.report.Report(diag.Diagnostic{
		Pos: x.text.Pos(n.start), Severity: diag.Error, Code: code, Message: message, Instead: "nothing",
	})
}

// branches shows the branch of n that is to be shown.
func (x *liquidPage) branches(n *liquidNode, holds func(*liquidNode) bool) {
	for b := n; b != nil; b = b.branch {
		if b.name == "else" || holds(b) {
			x.render(b.body)
			return
		}
	}
}

func (x *liquidPage) conditional(n *liquidNode) {
	x.branches(n, func(b *liquidNode) bool {
		return x.expression(b.args).condition() != (b.name == "unless")
	})
}

func (x *liquidPage) choice(n *liquidNode) {
	v := x.expression(n.args).filtered()
	x.branches(n, func(b *liquidNode) bool {
		if b.name != "when" {
			return false
		}
		for e := x.expression(b.args); e.peek() != ""; {
			if literal := e.peek(); equalValues(v, e.value(), literal) {
				return true
			}
			if !e.accept(",") && !e.accept("or") {
				break
			}
		}
		return false
	})
}

// loop shows the body of a for once for each item.
func (x *liquidPage) loop(n *liquidNode) {
	e := x.expression(n.args)
	name := e.next()
	if !liquidName.MatchString(name) || !e.accept("in") {
		x.wrong(n, "template-broken", fmt.Sprintf("%q is no loop", shortName(n.args)))
		return
	}
	items := e.loopItems(list(e.value()))
	x.steps += len(items) / 10 // to make the list, even if the loop is left at once
	if len(items) == 0 {
		x.branches(n, func(*liquidNode) bool { return false })
		return
	}
	outer, outerLoop := x.vars[name], x.vars["forloop"]
	for i, item := range items {
		x.vars[name], x.vars["forloop"] = item, forLoop(i, len(items))
		x.render(n.body)
		if left := x.leaving; left != "" {
			x.leaving = ""
			if left == "break" {
				break
			}
		}
		if x.isTooMuch() {
			break
		}
	}
	x.vars[name], x.vars["forloop"] = outer, outerLoop
}

// loopItems reads the limit, the offset and the direction of a loop.
func (e *expression) loopItems(items []liquidValue) []liquidValue {
	items = slices.Clone(items)
	for e.peek() != "" {
		switch word := e.next(); {
		case word == "reversed":
			slices.Reverse(items)
		case word == "offset" && e.accept(":"):
			items = items[min(max(int(number(e.value())), 0), len(items)):]
		case word == "limit" && e.accept(":"):
			items = items[:min(max(int(number(e.value())), 0), len(items))]
		}
	}
	return items
}

func forLoop(i, n int) *liquidMap {
	return &liquidMap{get: func(key string) liquidValue {
		switch key {
		case "index":
			return float64(i + 1)
		case "index0":
			return float64(i)
		case "rindex":
			return float64(n - i)
		case "rindex0":
			return float64(n - i - 1)
		case "first":
			return i == 0
		case "last":
			return i == n-1
		case "length":
			return float64(n)
		}
		return nil
	}}
}
