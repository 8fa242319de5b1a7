package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// What LiaScript has in lines of text: https://github.com/LiaScript/docs

var kindLiaInline = ast.NewNodeKind("LiaInline")

// A liaInline is !?[video](url), ?[audio](url), ??[page](url), a note in its place as [^1](text), or a gap [[answer]].
type liaInline struct {
	ast.BaseInline
	start  int
	sign   string // "!?", "?", "??", "^" or "["
	label  string
	target string
	at     int // where target starts
	title  string
	said   int // where title starts
}

func (n *liaInline) Kind() ast.NodeKind { return kindLiaInline }
func (n *liaInline) Dump([]byte, int)   {}

// maxLiaInline is how long such a thing may be, in bytes.
const maxLiaInline = 1 << 12

type liaInlineParser struct{}

func (liaInlineParser) Trigger() []byte { return []byte{'!', '?', '['} }

var (
	liaMedia = lazyregexp.New(`^(!\?|\?\??)\[([^\]\n]*)\]\([ \t]*<?([^)\s>]+)>?(?:[ \t]+"([^"\n]*)")?[ \t]*\)`)
	liaNote  = lazyregexp.New(`^\[(\^)([^\]\s]+)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)`)
	liaGap   = lazyregexp.New(`^\[(\[)([^\[\]\n]+)\](\])(?:[^(]|$)`)
)

func (liaInlineParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	if line = line[:min(len(line), maxLiaInline)]; bytes.IndexByte(line, ']') < 0 {
		return nil
	}
	for _, pattern := range []*lazyregexp.Regexp{liaMedia, liaNote, liaGap} {
		m := pattern.FindSubmatchIndex(line)
		if m == nil {
			continue
		}
		if _, inHeading := block.(*ast.Heading); inHeading && pattern == liaGap {
			return nil // an id
		}
		size := m[1]
		if pattern == liaGap {
			size = m[7]
		}
		reader.Advance(size)
		n := &liaInline{
			start: seg.Start, sign: string(line[m[2]:m[3]]), label: string(line[m[4]:m[5]]),
			target: string(line[m[6]:m[7]]), at: seg.Start + m[6],
		}
		if pattern == liaMedia && m[8] >= 0 {
			n.title, n.said = string(line[m[8]:m[9]]), seg.Start+m[8]
		}
		return n
	}
	return nil
}

func (d *document) liaInline(n *liaInline) {
	pos := d.at(n.start)
	switch n.sign {
	case "^":
		id := d.noteIDs.unique(strings.ToLower(n.label))
		d.labels[id] = true
		d.cited[id] = len(d.cited) + 1
		d.notes = append(d.notes, &content.Note{Pos: pos, ID: id, Blocks: d.blocksOf(n.target, n.at)})
		d.emit(&content.NoteRef{Pos: pos, ID: id})
	case "[":
		d.liaGap(n)
	default:
		kind := map[string]content.EmbedKind{"!?": content.EmbedVideo, "?": content.EmbedAudio, "??": content.EmbedFrame}[n.sign]
		if d.safeURL(n.target, n.start) {
			d.emit(&content.Embed{Pos: pos, Kind: kind, URL: n.target, Title: n.label, Fallback: d.blocksOf(n.title, n.said)})
		}
	}
}

// liaFileName is the name of a file behind the language of a code block, where a sign says whether it is open.
func liaFileName(info string) string {
	fields := strings.Fields(info)
	if len(fields) < 2 || strings.ContainsAny(fields[1], "@={") {
		return ""
	}
	return strings.TrimLeft(fields[1], "+-")
}
