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
			file.address = "data:application/octet-stream;base64," + strings.Join(strings.Fields(file.String()), "")
		}
		return file.address
	}
	return written
}
