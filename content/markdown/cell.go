package markdown

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// bracedCode reads code whose language stands in braces: {.python #id} has attributes, {=html} is in another format, and
// {python} is a cell that the site runs.
func (d *document) bracedCode(n *fence, pos content.Pos) (nodes []content.Node, ok bool) {
	start := n.Info.Segment.Start
	lines := n.Lines()
	body := string(lines.Value(d.src))
	if t, ok := d.attributesAt(start, n.Info.Segment.Stop); ok {
		if format := rawFormat(d, t); format != "" {
			return d.rawBlock(n, pos, format), true
		}
		code := d.attributedCode(t, pos, body)
		if block, ok := code.(*content.CodeBlock); ok && d.d2lbook {
			if code = d.tabOf(block); code == nil {
				return nil, true
			}
		}
		return []content.Node{code}, true
	}
	m := cellHead.FindSubmatch(d.src[start:n.Info.Segment.Stop])
	if m == nil {
		return nil, false
	}
	c := &cell{Pos: pos, lang: string(m[1]), options: map[string]*source.Text{}}
	d.headOptions(c, start+len(m[0]), n.Info.Segment.Stop)
	c.body = d.lineOptions(c, n)
	c.code = string(c.body.Data)
	c.tableCaption()
	return d.cellNodes(c), true
}

// attributedCode reads code that Pandoc gives attributes.
// https://pandoc.org/MANUAL.html#extension-fenced_code_attributes
func (d *document) attributedCode(t *tag, pos content.Pos, body string) content.Node {
	code := &content.CodeBlock{Pos: pos, ID: d.attr(t, "id"), Title: d.attr(t, "filename", "title"), Text: body}
	for _, class := range t.classes() {
		switch {
		case class == "numberLines" || class == "number-lines":
			code.Lines = true
		case code.Lang == "":
			code.Lang = class
		}
	}
	code.Start, _ = strconv.Atoi(d.attr(t, "startfrom"))
	code.Marks = parseRanges(d.attr(t, "code-line-numbers"))
	if fold := d.attr(t, "code-fold"); fold == "true" || fold == "show" {
		return d.folded(code, fold == "show", d.attrLine(t, "code-summary"))
	}
	if caption := d.attrLine(t, "lst-cap"); caption != nil {
		f := &content.Figure{Pos: pos, ID: code.ID, Caption: caption, Blocks: []content.Block{code}}
		code.ID = ""
		return f
	}
	return code
}

func (d *document) rawBlock(n *fence, pos content.Pos, format string) []content.Node {
	if !isOurFormat(format) {
		d.tally(pos, diag.Note, "format-other", "this is for other formats ("+format+")", "nothing")
		return nil
	}
	return nodesOf(d.innerBlocks(d.linesOf(n, 0)))
}

// linesOf returns the lines of code from the one with that index on as a text of its own.
func (d *document) linesOf(n *fence, from int) *source.Text {
	var b source.Builder
	lines := n.Lines()
	for i := from; i < lines.Len(); i++ {
		b.Copy(d.text, lines.At(i).Start, lines.At(i).Stop)
	}
	return b.Text(d.text.Name)
}

// A cell is code that the site runs, with what its author says of it. Names of options have hyphens: fig-cap.
// https://quarto.org/docs/reference/cells/cells-knitr.html
type cell struct {
	content.Pos
	lang    string
	code    string
	body    *source.Text // of the code, with its place
	options map[string]*source.Text
}

func (c *cell) option(names ...string) string {
	for _, name := range names {
		if t := c.options[name]; t != nil {
			return string(bytes.TrimSpace(t.Data))
		}
	}
	return ""
}

// is reports whether an option has one of R's, YAML's and Python's words for that truth value.
func (c *cell) is(name string, value bool) bool {
	said, known := map[string]bool{"true": true, "t": true, "yes": true, "false": false, "f": false, "no": false}[strings.ToLower(c.option(name))]
	return known && said == value
}

var (
	cellHead   = lazyregexp.New(`^\{\s*([A-Za-z][\w+-]*)\s*,?\s*`)
	headOption = lazyregexp.New(`([\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,{}]*))|([\w:.-]+)`)
	lineOption = lazyregexp.New(`^\s*(?:#|//|--|%%?|\*)\|\s*(.*?)\s*$`)
	yamlOption = lazyregexp.New(`^([A-Za-z][\w.-]*)\s*:(?:\s+|$)[|>]?[-+]?`)
)

// headOptions reads R Markdown's options: {r label, echo=FALSE, fig.cap="…"}.
func (d *document) headOptions(c *cell, start, stop int) {
	for _, m := range headOption.FindAllSubmatchIndex(d.src[start:stop], -1) {
		if m[10] >= 0 {
			c.options["label"] = d.piece(start+m[10], start+m[11])
			continue
		}
		key := strings.ReplaceAll(strings.ToLower(string(d.src[start+m[2]:start+m[3]])), ".", "-")
		for _, at := range [][2]int{{m[4], m[5]}, {m[6], m[7]}, {m[8], m[9]}} {
			if at[0] >= 0 {
				c.options[key] = d.piece(start+at[0], start+at[1])
			}
		}
	}
}

// lineOptions reads the options that the first lines of a cell have behind #| and returns the code below them.
func (d *document) lineOptions(c *cell, n *fence) *source.Text {
	lines := n.Lines()
	key := ""
	var value source.Builder
	flush := func() {
		if key != "" {
			c.options[key] = unquoted(value.Text(d.text.Name))
		}
		value = source.Builder{}
	}
	i := 0
	for ; i < lines.Len(); i++ {
		seg := lines.At(i)
		m := lineOption.FindSubmatchIndex(seg.Value(d.src))
		if m == nil {
			break
		}
		from, to := seg.Start+m[2]-seg.Padding, seg.Start+m[3]-seg.Padding
		if k := yamlOption.FindSubmatchIndex(d.src[from:to]); k != nil {
			flush()
			key = strings.ReplaceAll(string(d.src[from+k[2]:from+k[3]]), ".", "-")
			from = from + k[1]
		} else {
			value.Put(" ", d.text, from-1)
		}
		value.Copy(d.text, from, to)
	}
	flush()
	return d.linesOf(n, i)
}

// madeTable is R that makes a table with a caption.
// https://bookdown.org/yihui/bookdown/tables.html
var madeTable = lazyregexp.New(`\b(?:kable|kbl)\((?:[^"']|"[^"]*"|'[^']*')*?\bcaption\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// tableCaption takes the caption that the code gives a table for that of the cell. Its label then says that it is one.
func (c *cell) tableCaption() {
	m := madeTable.FindSubmatchIndex(c.body.Data)
	if m == nil || c.caption() != nil {
		return
	}
	var caption source.Builder
	caption.Copy(c.body, max(m[2], m[4]), max(m[3], m[5]))
	c.options["tbl-cap"] = caption.Text(c.body.Name)
	if label := c.options["label"]; label != nil && !isFigureID(string(label.Data)) {
		var b source.Builder
		b.Put("tab:", label, 0)
		b.Copy(label, 0, len(label.Data))
		c.options["label"] = b.Text(label.Name)
	}
}

// unquoted returns a value without the quotation marks around it.
func unquoted(t *source.Text) *source.Text {
	last := len(t.Data) - 1
	if last < 1 || t.Data[0] != '"' && t.Data[0] != '\'' || t.Data[last] != t.Data[0] {
		return t
	}
	var b source.Builder
	b.Copy(t, 1, last)
	return b.Text(t.Name)
}

// imageCall is a call of R that shows a picture; shownImages is R that does no more than that.
const imageCall = `(?:knitr::)?include_graphics\(\s*(?:path\s*=\s*)?["']([^"']+)["'][^()]*\)`

var (
	shownImages = lazyregexp.New(`^\s*(?:` + imageCall + `\s*)+$`)
	shownImage  = lazyregexp.New(imageCall)
)

// cellNodes makes of a cell what the site shows, as far as that is in the source: the code and the caption of what it
// puts out.
func (d *document) cellNodes(c *cell) []content.Node {
	var output []content.Block
	var code content.Block = &content.CodeBlock{Pos: c.Pos, Lang: c.language(), Title: c.option("filename", "file"), Text: c.code}
	if shownImages.MatchString(c.code) {
		for _, m := range shownImage.FindAllStringSubmatch(c.code, -1) {
			output = append(output, d.shownImage(c, m[1])...)
		}
	}
	switch {
	case strings.TrimSpace(c.code) == "":
		return nil
	case len(output) > 0:
		return nodesOf(d.captioned(c, output))
	case c.is("include", false):
		d.tally(c.Pos, diag.Note, "code-hidden", "the site runs this code and does not show it", "nothing")
		return nil
	case c.isDiagram():
	case c.is("echo", false) && c.caption() == nil:
		d.tally(c.Pos, diag.Warning, "code-not-run", "what this hidden code puts out is not in the source", "its description, if there is one")
		return nodesOf(paragraph(c.Pos, d.optionLine(c.options["fig-alt"])))
	case !c.is("eval", false):
		d.tally(c.Pos, diag.Warning, "code-not-run", "what this code puts out is not in the source", "the code, and the description of what it draws")
	}
	switch {
	case c.is("code-fold", true), c.option("code-fold") == "show":
		code = d.folded(code, c.option("code-fold") == "show", d.optionLine(c.options["code-summary"]))
	}
	alt := paragraph(c.Pos, d.optionLine(c.options["fig-alt"]))
	return nodesOf(d.captioned(c, append([]content.Block{code}, alt...)))
}

// folded folds code under a summary.
func (d *document) folded(body content.Block, open bool, summary []content.Inline) *content.Details {
	if summary == nil {
		summary = []content.Inline{&content.Text{Pos: body.Position(), Text: "Code"}}
	}
	return &content.Details{Pos: body.Position(), Open: open, Summary: summary, Blocks: []content.Block{body}}
}

// language returns that of the code: what runs in the reader's browser says so in its name.
// https://quarto-webr.thecoatlessprofessor.com
// https://r-wasm.github.io/quarto-live/
func (c *cell) language() string {
	switch c.lang {
	case "webr", "webr-r":
		return "r"
	case "pyodide", "pyodide-python":
		return "python"
	case "ojs":
		return "javascript"
	case "Rcpp":
		return "cpp"
	}
	return c.lang
}

// isDiagram reports whether the site draws what the code describes.
func (c *cell) isDiagram() bool { return c.lang == "mermaid" || c.lang == "dot" }

func (c *cell) caption() *source.Text {
	for _, name := range []string{"fig-cap", "tbl-cap", "lst-cap"} {
		if t := c.options[name]; t != nil {
			return t
		}
	}
	return nil
}

// shownImage returns the picture that a cell shows.
func (d *document) shownImage(c *cell, src string) []content.Block {
	alt := c.option("fig-alt")
	img := &content.Image{Pos: c.Pos, Src: src, Alt: cmp.Or(alt, content.PlainText(d.optionLine(c.options["fig-cap"])))}
	img.NoAlt = img.Alt == ""
	if width, ok := strings.CutSuffix(c.option("out-width"), "%"); ok {
		img.Width.Value, _ = strconv.ParseFloat(width, 64)
		img.Width.Percent = true
	}
	return paragraph(c.Pos, []content.Inline{img})
}

// captioned makes a figure of what a cell puts out, if it has a caption or the label of one.
func (d *document) captioned(c *cell, output []content.Block) []content.Block {
	id := c.option("lst-label", "label")
	caption := d.optionLine(c.caption())
	if len(caption) == 0 && !isFigureID(id) {
		return output
	}
	if len(caption) > 0 && !isFigureID(id) && id != "" && !strings.HasPrefix(id, "tab:") {
		id = "fig:" + id // as bookdown calls it
	}
	output = append(output, d.innerCaptions(c, id)...)
	return []content.Block{&content.Figure{Pos: c.Pos, ID: id, Caption: caption, Blocks: output}}
}

var (
	quotedItem = lazyregexp.New(`"([^"]*)"|'([^']*)'`)
	dashedItem = lazyregexp.New(`(?:^|\s)-\s+`)
)

// listItems returns where the items of a list in YAML or R are: ["One", "Two"], - One - Two, c("One", "Two").
func listItems(list []byte) (items [][2]int) {
	for _, m := range quotedItem.FindAllSubmatchIndex(list, -1) {
		items = append(items, [2]int{max(m[2], m[4]), max(m[3], m[5])})
	}
	if len(items) > 0 {
		return items
	}
	for _, m := range dashedItem.FindAllIndex(list, -1) {
		if n := len(items); n > 0 {
			items[n-1][1] = m[0]
		}
		items = append(items, [2]int{m[1], len(list)})
	}
	return items
}

// innerCaptions makes figures of what a cell says of each thing that it draws.
// https://quarto.org/docs/authoring/figures.html#subcaptions
func (d *document) innerCaptions(c *cell, id string) []content.Block {
	var figures []content.Block
	for _, name := range []string{"fig-subcap", "tbl-subcap"} {
		t := c.options[name]
		if t == nil {
			continue
		}
		for i, item := range listItems(t.Data) {
			var caption source.Builder
			caption.Copy(t, item[0], item[1])
			f := &content.Figure{Pos: c.Pos, Caption: d.optionLine(caption.Text(t.Name))}
			if id != "" {
				f.ID = id + "-" + strconv.Itoa(i+1)
			}
			figures = append(figures, f)
		}
	}
	return figures
}

// optionLine reads the text of an option as inlines.
func (d *document) optionLine(t *source.Text) []content.Inline {
	if t == nil {
		return nil
	}
	return d.innerLine(t)
}

// inlineCell is code in a line that the site puts a value in the place of: `r x` and `{python} x`.
// https://quarto.org/docs/computations/inline-code.html
var inlineCell = lazyregexp.New(`^(?:r|\{(?:r|python|julia|ojs)\})\s+\S`)

func (d *document) reportInlineCell(pos content.Pos, code string) {
	if d.cells && inlineCell.MatchString(code) {
		d.tally(pos, diag.Warning, "code-not-run", "what this code puts out is not in the source", "the code alone")
	}
}
