package questionfile

import (
	"bytes"
	"regexp"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// GIFT: questions between blank lines, with their answers in braces. https://docs.moodle.org/en/GIFT_format

// gift reads all questions of the file.
func (r *reader) gift() {
	for _, t := range r.giftTexts() {
		s := trimmed(t.Text)
		if r.full(s.Pos(0)) {
			return
		}
		switch path, isCategory := bytes.CutPrefix(s.Data, []byte("$CATEGORY:")); {
		case isCategory:
			r.category(string(path), s.Pos(0), nil)
		case len(s.Data) > 0:
			(&giftQuestion{reader: r, Text: s, id: t.id}).readQuestion()
		}
	}
}

// category begins a quiz that is called like the last name in a path of categories, in which slashes of names are doubled.
func (r *reader) category(path string, pos content.Pos, about []content.Block) {
	const slash = "\x00"
	names := strings.Split(strings.ReplaceAll(path, "//", slash), "/")
	name := strings.TrimSpace(strings.ReplaceAll(names[len(names)-1], slash, "/"))
	if strings.HasPrefix(name, "$") || name == "top" {
		name = ""
	}
	r.begin(pos, name, about)
}

// A giftText is the text of a question without the comments in it.
type giftText struct {
	*source.Text
	id string // that a comment before it says
}

var giftID = regexp.MustCompile(`\[id:((?:\\.|[^\]\\])*)\]`)

// giftTexts cuts the file at blank lines. In braces a blank line ends nothing if the brace is closed below it.
func (r *reader) giftTexts() []giftText {
	var texts []giftText
	var b source.Builder
	var next giftText
	open := false
	end := func() {
		if b.Len() > 0 {
			next.Text = b.Text(r.text.Name)
			texts = append(texts, next)
		}
		b, next, open = source.Builder{}, giftText{}, false
	}
	at := 0
	for line := range bytes.Lines(r.text.Data) {
		bare := bytes.TrimSpace(line)
		switch {
		case bytes.HasPrefix(bare, []byte("//")):
			if m := giftID.FindSubmatch(bare); m != nil && b.Len() == 0 {
				next.id = giftUnescape(string(m[1]))
			}
		case bytes.HasPrefix(bare, []byte("$CATEGORY:")):
			end()
			b.Copy(r.text, at, at+len(line))
			end()
		case len(bare) == 0 && !(open && closesBrace(r.text.Data[at:])):
			if b.Len() > 0 {
				end()
			}
		default:
			open = openBrace(line, open)
			b.Copy(r.text, at, at+len(line))
		}
		at += len(line)
	}
	end()
	return texts
}

// openBrace reports whether a brace is open behind a line.
func openBrace(line []byte, open bool) bool {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '{':
			open = true
		case '}':
			open = false
		}
	}
	return open
}

// maxBlankBrace is how far behind a blank line a brace may be closed, in bytes.
const maxBlankBrace = 1 << 12

// closesBrace reports whether a brace is closed before another is opened.
func closesBrace(text []byte) bool {
	text = text[:min(len(text), maxBlankBrace)]
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			return false
		case '}':
			return true
		}
	}
	return false
}

// A giftQuestion is the text of one question.
type giftQuestion struct {
	*reader
	*source.Text
	id       string
	question *content.Question
	format   format // of all texts that do not say
}

// readQuestion asks the question, or says what is a text without braces.
func (g *giftQuestion) readQuestion() {
	at := g.name()
	start := g.find(at, len(g.Data), "{")
	if start < 0 {
		g.say(g.read(g.styled(at, len(g.Data))))
		return
	}
	g.question = &content.Question{Pos: g.Pos(at), ID: g.id}
	stop := g.find(start, len(g.Data), "}")
	if stop < 0 {
		g.tell(g.Pos(start), diag.Error, "question-unclosed", "this brace is never closed", "the text as it stands")
		g.format = formatPlain
		g.question.Prompt, g.question.Answer = g.read(g.styled(at, len(g.Data))), &content.Essay{Pos: g.Pos(start)}
		g.ask(g.question)
		return
	}
	text := g.styled(at, start)
	g.format = text.format
	g.answers(start+1, stop)
	g.prompt(text, start, stop)
	g.ask(g.question)
}

// name passes over ::the name of a question::, which learners do not see.
func (g *giftQuestion) name() (end int) {
	if !bytes.HasPrefix(g.Data, []byte("::")) {
		return 0
	}
	if end := g.find(2, len(g.Data), "::"); end >= 0 {
		return end + 2
	}
	return 0
}

// find returns where what stands first between two offsets, behind no backslash; -1 if it does not.
func (g *giftQuestion) find(start, stop int, what string) int {
	for i := start; i < stop; i++ {
		if g.Data[i] == '\\' {
			i++
		} else if bytes.HasPrefix(g.Data[i:stop], []byte(what)) {
			return i
		}
	}
	return -1
}

var giftFormat = regexp.MustCompile(`^\s*\[([a-z]+)\]`)

// styled returns the text between two offsets, which may begin with the name of its format in brackets.
func (g *giftQuestion) styled(start, stop int) styled {
	t := styled{format: g.format}
	if m := giftFormat.FindSubmatchIndex(g.Data[start:stop]); m != nil {
		switch f := format(g.Data[start+m[2] : start+m[3]]); f {
		case formatHTML, formatMarkdown, formatPlain, formatMoodle:
			t.format = f
			start += m[1]
		}
	}
	if t.format == "" {
		t.format = formatMoodle
	}
	t.Text = trimmed(giftPlain(cut(g.Text, start, stop)))
	return t
}

// giftEscapes are the characters that a backslash makes ordinary ones. Before others it is a backslash.
const giftEscapes = `~=#{}:\`

// giftPlain returns what a text with backslashes says.
func giftPlain(t *source.Text) *source.Text {
	if bytes.IndexByte(t.Data, '\\') < 0 {
		return t
	}
	return replaced(t, func(i int) (string, int) {
		if t.Data[i] != '\\' || i+1 == len(t.Data) {
			return "", 1
		}
		switch c := t.Data[i+1]; {
		case c == 'n':
			return "\n", 2
		case strings.IndexByte(giftEscapes, c) >= 0:
			return string(rune(c)), 2
		}
		return "", 1
	})
}

func giftUnescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\]`, `]`).Replace(s)
}

// prompt reads what the question asks. Answers that stand in the middle of a text are a gap in it.
func (g *giftQuestion) prompt(text styled, start, stop int) {
	after := g.styled(stop+1, len(g.Data))
	if after.isBlank() {
		g.question.Prompt = g.read(text)
		return
	}
	if at := g.find(stop+1, len(g.Data), "{"); at >= 0 {
		g.report.Report(diag.Diagnostic{
			Pos: g.Pos(at), Severity: diag.Warning, Code: "question-joined", Message: "a question has two pairs of braces",
			Instead: "the second is text", Hint: "a blank line divides questions",
		})
	}
	var b source.Builder
	var gap gaps
	b.Copy(text.Text, 0, len(text.Data))
	if bytes.HasSuffix(g.Data[:start], []byte(" ")) {
		b.Copy(g.Text, start-1, start)
	}
	fits := fitsGap(g.question)
	if fits {
		gap.put(&b, g.Text, start, stop+1, g.question.Answer)
	} else {
		b.Put("_____", g.Text, start)
	}
	if next := g.Data[stop+1]; next == ' ' || next == '\n' {
		b.Copy(g.Text, stop+1, stop+2)
	}
	b.Copy(after.Text, 0, len(after.Data))
	text.Text = b.Text(g.Name)
	prompt, cloze := gap.fill(g.read(text))
	if g.question.Prompt = prompt; fits && len(cloze.Answers) > 0 {
		g.question.Answer = cloze
	}
}

// fitsGap reports whether nothing of an answer is lost if it is given in a gap.
func fitsGap(q *content.Question) bool {
	switch a := q.Answer.(type) {
	case *content.ShortText, *content.Numeric:
		return true
	case *content.Choice:
		for _, o := range a.Options {
			if len(o.Feedback) > 0 {
				return false
			}
		}
		return !a.Multiple
	}
	return false
}
