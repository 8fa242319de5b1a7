package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var (
	kindKeys = ast.NewNodeKind("Keys")
	kindIcon = ast.NewNodeKind("Icon")
)

// pairedSigns are those of PyMdown Extensions that stand around text, by the elements of HTML that they stand for.
// https://facelessuser.github.io/pymdown-extensions/extensions/mark/
// https://facelessuser.github.io/pymdown-extensions/extensions/critic/
var pairedSigns = []struct{ open, close, element string }{
	{"{++", "++}", "ins"}, {"{--", "--}", "del"}, {"{==", "==}", "mark"}, {"==", "==", "mark"}, {"^^", "^^", "ins"},
}

// A pairParser finds text between signs. The ends of what is open it knows from looking ahead.
type pairParser struct{ d *document }

type pairEnd struct {
	of   *spanStart
	size int
}

func (*pairParser) Trigger() []byte { return []byte{'=', '^', '{', '+', '-'} }

func (p *pairParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	if end, ok := p.d.pairEnds[seg.Start]; ok {
		delete(p.d.pairEnds, seg.Start)
		reader.Advance(end.size)
		return &spanEnd{of: end.of}
	}
	for _, signs := range pairedSigns {
		if !bytes.HasPrefix(line, []byte(signs.open)) {
			continue
		}
		start := seg.Start + len(signs.open)
		at := p.d.closingSigns(start, end(block), signs.close)
		if at < 0 {
			return nil
		}
		n := &spanStart{at: seg.Start, element: signs.element}
		p.d.pairEnds[at] = pairEnd{n, len(signs.close)}
		reader.Advance(len(signs.open))
		return n
	}
	return nil
}

// closingSigns returns where the signs are that close what starts at start and is not code, -1 if there are none in its
// paragraph. No space stands beside either.
func (d *document) closingSigns(start, limit int, signs string) int {
	limit = min(limit, len(d.src), start+maxFormula)
	if start >= limit || isSpace(d.src[start]) || d.src[start] == signs[0] {
		return -1
	}
	for i := start; i < limit; i++ {
		if d.lookahead--; d.lookahead < 0 {
			return -1
		}
		switch c := d.src[i]; {
		case c == '\\':
			i++
		case c == '`':
			run := runLength(d.src[i:limit], '`')
			if to := findRun(d.src[i+run:limit], '`', run); to >= 0 {
				i += run + to
			}
			i += run - 1
		case c == '\n' && i+1 < limit && d.src[i+1] == '\n':
			return -1
		case bytes.HasPrefix(d.src[i:limit], []byte(signs)) && !isSpace(d.src[i-1]) && i > start:
			return i
		}
	}
	return -1
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// keys is ++ctrl+alt+del++, keys that are pressed together.
// https://facelessuser.github.io/pymdown-extensions/extensions/keys/
type keys struct {
	ast.BaseInline
	start, stop int
}

func (n *keys) Kind() ast.NodeKind { return kindKeys }
func (n *keys) Dump([]byte, int)   {}

type keysParser struct{}

func (keysParser) Trigger() []byte { return []byte{'+'} }

var (
	keysText = lazyregexp.New(`^\+\+((?:[\w-]+|"[^"\n]+"|'[^'\n]+')(?:\+(?:[\w-]+|"[^"\n]+"|'[^'\n]+'))*)\+\+`)
	keyText  = lazyregexp.New(`"[^"]+"|'[^']+'|[\w-]+`)
)

func (keysParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	m := keysText.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	reader.Advance(m[1])
	return &keys{start: seg.Start + m[2], stop: seg.Start + m[3]}
}

// keyNames are the keys that are called otherwise than a site shows them.
var keyNames = map[string]string{
	"cmd": "Cmd", "command": "Cmd", "ctrl": "Ctrl", "control": "Ctrl", "del": "Del", "delete": "Del", "esc": "Esc", "escape": "Esc",
	"ins": "Ins", "insert": "Ins", "win": "Win", "windows": "Win", "option": "Option", "up": "Up", "arrow-up": "Up",
	"arrow-down": "Down", "arrow-left": "Left", "arrow-right": "Right", "pg-up": "Page Up", "page-up": "Page Up",
	"pg-dn": "Page Down", "page-down": "Page Down", "print-screen": "Print Screen", "prtsc": "Print Screen", "alt-graph": "AltGr",
	"plus": "+", "minus": "-", "period": ".", "comma": ",", "slash": "/", "backslash": `\`, "semicolon": ";", "colon": ":",
	"grave": "`", "tilde": "~", "bar": "|", "pipe": "|", "equal": "=", "underscore": "_", "question": "?", "space": "Space",
}

func (d *document) keys(n *keys) {
	for i, m := range keyText.FindAllIndex(d.src[n.start:n.stop], -1) {
		pos := d.at(n.start + m[0] - 1) // of the sign before it
		if i > 0 {
			d.emit(&content.Text{Pos: pos, Text: "+"})
		}
		name := string(d.src[n.start+m[0] : n.start+m[1]])
		if name[0] == '"' || name[0] == '\'' {
			name = name[1 : len(name)-1]
		} else if known := keyNames[strings.ToLower(name)]; known != "" {
			name = known
		} else {
			r, size := utf8.DecodeRuneInString(name)
			name = strings.ReplaceAll(string(unicode.ToUpper(r))+name[size:], "-", " ")
		}
		d.emit(&content.Span{Pos: pos, Role: content.SpanKey, Inlines: []content.Inline{&content.Text{Pos: pos, Text: name}}})
	}
}

// An icon is :material-check:, a drawing that the theme of a site has, or an emoji by its short name.
// https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/
type icon struct {
	ast.BaseInline
	at   int
	sign string // that it is, "" if it is a drawing
}

func (n *icon) Kind() ast.NodeKind { return kindIcon }
func (n *icon) Dump([]byte, int)   {}

// An iconParser finds icons and the short names of emoji.
type iconParser struct{ d *document }

func (iconParser) Trigger() []byte { return []byte{':'} }

// setOfIcons is how the names of icons start: with the folder that they are in, one of the theme's or of the site's own.
var setOfIcons = lazyregexp.New(`^[a-z]+-[a-z]`)

var shortName = lazyregexp.New(`^:([a-z0-9_+-]+):`)

func (p iconParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	m := shortName.FindSubmatchIndex(line)
	if m == nil || isWord(reader.PrecendingCharacter()) {
		return nil
	}
	name := string(line[m[2]:m[3]])
	if sign := emojiOf(name); sign != "" {
		reader.Advance(m[1])
		return &icon{at: seg.Start, sign: sign}
	}
	if p.d.python && setOfIcons.MatchString(name) {
		reader.Advance(m[1])
		return &icon{at: seg.Start}
	}
	return nil
}

func (d *document) icon(n *icon) {
	if n.sign != "" {
		d.emit(&content.Text{Pos: d.at(n.at), Text: n.sign})
		return
	}
	d.tally(d.at(n.at), diag.Note, "icon-unknown", "an icon is a drawing of the site's theme, which is not here", "nothing")
}
