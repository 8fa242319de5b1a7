package questionfile

import (
	"net/url"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// pluginFile is the place of the files that a text of Moodle shows, which stand beside it in the XML.
const pluginFile = "@@PLUGINFILE@@/"

// withFiles gives pictures in a text the data of the files that stand in its element.
func (r *reader) withFiles(blocks []content.Block, e *element) []content.Block {
	if e == nil {
		return blocks
	}
	rewriter := content.Rewriter{InPlace: true, Inline: func(list []content.Inline, n content.Inline) []content.Inline {
		switch n := n.(type) {
		case *content.Image:
			if name, ok := strings.CutPrefix(n.Src, pluginFile); ok {
				n.Src = r.fileAddress(e, name, n.Src)
			}
		case *content.Link:
			if to, ok := n.Target.(content.Unresolved); ok && strings.HasPrefix(to.URL, pluginFile) {
				r.tell(n.Pos, diag.Warning, "question-file", "a link leads to a file inside of this one", "the text of the link")
				return append(list, n.Inlines...)
			}
		}
		return append(list, n)
	}}
	return rewriter.Blocks(blocks)
}

// oldPicture returns the picture that a question of Moodle 1 has beside its text.
func (m *moodleQuestion) oldPicture() []content.Block {
	named, data := m.get("image"), m.get("image_base64")
	src := named.String()
	if data.String() != "" {
		src = dataAddress(data)
	}
	if src == "" {
		return nil
	}
	pos := named.place(data.place(m.Pos))
	img := &content.Image{Pos: pos, Src: src, NoAlt: true}
	return []content.Block{&content.Paragraph{Pos: pos, Inlines: []content.Inline{img}}}
}

// dataAddress returns an address that has the bytes in it that stand in an element in Base64 (RFC 2397).
func dataAddress(e *element) string {
	return "data:application/octet-stream;base64," + strings.Join(strings.Fields(e.String()), "")
}

// fileAddress returns an address that has the data of a file in it (RFC 2397), or the one that the author wrote. What is in
// the file, its bytes show.
func (r *reader) fileAddress(e *element, name, written string) string {
	if i := strings.IndexByte(name, '?'); i >= 0 {
		name = name[:i]
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	for file := range e.all("file") {
		folder := strings.Trim(file.attribute("path"), "/")
		if path.Join(folder, file.attribute("name")) != path.Clean(name) {
			continue
		}
		if file.address == "" { // one for all pictures that show it
			file.address = dataAddress(file)
		}
		return file.address
	}
	return written
}
