package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/formats/internal/typeset"
)

const zeroWidthSpace = '\u200B'

// An atom is what a line does not break apart: a word with whatever touches it.
type atom struct {
	pieces []piece
	width  float64
	space  bool    // a space stands before it, unless it starts a line
	spaced *style  // of that space
	gap    float64 // the room before it inside of a formula, unless it starts a line
	cost   int     // of a line that ends before it, inside of a formula
	breaks bool    // it starts a line
}

// A piece of an atom is text of one style, a picture or a part of a formula.
type piece struct {
	style   *style // shared by the pieces of a text
	words   []*typeset.Word
	width   float64
	figure  *figure
	formula *formula
	note    *footnote
	anchor  string
	refers  string // the text is the number of the page that has this anchor
}

// An inliner turns inlines into atoms.
type inliner struct {
	*flow
	sheet  sheet
	space  bool // a space is due
	spaced *style
	loose  bool    // what comes next need not stick to what was before
	sticks bool    // an ideograph that comes next has to
	gap    float64 // the room before it then
	cost   int     // of a line that ends before it
	breaks bool    // what comes next starts a line

	titling bool            // links say nothing of where they lead
	said    map[string]bool // the pages of these anchors
}

// A sheet has room for atoms. It can be used for one paragraph after the other.
type sheet struct {
	atoms  []atom
	pieces []piece // of the atoms, one after the other
}

// onSheet returns the atoms that fill makes, which are good until the next are made.
func (f *flow) onSheet(in inliner, fill func(*inliner)) []atom {
	in.flow, in.sheet = f, sheet{f.sheet.atoms[:0], f.sheet.pieces[:0]}
	f.sheet = sheet{} // while it is in use
	fill(&in)
	f.sheet = in.sheet
	return in.sheet.atoms
}

func (f *flow) atoms(inlines []content.Inline, s style) []atom {
	return f.onSheet(inliner{}, func(in *inliner) { in.all(inlines, f.owned(s)) })
}

// titleAtoms are the atoms of a title, whose links say nothing of where they lead.
func (f *flow) titleAtoms(inlines []content.Inline, s style) []atom {
	return f.onSheet(inliner{titling: true}, func(in *inliner) { in.all(inlines, f.owned(s)) })
}

// plainAtoms are the atoms of a text without markup.
func (f *flow) plainAtoms(text string, s style) []atom {
	return f.onSheet(inliner{}, func(in *inliner) { in.text(text, f.owned(s)) })
}

func (in *inliner) all(inlines []content.Inline, s style) {
	for _, n := range inlines {
		in.inline(n, s)
	}
}

func (in *inliner) inline(n content.Inline, s style) {
	switch n := n.(type) {
	case *content.Text:
		in.text(n.Text, s)
	case *content.Emph:
		s.italic = !s.italic
		in.all(n.Inlines, s)
	case *content.Strong:
		s.bold = true
		in.all(n.Inlines, s)
	case *content.Strike:
		s.strike = true
		in.all(n.Inlines, s)
	case *content.Sub:
		in.all(n.Inlines, s.raised(-0.18))
	case *content.Super:
		in.all(n.Inlines, s.raised(0.36))
	case *content.Code:
		in.code(n.Text, s)
	case *content.Math:
		in.math(n, s)
	case *content.Link:
		in.link(n, s)
	case *content.Image:
		in.image(n, s)
	case *content.Break:
		in.space, in.breaks = false, true
	case *content.NoteRef:
		in.noteRef(n, s)
	case *content.Blank:
		in.text(fmt.Sprintf("(%d)\u00a0______", n.Number), s)
	case *content.Cite:
		in.cite(n, s)
	case *content.Span:
		in.span(n, s)
	default:
		in.notRendered(n)
	}
}

func (s style) raised(by float64) style {
	s.rise += by * s.size
	s.size *= 0.72
	return s
}

// text adds words. Between them one space stands, however many there are.
func (in *inliner) text(t string, s style) {
	t = clean(t)
	start := 0
	for i, r := range t {
		if !isSpace(r) && !isIdeograph(r) {
			continue
		}
		in.word(t[start:i], &s)
		start = i + utf8.RuneLen(r)
		switch {
		case r == zeroWidthSpace:
			in.loose = true
		case isIdeograph(r):
			in.loose = !in.sticks
			in.word(t[i:start], &s)
			in.sticks = endsNoLine(r)
			in.loose = !in.sticks
		case !in.space && !in.breaks:
			in.space, in.spaced = true, &s
		}
	}
	in.word(t[start:], &s)
}

func (in *inliner) word(t string, s *style) {
	if t == "" {
		return
	}
	if r, _ := utf8.DecodeRuneInString(t); startsNoLine(r) {
		in.loose = false
	}
	in.sticks = false
	in.add(textPiece(t, s))
}

// startsNoLine reports whether r may not stand first on a line: closing brackets, what ends a phrase, small kana and marks that
// go on with the character before. https://www.w3.org/TR/jlreq/#characters_not_starting_a_line
func startsNoLine(r rune) bool {
	return strings.ContainsRune(".,;:!?)]}%’”»", r) || r >= 0x3000 && strings.ContainsRune(
		"、。，．・：；？！ー々〻゛゜ゝゞヽヾ）］｝〕〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ‥…％～", r)
}

// endsNoLine reports whether r may not stand last on a line: an opening bracket.
func endsNoLine(r rune) bool { return strings.ContainsRune("（［｛〔〈《「『【〘〖〝", r) }

func textPiece(t string, s *style) piece {
	words := s.words(t)
	return piece{style: s, words: words, width: widthOfAll(words, s.size)}
}

func (p piece) text() string {
	if len(p.words) == 1 {
		return p.words[0].Text
	}
	var b strings.Builder
	for _, w := range p.words {
		b.WriteString(w.Text)
	}
	return b.String()
}

func (in *inliner) add(p piece) {
	if len(in.sheet.atoms) == 0 || in.space || in.loose || in.breaks {
		in.sheet.atoms = append(in.sheet.atoms, atom{space: in.space, spaced: in.spaced, gap: in.gap, cost: in.cost, breaks: in.breaks})
		in.space, in.loose, in.breaks, in.gap, in.cost = false, false, false, 0, 0
	}
	a := &in.sheet.atoms[len(in.sheet.atoms)-1]
	a.pieces = in.sheet.grown(a.pieces, p)
	a.width += p.width
}

// grown appends a piece to those of the last atom, which are at the end of the sheet.
func (s *sheet) grown(pieces []piece, p piece) []piece {
	if len(s.pieces) == cap(s.pieces) {
		s.pieces = append(make([]piece, 0, 2*len(s.pieces)+8), pieces...)
	}
	s.pieces = append(s.pieces, p)
	return s.pieces[len(s.pieces)-len(pieces)-1:]
}

// isSpace reports whether a line may end at r. No-break spaces are letters here.
func isSpace(r rune) bool {
	return r == zeroWidthSpace || unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007'
}

// isIdeograph reports whether r is of a script that is written without spaces, in which a line ends anywhere.
func isIdeograph(r rune) bool {
	return r >= 0x2E80 && (r > 0x3000 && r < 0x3040 || r > 0xFF00 && r < 0xFFF0 || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana))
}

func (s style) mono() style {
	if s.family != typeset.Mono {
		s.family, s.size = typeset.Mono, s.size*0.86
	}
	return s
}

// code adds program text, in which every space counts.
func (in *inliner) code(t string, s style) {
	s = s.mono()
	s.back, s.tag = tint, s.tag.child("Code")
	t = clean(strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(t))
	for i, word := range strings.Split(t, " ") {
		if i > 0 {
			in.codeSpace(&s)
		}
		in.word(word, &s)
	}
}

// codeSpace adds a space that may end a line; one that is not the first in a row is a letter.
func (in *inliner) codeSpace(s *style) {
	if in.space && *in.spaced == *s {
		in.word("\u00A0", s)
	}
	if !in.breaks {
		in.space, in.spaced = true, s
	}
}

func (in *inliner) noteRef(n *content.NoteRef, s style) {
	s = s.raised(0.36)
	number := fmt.Sprint(n.Number)
	if n.Number == 0 {
		number = "*"
	}
	s.link, s.color = link{anchor: noteAnchor(in.part, n.ID)}, linkBlue
	s.tag = s.tag.child("Reference").child("Link")
	s.tag.contents = in.words.Notes + " " + number
	in.space = false // the number sticks to what it is about
	p := textPiece(number, &s)
	p.anchor, p.note = noteRefAnchor(in.part, n.ID), in.footnotes[n.ID]
	in.add(p)
}

func (in *inliner) cite(n *content.Cite, s style) {
	if len(n.IDs) > 0 {
		s.link, s.color = link{anchor: anchorOf(in.part, n.IDs[0])}, linkBlue
		s.tag = s.tag.child("Link")
		s.tag.contents = content.PlainText(n.Inlines)
	}
	in.all(n.Inlines, s)
}

func (in *inliner) span(n *content.Span, s style) {
	if n.ID != "" {
		in.add(piece{style: &s, anchor: anchorOf(in.part, n.ID)})
	}
	before := len(in.sheet.atoms)
	in.all(n.Inlines, in.speaking(n.Lang, s).inRole(n.Role))
	if n.Role == content.SpanAbbr && n.Title != "" && len(in.sheet.atoms) > before {
		in.text(" ("+n.Title+")", s)
	}
}

func (s style) inRole(role content.SpanRole) style {
	switch role {
	case content.SpanKey:
		s = s.mono()
		s.boxed = true
	case content.SpanBadge:
		s.family, s.size, s.back = typeset.Sans, s.size*0.82, tint
		s.boxed = true
	case content.SpanSample:
		s = s.mono()
	case content.SpanMark:
		s.back = marked
	case content.SpanSmall:
		s.size *= 0.85
	case content.SpanInsert:
		s.underline = true
	case content.SpanVar:
		s.italic = true
	}
	return s
}
