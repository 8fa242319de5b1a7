package template

import (
	"bytes"
	"cmp"
	"html"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Quarto returns what Quarto and knitr do to a text before it is read: shortcodes such as {{< include >}}, {{< meta >}} and
// {{< var >}}, chunks with child documents, bookdown's text references. metadata is that of the project, variables is
// _variables.yml. https://quarto.org/docs/extensions/shortcodes.html
func Quarto(fsys fs.FS, limits source.Limits, metadata, variables source.Value) source.Expander {
	return &quarto{includer{fsys, limits}, metadata, variables}
}

type quarto struct {
	includer
	metadata, variables source.Value
}

// A quartoTag is a shortcode, or one with a third brace, which stands for itself; a chunk that other documents take the
// place of; or a text reference with its text.
// https://bookdown.org/yihui/rmarkdown-cookbook/child-document.html
// https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html#text-references
var quartoTag = lazyregexp.New(`\{\{\{<[^\n]*?>\}\}\}` +
	`|\{\{<[ \t]*([\w-]+)[ \t]*((?:"[^"\n]*"|'[^'\n]*'|[^"'\n])*?)[ \t]*>\}\}` +
	"|(?m:^[ \t]*```+\\{r[^}\n]*\\bchild[ \t]*=[ \t]*([^}\n]*)\\}[ \t]*\n[ \t]*```+[ \t]*$)" +
	`|(?m:^\((ref:[\w-]+)\)[ \t]+(\S[^\n]*)$)` +
	`|\((ref:[\w-]+)\)`)

func (q *quarto) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	data := doc.Text.Data
	if !bytes.Contains(data, []byte("{{<")) && !bytes.Contains(data, []byte("child")) && !bytes.Contains(data, []byte("(ref:")) {
		return doc.Text
	}
	e := &quartoExpansion{quarto: q, report: report, texts: map[string]*source.Text{}}
	if doc.Front != nil {
		e.front = doc.Front.Value
	}
	for _, m := range quartoTag.FindAllSubmatchIndex(data, -1) {
		if m[8] >= 0 {
			var b source.Builder
			b.Copy(doc.Text, m[10], m[11])
			e.texts[string(data[m[8]:m[9]])] = b.Text(doc.Text.Name)
		}
	}
	e.copy(doc.Text, &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// A quartoExpansion puts one page together.
type quartoExpansion struct {
	*quarto
	source.Builder
	report diag.Reporter
	front  source.Value
	texts  map[string]*source.Text // by text reference
	reads  int
}

// copy adds a text with its tags expanded.
func (e *quartoExpansion) copy(t *source.Text, from *including) {
	last := 0
	var lines code
	for _, m := range quartoTag.FindAllSubmatchIndex(t.Data, -1) {
		if e.Len() > maxExpanded {
			e.tooLarge(t, m[0])
			break
		}
		lines.follow(t.Data[last:m[0]])
		e.Copy(t, last, m[0])
		last = m[1]
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return string(t.Data[m[2*i]:m[2*i+1]])
		}
		switch {
		case m[2] >= 0:
			if !e.shortcode(t, m[0], from, group(1), words(group(2)), lines.open()) {
				e.Copy(t, m[0], m[1])
			}
		case m[6] >= 0:
			for _, file := range quotedWords.FindAllStringSubmatch(group(3), -1) {
				e.include(t, m[0], from, file[1]+file[2])
			}
		case m[8] >= 0: // a text that is put elsewhere
		case m[12] >= 0:
			if text := e.texts[group(6)]; text != nil {
				e.Copy(text, 0, len(text.Data))
			} else {
				e.Copy(t, m[0], m[1])
			}
		default: // a shortcode that is shown
			e.Copy(t, m[0]+1, m[1]-1)
		}
	}
	e.Copy(t, last, len(t.Data))
}

// tooLarge reports, once, that there is no room for more.
func (e *quartoExpansion) tooLarge(t *source.Text, at int) {
	if e.reads > maxReads {
		return
	}
	e.reads = maxReads + 1
	e.report.Report(diag.Diagnostic{
		Pos: t.Pos(at), Severity: diag.Error, Code: "include-too-large", ByName: true,
		Message: "with all that it includes, this text is too large", Instead: "the text as it stands from here on",
	})
}

var (
	quotedWords = lazyregexp.New(`"([^"]+)"|'([^']+)'`)
	shortWord   = lazyregexp.New(`(?:([\w-]+)=)?(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
)

// A word of a shortcode has a key if it is a named one.
type word struct{ key, value string }

func words(s string) []word {
	var out []word
	for _, m := range shortWord.FindAllStringSubmatch(s, -1) {
		out = append(out, word{m[1], m[2] + m[3] + m[4]})
	}
	return out
}

// named returns the word with a key; with "", the first without one.
func named(words []word, key string) string {
	for _, w := range words {
		if w.key == key {
			return w.value
		}
	}
	return ""
}

// shortcode adds what a shortcode stands for. It returns false if it is to stay as it is.
func (e *quartoExpansion) shortcode(t *source.Text, at int, from *including, name string, args []word, inCode bool) bool {
	first := named(args, "")
	if inCode && name != "include" && name != "meta" && name != "var" || name == "include" && first == "" {
		return false
	}
	switch name {
	case "include":
		e.include(t, at, from, first)
	case "meta":
		e.value(t, at, first, e.front, e.metadata)
	case "var":
		e.value(t, at, first, e.variables)
	case "video":
		e.video(t, at, args)
	case "kbd":
		e.Put("<kbd>"+html.EscapeString(first)+"</kbd>", t, at)
	case "downloadthis": // https://github.com/shafayetShafee/downloadthis
		label := cmp.Or(named(args, "label"), named(args, "dname"), path.Base(first))
		e.Put("["+strings.NewReplacer("[", `\[`, "]", `\]`).Replace(label)+"](<"+first+">)", t, at)
	case "pagebreak", "fa", "ai", "bi", "iconify", "env": // for the eye, or of the machine that builds the site
	default:
		e.report.Report(diag.Diagnostic{
			Pos: t.Pos(at), Severity: diag.Warning, Code: "shortcode-unknown", ByName: true,
			Message: "the shortcode " + name + " is not known", Instead: "nothing",
		})
	}
	return true
}

// include adds another text. Paths that start with a slash start at the project.
func (e *quartoExpansion) include(t *source.Text, at int, from *including, file string) {
	if e.reads++; file == "" || e.reads > maxReads {
		return
	}
	name := path.Join(path.Dir(from.file), file)
	if strings.HasPrefix(file, "/") {
		name = strings.TrimPrefix(file, "/")
	}
	included := e.read(name, from, t.Pos(at), e.report)
	if included == nil {
		return
	}
	source.SplitFront(included.Name, included.Data, e.report)
	e.copy(included, &including{file: name, by: from})
}

// value adds what the first of values has under a key with dots.
func (e *quartoExpansion) value(t *source.Text, at int, key string, values ...source.Value) {
	for _, v := range values {
		if found := v.Get(strings.Split(key, ".")...); found.Exists() {
			e.Put(strings.Join(found.Strings(), ", "), t, at)
			return
		}
	}
	e.report.Report(diag.Diagnostic{
		Pos: t.Pos(at), Severity: diag.Warning, Code: "variable-unknown", ByName: true,
		Message: "nothing gives " + key + " a value", Instead: "nothing",
	})
}

// video adds the element of HTML for a video: a file, or a page of a site that plays it.
// https://quarto.org/docs/authoring/videos.html
func (e *quartoExpansion) video(t *source.Text, at int, args []word) {
	url, element := named(args, ""), "video"
	if strings.Contains(url, "://") && path.Ext(strings.SplitN(url, "?", 2)[0]) != ".mp4" {
		element = "iframe"
	}
	e.Put("<"+element+` src="`+html.EscapeString(url)+`" title="`+html.EscapeString(named(args, "title"))+`"></`+element+">", t, at)
}
