package template

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// A HugoSite is what shortcodes ask of the site that they are called in.
type HugoSite struct {
	Root    string       // the folder of the site
	Content string       // the folder of its pages
	Params  source.Value // from the settings

	// Address returns the address of the page that a reference in a file means, "" if there is none.
	Address func(file, ref string) string
}

// Hugo returns what shortcodes of Hugo and its themes do to texts: addresses of pages take the place of {{< ref >}} and
// {{< relref >}}, parameters that of {{< param >}}, texts that of {{< include >}} and {{< readfile >}}. Others are for the
// dialect to read. https://gohugo.io/content-management/shortcodes/
func Hugo(fsys fs.FS, limits source.Limits, site HugoSite) source.Expander {
	return &hugo{includer{fsys, limits}, site}
}

type hugo struct {
	includer
	HugoSite
}

var (
	hugoTag  = lazyregexp.New(`(?i)\{\{[<%][ \t]*(ref|relref|param|siteparam|include|readfile)[ \t]+([^\n]*?)[ \t]*/?[%>]\}\}`)
	hugoPart = lazyregexp.New("(?:([\\w-]+)[ \t]*=[ \t]*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\\s\"`=]+))")
)

func (h *hugo) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if !hugoTag.Match(doc.Text.Data) {
		return doc.Text
	}
	e := &hugoExpansion{expansion: expansion{includer: &h.includer, report: report}, hugo: h, doc: doc}
	e.copy(doc.Text, 0, &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// A hugoExpansion puts one page together.
type hugoExpansion struct {
	expansion
	*hugo
	doc *source.Doc
}

// copy adds a text from start on, with what its shortcodes stand for.
func (e *hugoExpansion) copy(t *source.Text, start int, from *including) {
	last := start
	for _, m := range hugoTag.FindAllSubmatchIndex(t.Data[start:], -1) {
		at, end := start+m[0], start+m[1]
		e.Copy(t, last, at)
		last = end
		arguments := hugoArguments(string(t.Data[start+m[4] : start+m[5]]))
		if !e.call(t, at, strings.ToLower(string(t.Data[start+m[2]:start+m[3]])), arguments, from) {
			e.Copy(t, at, end)
		}
	}
	e.Copy(t, last, len(t.Data))
}

// hugoArguments are the values of arguments by their names, or by "0" the first one without.
func hugoArguments(s string) map[string]string {
	arguments := map[string]string{}
	for _, m := range hugoPart.FindAllStringSubmatch(s, -1) {
		name := strings.ToLower(m[1])
		if name == "" {
			if _, ok := arguments["0"]; ok {
				continue
			}
			name = "0"
		}
		arguments[name] = m[2] + m[3] + m[4]
	}
	return arguments
}

// call adds what a shortcode stands for. It reports whether it did.
func (e *hugoExpansion) call(t *source.Text, at int, name string, arguments map[string]string, from *including) bool {
	first := arguments["0"]
	switch name {
	case "ref", "relref":
		ref := cmp.Or(arguments["path"], first)
		address := cmp.Or(e.Address(t.Name, ref), ref) // what leads nowhere is told of when links are resolved
		e.Put(strings.ReplaceAll(address, " ", "%20"), t, at)
		return true
	case "param", "siteparam":
		keys := strings.Split(cmp.Or(arguments["name"], first), ".")
		value := e.Params.Get(keys...).String()
		if front := e.doc.Front; front != nil {
			value = cmp.Or(front.Get(keys...).String(), front.Get("params").Get(keys...).String(), value)
		}
		e.Put(value, t, at)
		return value != ""
	}
	return e.include(t, at, cmp.Or(arguments["file"], first), arguments, from)
}

// include adds a file: as code if the shortcode asks for that.
func (e *hugoExpansion) include(t *source.Text, at int, name string, arguments map[string]string, from *including) bool {
	file := e.find(t, name)
	if file == "" {
		return false
	}
	included := e.open(file, from, t.Pos(at))
	if included == nil {
		return true
	}
	if arguments["code"] == "true" {
		fence := fenceFor(included.Data)
		e.Put("\n"+fence+arguments["lang"]+"\n", t, at)
		e.Copy(included, 0, len(included.Data))
		e.Put("\n"+fence+"\n", t, at)
		return true
	}
	e.copy(included, afterFront(included), &including{included.Name, from})
	return true
}

// find returns the file that a shortcode means: beside the page, among the pages, or in the site's folder; "" if there is
// none.
func (e *hugoExpansion) find(t *source.Text, name string) string {
	for _, dir := range []string{path.Dir(t.Name), e.Content, e.Root, path.Join(e.Content, "includes"), path.Join(e.Root, "assets")} {
		file := path.Join(dir, name)
		if !fs.ValidPath(file) || strings.HasPrefix(name, "/") && dir == path.Dir(t.Name) {
			continue
		}
		if info, err := fs.Stat(e.expansion.fs, file); err == nil && !info.IsDir() {
			return file
		}
	}
	return ""
}
