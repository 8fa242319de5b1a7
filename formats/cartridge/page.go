package cartridge

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/formats/internal/identity"
	"coursepack/formats/internal/xhtml"
)

// A dialect is how the pages and quizzes of one copy are written.
type dialect int

const (
	standard dialect = iota // HTML as it is
	moodle                  // what Moodle's cleaner leaves, escaped as it decodes
	shared                  // what the cleaners of both leave, as it is: of some files there is one copy for all
	canvas                  // what Canvas's cleaner leaves, with its references
)

// cleaner says what the system takes out of pages.
func (d dialect) cleaner() xhtml.Cleaner {
	switch d {
	case moodle, shared:
		return xhtml.Cleaner{
			Instead: map[string]string{
				"details": "div", "summary": "p", "figure": "div", "figcaption": "p", "mark": "span", "aside": "div",
				"section": "div", "s": "del",
			},
			Style: style, Keep: keeps, TeX: true, Signs: true, Linkless: d.reader(),
		}
	case canvas:
		return xhtml.Cleaner{Instead: map[string]string{"s": "del"}, Style: style, Signs: true}
	}
	return xhtml.Cleaner{}
}

// keeps leaves out what Moodle's cleaner would take out of elements, so that nothing is said in vain.
func keeps(_, attr string) bool {
	return attr != "id" && attr != "role" && attr != "tabindex" && !strings.HasPrefix(attr, "aria-")
}

// escape makes HTML fit for being decoded by the system: Moodle decodes entities twice in what it imports before the
// browser does, so that only what is escaped three times arrives (backup/cc/entities.class.php).
func (d dialect) escape(page []byte) []byte {
	if d != moodle {
		return page
	}
	return bytes.ReplaceAll(page, []byte("&"), []byte("&amp;amp;"))
}

// escapeText is escape for HTML that stands in XML, where the system's parser has decoded once.
func (d dialect) escapeText(html string) string {
	if d != moodle {
		return html
	}
	return strings.ReplaceAll(html, "&", "&amp;")
}

// addPages writes both copies of every page. Canvas finds its own by their folder; the standard wants every file named.
func (c *cartridge) addPages(ctx context.Context) error {
	natives := resource{Ident: c.ids.Of("pages", ""), Type: typeAssociated}
	for i, p := range c.pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.files[p.native()] = c.nativePage(p, i)
		natives.Files = append(natives.Files, p.native())
		c.addStandardPage(p)
	}
	c.resources = append(c.resources, natives)
	return nil
}

func (p *page) native() string { return "wiki_content/" + p.Slug + ".html" }

// manual is the file of the copy that the manifest leads to. It lies in a folder: Moodle may rewrite the links of pages
// in the root twice.
func (p *page) manual() string { return "pages/" + p.Slug + ".html" }

// nativePage returns a page as Canvas writes its own.
func (c *cartridge) nativePage(p *page, i int) []byte {
	w := c.writer(canvas, p, p.part, quietly)
	c.body(w, canvas, p)
	c.steps(w, i)
	head := fmt.Sprintf(`<meta name="identifier" content="%s"/>
<meta name="editing_roles" content="teachers"/>
<meta name="workflow_state" content="%s"/>
`, p.Ident, state(p, "active"))
	if p.About {
		head += "<meta name=\"front_page\" content=\"true\"/>\n"
	}
	return c.canvasHTML(p.Title, head, w.Bytes())
}

// addStandardPage writes a page for whoever goes by the manifest.
func (c *cartridge) addStandardPage(p *page) {
	needs := map[string]bool{}
	w := c.writer(c.manual, p, p.whole(), func(name string) { needs[c.mediaIdent(name)] = true })
	c.body(w, c.manual, p)
	if p.About {
		w.Lessons(c.course)
		for _, a := range c.attached {
			needs[c.mediaIdent(mediaFolder+a.Name)] = true
		}
	}
	head := fmt.Sprintf("<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>%s</title>\n</head>\n<body>\n",
		c.course.Language, content.Direction(c.course.Language), html.EscapeString(title(p.Title)))
	body := c.manual.escape(c.directed(w.Bytes()))
	c.files[p.manual()] = slices.Concat([]byte("<!DOCTYPE html>\n"+head), body, []byte("</body>\n</html>\n"))
	r := resource{Ident: p.resource(), Type: typeContent, Hidden: p.hidden(), Files: []string{p.manual()}}
	for need := range needs {
		r.Needs = append(r.Needs, need)
	}
	c.resources = append(c.resources, r)
}

// directed says which way and in which language a body is to be read, where pages have no place to say so.
func (c *cartridge) directed(body []byte) []byte {
	if content.Direction(c.course.Language) != "rtl" {
		return body
	}
	start := fmt.Sprintf("<div lang=\"%s\" dir=\"rtl\">\n", c.course.Language)
	return slices.Concat([]byte(start), body, []byte("</div>\n"))
}

func (c *cartridge) body(w *xhtml.Writer, d dialect, p *page) {
	if p.About {
		c.aboutCourse(w, d)
	}
	if p.opens {
		w.AboutLesson(&p.lesson.Meta)
	}
	if p.part == nil {
		return
	}
	blocks, notes := p.part.Blocks, p.part.Notes
	if p.isBox() {
		blocks, notes = p.task.box.Blocks, notesOf(p.task.box, notes)
	}
	w.Blocks(blocks)
	w.Answers()
	w.Notes(notes)
}

// aboutCourse says what is known of the course, and leads to the books of it that stand in the cartridge.
func (c *cartridge) aboutCourse(w *xhtml.Writer, d dialect) {
	w.AboutCourse(c.course)
	var books []xhtml.File
	for _, a := range c.attached {
		name := fmt.Sprintf("%s (%s)", c.course.Title, strings.ToUpper(a.Format))
		books = append(books, xhtml.File{Name: name, Href: d.fileHref(mediaFolder + a.Name)})
	}
	w.Files(books)
}

// fileHref is the address of a file of the package.
func (d dialect) fileHref(name string) string {
	if d == canvas {
		return "$IMS-CC-FILEBASE$/" + strings.TrimPrefix(name, mediaFolder)
	}
	return "../" + name
}

// steps leads to the pages before and after the i-th, as learners see them.
func (c *cartridge) steps(w *xhtml.Writer, i int) {
	var links []content.Inline
	lead := func(among []*page, before, after string) {
		at := slices.IndexFunc(among, func(p *page) bool { return !p.hidden() })
		if at < 0 {
			return
		}
		if p := among[at]; p.part != nil {
			links = append(links, &content.Link{Target: content.Internal{Part: p.part}, Inlines: []content.Inline{
				&content.Text{Text: before + p.Title + after},
			}})
		}
	}
	before := slices.Clone(c.pages[:i])
	slices.Reverse(before)
	lead(before, "← ", "")
	lead(c.pages[i+1:], "", " →")
	if len(links) == 2 {
		links = slices.Insert(links, 1, content.Inline(&content.Text{Text: " · "}))
	}
	if len(links) > 0 {
		w.Blocks([]content.Block{&content.Rule{}, &content.Paragraph{Inlines: links}})
	}
}

// quietly is for who need not know which files a page shows.
func quietly(string) {}

// writer returns a writer of what is said on the page of part, in a dialect, for an object that may be hidden; nil is none that
// is. uses hears of every file that is shown.
func (c *cartridge) writer(d dialect, of object, part *content.Part, uses func(name string)) *xhtml.Writer {
	address := func(a *asset.Asset) string {
		name := mediaFolder + identity.FileName(a)
		c.media[name] = a
		if of == nil || !of.hidden() {
			c.public[name] = true
		}
		uses(name)
		return d.fileHref(name)
	}
	return xhtml.New(xhtml.Options{
		Words: c.words, Lang: c.course.Language, Report: c.report, Clean: d.cleaner(),
		AnswersLast: d == moodle || d == shared, // whose cleaner unfolds what is folded
		Href: func(t content.Target) (string, bool) {
			switch t := t.(type) {
			case content.Internal:
				return c.pageHref(d, part, t.Part, t.ID)
			case content.Download:
				return address(t.Asset), true
			}
			return "", false
		},
		Cite: func(id string) (string, bool) {
			in := c.entries[id]
			if len(in) == 0 {
				return "", false
			}
			to := in[0]
			if slices.Contains(in, part) {
				to = part
			}
			return c.pageHref(d, part, to, id)
		},
		Asset: func(a *asset.Asset) (string, bool) { return address(a), true },
		Quiz:  func(q *content.Quiz) (string, string, bool) { return c.quizLink(d, q) },
	})
}

// pageHref is the address of a place, from the page of a part. Moodle keeps pages under addresses that nobody knows before
// the import, and takes ids out.
func (c *cartridge) pageHref(d dialect, from, part *content.Part, id string) (string, bool) {
	to, ok := c.byPart[part]
	switch {
	case !ok || d == moodle || d == shared:
		return "", false
	case d == standard && to.task != nil && to.task.discussion:
		return "", false // there is no page
	case part == from && id != "":
		return xhtml.Fragment(id), true
	case d == canvas && to.task != nil:
		return to.task.reference(), true
	case d == canvas:
		return "$WIKI_REFERENCE$/pages/" + to.Slug + xhtml.Fragment(id), true
	}
	return to.Slug + ".html" + xhtml.Fragment(id), true
}
