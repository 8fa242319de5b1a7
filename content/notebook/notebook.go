// Package notebook reads Jupyter notebooks, of the formats 3 and 4: cells of Markdown, of code with what it printed and
// drew, and of other text, which all become blocks of one page.
//
// It runs nothing: what is shown is what is stored. https://nbformat.readthedocs.io/en/latest/format_description.html
package notebook

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
)

// maxCells is how many cells of a notebook are read.
const maxCells = 10_000

// Parse reads the notebook whose JSON is the text of doc. Like markdown.Parse it cannot fail: whatever it cannot show is
// reported.
func Parse(doc *source.Doc, limits source.Limits, report diag.Reporter) markdown.Result {
	root, problems := source.ParseJSON(doc.Text)
	for _, p := range problems {
		p.Instead = "nothing of the notebook"
		report.Report(p)
	}
	r := &reader{doc: doc, limits: limits, report: report, root: root}
	r.language = r.languageOf(root.Get("metadata"))
	count := 0
	for cell := range source.NotebookCells(root) {
		if count++; count > maxCells {
			r.tell(cell, diag.Error, "notebook-too-long", fmt.Sprintf("the notebook has more than %d cells", maxCells), "the cells before this one")
			break
		}
		r.cell(cell)
	}
	r.result.Blocks = r.blocks
	return r.result
}

// A reader makes blocks of one notebook.
type reader struct {
	doc      *source.Doc
	limits   source.Limits
	report   diag.Reporter
	root     source.JSON
	language string // of code that does not say
	result   markdown.Result
	blocks   []content.Block
}

func (r *reader) languageOf(metadata source.JSON) string {
	for _, at := range []source.JSON{
		metadata.Get("kernelspec", "language"), metadata.Get("language_info", "name"), metadata.Get("kernelspec", "name"),
	} {
		if name := strings.ToLower(at.String()); name != "" {
			return strings.TrimRight(name, "0123456789") // python3
		}
	}
	return "python"
}

func (r *reader) tell(at source.JSON, severity diag.Severity, code, message, instead string) {
	r.report.Report(diag.Diagnostic{Pos: at.Pos(), Severity: severity, Code: code, Message: message, Instead: instead})
}

func (r *reader) cell(cell source.JSON) {
	hidden := hiddenOf(cell)
	if hidden.removed {
		return
	}
	var blocks []content.Block
	switch kind := cell.Get("cell_type").String(); kind {
	case "markdown", "heading", "html":
		blocks = r.markdownCell(cell)
	case "code":
		blocks = r.codeCell(cell, hidden)
	case "raw":
		blocks = r.rawCell(cell)
	default:
		r.tell(cell, diag.Error, "cell-unknown", fmt.Sprintf("a cell of the type %q is not known", kind), "nothing of it")
	}
	if hidden.folded && len(blocks) > 0 {
		blocks = fold(blocks)
	}
	r.blocks = append(r.blocks, blocks...)
}

func fold(blocks []content.Block) []content.Block {
	return []content.Block{&content.Details{Pos: blocks[0].Position(), Blocks: blocks}}
}

// markdownCell reads a cell of Markdown. Its pictures may be in the cell itself.
func (r *reader) markdownCell(cell source.JSON) []content.Block {
	text := cell.Get("source").Text()
	if level := cell.Get("level").Int(); cell.Get("cell_type").String() == "heading" { // format 3
		var b source.Builder
		b.Put(strings.Repeat("#", min(max(level, 1), 6))+" ", text, 0)
		b.Copy(text, 0, len(text.Data))
		text = b.Text(text.Name)
	}
	if len(r.blocks) == 0 {
		source.SplitFront(text.Name, text.Data, &diag.List{}) // the layout has read it
	}
	return r.attach(r.markdown(text), cell.Get("attachments"))
}

// markdown reads a text of Markdown. The notes of all cells are those of the page, and so is the title of the first.
func (r *reader) markdown(text *source.Text) []content.Block {
	return r.take(markdown.Parse(r.docOf(text), r.limits, r.report))
}

func (r *reader) html(text *source.Text) []content.Block {
	return r.take(markdown.ParseHTML(r.docOf(text), r.limits, r.report))
}

func (r *reader) docOf(text *source.Text) *source.Doc {
	return &source.Doc{Part: r.doc.Part, Dialect: cmp.Or(r.doc.Cells, source.Notebook), Text: text, Front: r.doc.Front, Language: r.doc.Language}
}

// take makes the title of the first cell that of the page.
func (r *reader) take(read markdown.Result) []content.Block {
	if len(r.blocks) == 0 && r.result.Title == nil {
		r.result.Title, read.Title = read.Title, nil
	}
	return r.result.Take(read)
}

// attach gives the pictures of a cell their data: "attachment:plot.png" is in the cell itself.
func (r *reader) attach(blocks []content.Block, attachments source.JSON) []content.Block {
	if !attachments.Exists() {
		return blocks
	}
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			img, ok := n.(*content.Image)
			if !ok {
				return true
			}
			name, ok := strings.CutPrefix(img.Src, "attachment:")
			if ok {
				img.Src = r.attachment(attachments.Get(name), img.Src)
			}
			if ok && img.Alt == name { // what Jupyter writes for whoever pastes a picture
				img.Alt, img.NoAlt = "", true
			}
			return true
		})
	}
	return blocks
}

// attachment returns the address of the first of a bundle's pictures, or the one that the author wrote.
func (r *reader) attachment(bundle source.JSON, written string) string {
	for kind, data := range bundle.Members {
		if strings.HasPrefix(kind, "image/") {
			return r.dataURI(kind, data)
		}
	}
	return written
}

// dataURI returns an address that has the data in it (RFC 2397). Pictures are stored in Base64, drawings as text.
func (r *reader) dataURI(kind string, data source.JSON) string {
	body := string(data.Text().Data)
	if strings.HasPrefix(strings.TrimSpace(body), "<") {
		body = base64.StdEncoding.EncodeToString([]byte(body))
	}
	return "data:" + kind + ";base64," + strings.Join(strings.Fields(body), "")
}

// rawCell reads a cell that is meant for a converter. https://nbconvert.readthedocs.io/en/latest/usage.html
func (r *reader) rawCell(cell source.JSON) []content.Block {
	text := cell.Get("source").Text()
	format := cell.Get("metadata", "format").String()
	if format == "" {
		format = cell.Get("metadata", "raw_mimetype").String()
	}
	if len(r.blocks) == 0 {
		source.SplitFront(text.Name, text.Data, &diag.List{}) // the layout has read it
	}
	switch {
	case strings.TrimSpace(string(text.Data)) == "":
		return nil
	case format == "text/html":
		return r.html(text)
	case format == "text/markdown":
		return r.markdown(text)
	case format == "":
		return []content.Block{&content.CodeBlock{Pos: text.Pos(0), Text: endLine(string(text.Data))}}
	}
	return []content.Block{&content.Raw{Pos: text.Pos(0), Format: strings.TrimPrefix(format, "text/"), Text: string(text.Data)}}
}

// endLine makes the last line of a text end.
func endLine(s string) string { return strings.TrimRight(s, " \t\n") + "\n" }
