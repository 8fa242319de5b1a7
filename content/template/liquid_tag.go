package template

import (
	"bytes"
	"html"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// tag does what a tag says: https://jekyllrb.com/docs/liquid/tags/
func (x *liquidPage) tag(n *liquidNode) {
	switch n.name {
	case "if", "unless":
		x.conditional(n)
	case "case":
		x.choice(n)
	case "for", "tablerow":
		x.loop(n)
	case "break", "continue":
		x.leaving = n.name
	case "assign":
		if name, value, ok := strings.Cut(n.args, "="); ok {
			x.vars[strings.TrimSpace(name)] = x.expression(value).filtered()
		}
	case "capture":
		x.vars[strings.Trim(n.args, `"' `)] = x.captured(n.body)
	case "increment", "decrement":
		// Counters are for pages that are built of parts.
	case "cycle":
		x.cycle(n)
	case "raw":
		x.render(n.body)
	case "math":
		x.out.Copy(x.text, n.start, n.stop)
		x.render(n.body)
		x.out.Put("{% endmath %}", x.text, n.start)
	case "comment", "doc", "#":
		// Not for readers.
	case "include", "include_cached", "include_relative":
		x.include(n)
	case "highlight":
		x.highlight(n)
	case "link", "post_url":
		x.link(n)
	default:
		x.plugin(n)
	}
}

func (x *liquidPage) cycle(n *liquidNode) {
	var values []liquidValue
	for e := x.expression(n.args); e.peek() != ""; e.accept(",") {
		values = append(values, e.value())
	}
	if len(values) > 0 {
		x.put(n, values[x.cycles[n.args]%len(values)])
		x.cycles[n.args]++
	}
}

// A parameter of an include: name="text", name=variable.
var liquidParameter = lazyregexp.New(`([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']+)`)

// include puts another file in the place of the tag. Its parameters are in "include" there.
// https://jekyllrb.com/docs/includes/
func (x *liquidPage) include(n *liquidNode) {
	name, rest := splitInclude(n.args)
	name = x.interpolate(name)
	file := path.Join(x.Includes, name)
	if n.name == "include_relative" {
		file = path.Join(path.Dir(x.text.Name), name)
	}
	params := x.parameters(rest)
	if _, err := fs.Stat(x.FS, path.Clean(file)); err != nil && n.name != "include_relative" {
		x.themeInclude(n, name, params)
		return
	}
	outer := x.vars["include"]
	x.vars["include"] = params
	x.file(n, file)
	x.vars["include"] = outer
}

// file shows another file in the place of n.
func (x *liquidPage) file(n *liquidNode, name string) {
	t := x.includer.read(name, x.from, x.text.Pos(n.start), x.report)
	if t == nil {
		return
	}
	source.SplitFront(t.Name, t.Data, &diag.List{})
	outer, from := x.text, x.from
	x.text, x.from = t, &including{t.Name, from}
	x.render(parseLiquid(t, x.report))
	x.text, x.from = outer, from
}

// document shows a document inside of another page, as its own layout has it.
// https://jekyllrb.com/docs/collections/#documents
func (x *liquidPage) document(n *liquidNode, variables *liquidMap) {
	vars, out := x.vars, x.out
	defer func() { x.vars, x.out = vars, out }()
	x.vars = map[string]liquidValue{"site": x.site, "page": variables}
	x.out = &source.Builder{}
	x.file(n, variables.page.Doc.Text.Name)
	body := x.out.Text(x.text.Name)
	layout := path.Join(x.Layouts, text(variables.get("layout"))+".html")
	if info, err := fs.Stat(x.FS, layout); err != nil || info.IsDir() {
		out.Copy(body, 0, len(body.Data))
		return
	}
	x.vars["content"] = ""
	if !isBlank(body.Data) {
		x.vars["content"] = bodyMark
	}
	x.out = &source.Builder{}
	x.file(n, layout)
	fillLayout(out, x.out.Text(layout), body)
}

// bodyMark stands in a layout for what it is around.
const bodyMark = "\x00"

func isBlank(data []byte) bool { return len(bytes.TrimSpace(data)) == 0 }

// fillLayout adds a layout to out with a body in its place. That is Markdown, the layout is not: its lines keep together
// and are not indented, and the body stands between blank lines.
func fillLayout(out *source.Builder, layout, body *source.Text) {
	at := 0
	for line := range bytes.Lines(layout.Data) {
		start, stop := at, at+len(line)
		at = stop
		if isBlank(line) {
			continue
		}
		start += len(line) - len(bytes.TrimLeft(line, " \t"))
		for {
			i := bytes.IndexByte(layout.Data[start:stop], bodyMark[0])
			if i < 0 {
				break
			}
			out.Copy(layout, start, start+i)
			out.Put("\n\n", layout, start+i)
			out.Copy(body, 0, len(body.Data))
			out.Put("\n\n", layout, start+i)
			start += i + 1
		}
		out.Copy(layout, start, stop)
	}
}

// splitInclude splits the name of a file from the parameters. The name may be an output.
func splitInclude(args string) (name, rest string) {
	head := ""
	if strings.HasPrefix(args, "{{") {
		if i := strings.Index(args, "}}"); i >= 0 {
			head, args = args[:i+2], args[i+2:]
		}
	}
	name, rest, _ = strings.Cut(args, " ")
	return head + strings.Trim(name, `"'`), rest
}

// interpolate replaces outputs in an argument by their values.
func (x *liquidPage) interpolate(s string) string {
	return liquidInner.ReplaceAllStringFunc(s, func(output string) string {
		return text(x.expression(output[2 : len(output)-2]).filtered())
	})
}

var liquidInner = lazyregexp.New(`\{\{[^{}]*\}\}`)

func (x *liquidPage) parameters(s string) *liquidMap {
	m := &liquidMap{}
	values := map[string]liquidValue{}
	for _, p := range liquidParameter.FindAllStringSubmatch(s, -1) {
		m.keys = append(m.keys, p[1])
		if c := p[2][0]; c == '"' || c == '\'' {
			values[p[1]] = strings.ReplaceAll(p[2][1:len(p[2])-1], `\`+string(c), string(c))
		} else {
			values[p[1]] = x.expression(p[2]).value()
		}
	}
	m.get = func(key string) liquidValue { return values[key] }
	return m
}

// themeInclude does what the includes of well-known themes do, which are not in the source:
// https://mmistakes.github.io/minimal-mistakes/docs/helpers/
func (x *liquidPage) themeInclude(n *liquidNode, name string, params *liquidMap) {
	get := func(key string) string { return text(params.get(key)) }
	switch strings.TrimSuffix(name, ".html") {
	case "figure":
		x.figure(n, firstText(get("image_path"), get("src"), get("url"), get("path")), get("alt"), get("caption"))
	case "video":
		if id := get("id"); id != "" && get("provider") != "vimeo" {
			x.out.Put(`<iframe src="https://www.youtube.com/embed/`+html.EscapeString(id)+`"></iframe>`, x.text, n.start)
		} else if id != "" {
			x.out.Put(`<iframe src="https://player.vimeo.com/video/`+html.EscapeString(id)+`"></iframe>`, x.text, n.start)
		}
	case "gh_variables", "toc", "head", "header", "footer", "nav", "sidebar", "analytics", "comments", "mathjax", "base_path", "links":
		// Furniture of the site.
	default:
		x.tally(n, diag.Warning, "include-missing", "there is no file "+path.Join(x.Includes, shortName(name))+" to include", "nothing")
	}
}

func firstText(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// figure shows an image with a caption.
func (x *liquidPage) figure(n *liquidNode, src, alt, caption string) {
	s := `<figure><img src="` + html.EscapeString(src) + `" alt="` + html.EscapeString(alt) + `">`
	if caption != "" {
		s += `<figcaption markdown="span">` + caption + `</figcaption>`
	}
	x.out.Put(s+"</figure>", x.text, n.start)
}

// highlight makes a fence of a block of code, as deep in as the tag is.
// https://jekyllrb.com/docs/liquid/tags/#code-snippet-highlighting
func (x *liquidPage) highlight(n *liquidNode) {
	body := x.captured(n.body)
	data := string(body.Data)
	lang, rest, _ := strings.Cut(n.args, " ")
	line := x.text.Data[:n.start]
	line = line[strings.LastIndexByte(string(line), '\n')+1:]
	indent := ""
	if strings.TrimLeft(string(line), " \t") == "" {
		indent = string(line)
	} else {
		x.out.Put("\n", x.text, n.start)
	}
	marks := "```"
	for strings.Contains(data, marks) {
		marks += "`"
	}
	info := lang
	if strings.Contains(rest, "linenos") {
		info += " showLineNumbers"
	}
	x.out.Put(marks+info+"\n", x.text, n.start)
	start := len(data) - len(strings.TrimLeft(data, "\n"))
	if start == 0 {
		x.out.Put(indent, x.text, n.start)
	}
	x.out.Copy(body, start, max(start, len(strings.TrimRight(data, " \t\n"))))
	x.out.Put("\n"+indent+marks+"\n", x.text, n.stop)
}

// link shows the address of a page or a file that is named by its path, or of a post by its name.
// https://jekyllrb.com/docs/liquid/tags/#links
func (x *liquidPage) link(n *liquidNode) {
	name := strings.Trim(strings.TrimSpace(x.interpolate(n.args)), `"'/`)
	if n.name == "post_url" {
		for _, p := range x.Pages {
			file := p.Doc.Text.Name
			if strings.TrimSuffix(path.Base(file), path.Ext(file)) == path.Base(name) {
				x.out.Put(x.Base+p.URL, x.text, n.start)
				return
			}
		}
		x.wrong(n, "link-broken", "there is no post "+shortName(name))
		return
	}
	address := "/" + name
	if p, ok := x.byPath[name]; ok {
		address = p.URL
	}
	x.out.Put(x.Base+address, x.text, n.start)
}

// An argument of a tag of a plugin: text in quotes, behind a name or not.
var pluginArgument = lazyregexp.New(`(?s)(?:([\w-]+)\s*[=:]\s*)?(?:"([^"]*)"|'((?:[^'\\]|\\.|'\w)*)')`)

// plugin does what the tags of well-known plugins do. One that it does not know is dropped but for what reads like
// sentences in it.
func (x *liquidPage) plugin(n *liquidNode) {
	var args []string
	for _, m := range pluginArgument.FindAllStringSubmatch(n.args, -1) {
		args = append(args, m[2]+m[3])
	}
	at := func(i int) string {
		if i < len(args) {
			return args[i]
		}
		return ""
	}
	switch n.name {
	// Tufte's Jekyll: https://github.com/clayh53/tufte-jekyll
	case "newthought":
		x.out.Put(at(0), x.text, n.start)
	case "marginnote", "sidenote":
		x.aside(n, at(1))
	case "maincolumn", "fullwidth":
		x.figure(n, at(0), "", at(1))
	case "marginfigure", "maincolumn_img":
		x.figure(n, at(1), "", at(2))
	case "epigraph":
		x.out.Put("\n\n> "+strings.Join(args, " — ")+"\n\n", x.text, n.start)

	case "details":
		x.out.Put(`<details markdown="1"><summary>`+strings.Trim(n.args, `"'`)+"</summary>\n", x.text, n.start)
		x.render(n.body)
		x.out.Put("</details>", x.text, n.stop)
	case "youtube":
		x.out.Put(`<iframe src="https://www.youtube.com/embed/`+html.EscapeString(firstText(at(0), n.args))+`"></iframe>`, x.text, n.start)
	case "gist":
		id, _, _ := strings.Cut(n.args, " ")
		address := "https://gist.github.com/" + id
		x.out.Put("["+address+"]("+address+")", x.text, n.start)
	case "toc", "seo", "feed_meta", "avatar", "sitemap":
		// Furniture of the site.
	default:
		x.unknownTag(n, args)
	}
}

// aside writes a note that its site has in the margin.
func (x *liquidPage) aside(n *liquidNode, note string) {
	note = strings.Join(strings.Fields(note), " ")
	if note != "" {
		x.out.Put(`<span class="sidenote">`+note+"</span>", x.text, n.start)
	}
}

func (x *liquidPage) unknownTag(n *liquidNode, args []string) {
	if strings.HasPrefix(n.name, "end") {
		return // of one that is unknown, too
	}
	x.tally(n, diag.Warning, "tag-unknown", "the tag {% "+shortName(n.name)+" %} is not known", "what stands between it and its end")
	for _, s := range args {
		if strings.Contains(strings.TrimSpace(s), " ") {
			x.out.Put(" "+s+" ", x.text, n.start)
		}
	}
	x.render(n.body)
}
