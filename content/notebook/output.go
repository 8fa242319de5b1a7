package notebook

import (
	"fmt"
	"regexp"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
)

// maxOutput is how many bytes of one output are shown: nobody reads more of what a program prints.
const maxOutput = 100 << 10

// outputs makes blocks of what a cell has printed and drawn. Neighbouring pieces of printed text are one.
func (r *reader) outputs(outputs source.JSON) []content.Block {
	var blocks []content.Block
	var printed *content.CodeBlock // that the next piece goes on with
	for output := range outputs.Items {
		kind := output.Get("output_type").String()
		if kind != "stream" {
			printed = nil
		}
		switch kind {
		case "stream":
			text := output.Get("text")
			if printed == nil {
				printed = &content.CodeBlock{Pos: text.Text().Pos(0)}
				blocks = append(blocks, printed)
			}
			printed.Text += string(text.Text().Data)
		case "display_data", "execute_result", "pyout":
			blocks = append(blocks, r.display(output)...)
		case "error", "pyerr":
			blocks = append(blocks, r.failure(output))
		default:
			r.tell(output, diag.Error, "output-unknown", fmt.Sprintf("an output of the type %q is not known", kind), "nothing of it")
		}
	}
	kept := blocks[:0]
	for _, b := range blocks {
		if code, ok := b.(*content.CodeBlock); ok {
			if code.Text = r.plain(code.Pos, code.Text); code.Text == "\n" {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

// terminalCode is what makes colours in a terminal, and what moves its cursor.
// https://en.wikipedia.org/wiki/ANSI_escape_code
var terminalCode = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])`)

// plain returns printed text as a terminal shows it in the end: without codes for colours, and of lines that were
// written over, what was written last.
func (r *reader) plain(at content.Pos, s string) string {
	s = terminalCode.ReplaceAllString(s, "")
	if strings.ContainsAny(s, "\r\b") {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			line = strings.TrimRight(line, "\r")
			lines[i] = backspaced(line[strings.LastIndexByte(line, '\r')+1:])
		}
		s = strings.Join(lines, "\n")
	}
	if len(s) > maxOutput {
		s = strings.ToValidUTF8(s[:maxOutput], "")
		s = s[:strings.LastIndexByte(s, '\n')+1]
		r.report.Report(diag.Diagnostic{
			Pos: at, Severity: diag.Warning, Code: "output-too-long",
			Message: fmt.Sprintf("this output is longer than %d KB", maxOutput>>10), Instead: "its first lines",
		})
	}
	return endLine(strings.Map(printable, s))
}

// printable drops the signs that no text has.
func printable(c rune) rune {
	if c < ' ' && c != '\n' && c != '\t' {
		return -1
	}
	return c
}

// backspaced takes out of a line what a backspace has deleted.
func backspaced(line string) string {
	var out []rune
	for _, c := range line {
		switch {
		case c != '\b':
			out = append(out, c)
		case len(out) > 0:
			out = out[:len(out)-1]
		}
	}
	return string(out)
}

// failure folds what Python says of an error.
func (r *reader) failure(output source.JSON) content.Block {
	name, value := output.Get("ename").String(), terminalCode.ReplaceAllString(output.Get("evalue").String(), "")
	pos := output.Get("ename").Pos()
	summary := name
	if line, _, _ := strings.Cut(strings.TrimSpace(value), "\n"); line != "" {
		summary += ": " + line
	}
	trace := strings.Join(output.Get("traceback").Strings(), "\n")
	if strings.TrimSpace(trace) == "" {
		trace = name + ": " + value
	}
	code := &content.CodeBlock{Pos: pos, Text: r.plain(pos, trace)}
	return &content.Details{
		Pos: pos, Summary: []content.Inline{&content.Code{Pos: pos, Text: summary}}, Blocks: []content.Block{code},
	}
}

const widgetType = "application/vnd.jupyter.widget-view+json"

// display makes blocks of the one of an output's forms that shows most on paper.
func (r *reader) display(output source.JSON) []content.Block {
	data := output.Get("data")
	if !data.Exists() {
		data = output // format 3
	}
	if data.Get(widgetType).Exists() {
		r.report.Report(diag.Diagnostic{
			Pos: data.Get(widgetType).Pos(), Severity: diag.Warning, Code: "output-widget",
			Message: "a widget needs a notebook that runs", Instead: "nothing",
		})
		return nil
	}
	for _, form := range forms {
		for _, key := range form.keys {
			if v := data.Get(key); v.Exists() {
				if blocks := form.blocks(r, v, output); len(blocks) > 0 {
					return blocks
				}
			}
		}
	}
	r.nothing(output, data)
	return nil
}

// nothing reports an output of which nothing can be shown.
func (r *reader) nothing(output, data source.JSON) {
	var kinds []string
	for kind := range data.Members {
		if kind != "text/plain" {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) > 0 {
		r.tell(output, diag.Warning, "output-interactive", "this output needs a browser: "+strings.Join(kinds, ", "), "nothing")
	}
}

// A form is a way in which an output may be stored: by its media type or, in format 3, by a word.
type form struct {
	keys   []string
	blocks func(r *reader, v, output source.JSON) []content.Block
}

// forms are those that can be shown, the best first.
var forms = []form{
	{[]string{"text/latex", "latex"}, (*reader).latex},
	{[]string{"image/svg+xml", "svg"}, pictures("image/svg+xml")},
	{[]string{"image/png", "png"}, pictures("image/png")},
	{[]string{"image/jpeg", "jpeg"}, pictures("image/jpeg")},
	{[]string{"image/gif"}, pictures("image/gif")},
	{[]string{"image/webp"}, pictures("image/webp")},
	{[]string{"text/markdown"}, func(r *reader, v, _ source.JSON) []content.Block { return r.markdown(v.Text()) }},
	{[]string{"text/html", "html"}, (*reader).htmlOutput},
	{[]string{"text/plain", "text"}, (*reader).plainText},
}

// htmlOutput reads HTML that a program has made. Its author does not want to know of the styles in every table.
func (r *reader) htmlOutput(v, _ source.JSON) []content.Block {
	return r.take(markdown.ParseHTML(r.docOf(v.Text()), r.limits, withoutNotes{r.report}))
}

type withoutNotes struct{ diag.Reporter }

func (r withoutNotes) Report(d diag.Diagnostic) {
	if d.Severity > diag.Note {
		r.Reporter.Report(d)
	}
}

// latex makes a formula of what an output has in TeX. Other TeX, such as a table, is better shown in another form.
func (r *reader) latex(v, _ source.JSON) []content.Block {
	text := v.Text()
	tex := strings.TrimSpace(string(text.Data))
	if strings.HasPrefix(tex, `\begin{tabular}`) {
		return nil
	}
	for _, marks := range [][2]string{{"$$", "$$"}, {"$", "$"}, {`\[`, `\]`}, {`\(`, `\)`}} {
		inner, ok := strings.CutPrefix(tex, marks[0])
		if inner, closed := strings.CutSuffix(inner, marks[1]); ok && closed && !strings.Contains(inner, "$") {
			tex = strings.TrimPrefix(strings.TrimSpace(inner), `\displaystyle `)
			return []content.Block{&content.MathBlock{Pos: text.Pos(0), Start: text.Pos(0), TeX: tex}}
		}
	}
	if strings.HasPrefix(tex, `\begin{`) {
		return []content.Block{&content.MathBlock{Pos: text.Pos(0), Start: text.Pos(0), TeX: tex}}
	}
	return r.markdown(text)
}

// pictures returns how pictures of a media type are read. A plot says nothing to those who cannot see it.
func pictures(kind string) func(*reader, source.JSON, source.JSON) []content.Block {
	return func(r *reader, v, output source.JSON) []content.Block {
		img := &content.Image{Pos: v.Pos(), Src: r.dataURI(kind, v), NoAlt: true}
		if v.IsList() {
			img.Pos = v.Text().Pos(0)
		}
		size := output.Get("metadata", kind)
		img.Width.Value, img.Height.Value = float64(size.Get("width").Int()), float64(size.Get("height").Int())
		return []content.Block{&content.Paragraph{Pos: img.Pos, Inlines: []content.Inline{img}}}
	}
}

// placeholder is how Python names an object that it can only show in a browser.
var placeholder = regexp.MustCompile(`^<[\w.]+(?: object| at 0x[0-9a-f]+| size [\w ]+)*[^<>]*>$`)

func (r *reader) plainText(v, output source.JSON) []content.Block {
	text := v.Text()
	s := strings.TrimSpace(string(text.Data))
	if s == "" || placeholder.MatchString(s) && output.Get("data", "text/html").Exists() {
		return nil
	}
	return []content.Block{&content.CodeBlock{Pos: text.Pos(0), Text: string(text.Data)}}
}
