package typeset

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// A Glyph is one of a shaped text. Its measures are in units of the font.
type Glyph struct {
	Text    string // what it stands for; "" if the glyph before stands for that, too
	Advance int32  // to where the next glyph stands
	X, Y    int32  // how far from where it stands it is drawn
	ID      uint16
}

// A Word is a text that is shaped. Whoever uses it shares it with others and may not change it.
type Word struct {
	Face     *Face
	Text     string
	Leftward bool    // it runs to the left
	Glyphs   []Glyph // in the order in which they stand from left to right
	Advance  int     // of all glyphs
}

// NewWord returns a word of glyphs.
func NewWord(face *Face, leftward bool, glyphs []Glyph) *Word {
	return newWord(face, textOf(glyphs, leftward), leftward, glyphs)
}

func newWord(face *Face, text string, leftward bool, glyphs []Glyph) *Word {
	w := &Word{Face: face, Text: text, Leftward: leftward, Glyphs: glyphs}
	for _, g := range glyphs {
		w.Advance += int(g.Advance)
	}
	return w
}

// Part returns the glyphs from index start to end as a word of its own.
func (w *Word) Part(start, end int) *Word {
	return NewWord(w.Face, w.Leftward, w.Glyphs[start:end:end])
}

// textOf is what glyphs stand for.
func textOf(glyphs []Glyph, leftward bool) string {
	if len(glyphs) == 1 {
		return glyphs[0].Text
	}
	var b strings.Builder
	for i := range glyphs {
		if leftward {
			i = len(glyphs) - 1 - i
		}
		b.WriteString(glyphs[i].Text)
	}
	return b.String()
}

// maxShaped is how many words of a face are remembered.
const maxShaped = 1 << 16

// A shaper remembers the glyphs of words: the same come again and again.
type shaper struct {
	sync.Mutex
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
	words  map[shaped]*Word
	starts []int // of the characters of the word in hand, in bytes
}

type shaped struct {
	text     string
	leftward bool
}

// Shape returns a text that runs in one direction, kerned and joined as its script asks. Characters that the face lacks become its
// glyph 0.
func (f *Face) Shape(text string, leftward bool) *Word {
	s := &f.shaper
	s.Lock()
	defer s.Unlock()
	key := shaped{text, leftward}
	if w, ok := s.words[key]; ok {
		return w
	}
	if err := s.open(f); err != nil {
		panic(err) // whoever made the face has prepared it
	}
	if len(s.words) >= maxShaped {
		clear(s.words)
	}
	key.text = strings.Clone(text) // not the page that it is a part of
	w := newWord(f, key.text, leftward, s.shape(key, f.FixedPitch))
	s.words[key] = w
	return w
}

// prepare reports whether text can be shaped. Embedded faces can.
func (f *Face) prepare() error {
	f.shaper.Lock()
	defer f.shaper.Unlock()
	return f.shaper.open(f)
}

func (s *shaper) open(f *Face) error {
	if s.font != nil {
		return nil
	}
	face, err := font.ParseTTF(bytes.NewReader(assemble(trueType, f.forShaping())))
	if err != nil {
		return fmt.Errorf("reading the font %s for shaping: %w", f.Name, err)
	}
	s.font, s.buffer, s.words = harfbuzz.NewFont(face), harfbuzz.NewBuffer(), map[shaped]*Word{}
	return nil
}

// forShaping has the tables that make a difference to which glyphs stand where. Outlines, which take the longest to read and in
// fonts of Chinese 20 MB, do so only where a font does not say itself where accents go.
func (f *Face) forShaping() map[string][]byte {
	tags := []string{
		"cmap", "head", "hhea", "hmtx", "maxp", "OS/2", "GDEF", "GSUB", "GPOS", "kern", "morx", "kerx", "ankr", "trak", "feat", "ltag",
	}
	if findFeature(f.tables["GPOS"], "mark") == nil {
		tags = append(tags, "glyf", "loca", "CFF ")
	}
	kept := map[string][]byte{}
	for _, tag := range tags {
		kept[tag] = f.tables[tag]
	}
	return kept
}

// In code every character keeps its place.
var noLigatures = []harfbuzz.Feature{
	{Tag: opentype.MustNewTag("liga"), End: harfbuzz.FeatureGlobalEnd}, {Tag: opentype.MustNewTag("clig"), End: harfbuzz.FeatureGlobalEnd},
	{Tag: opentype.MustNewTag("calt"), End: harfbuzz.FeatureGlobalEnd},
}

func (s *shaper) shape(word shaped, fixed bool) []Glyph {
	runes := []rune(word.text)
	b := s.buffer
	b.Clear()
	b.ClusterLevel = harfbuzz.MonotoneCharacters // marks stand for themselves
	b.AddRunes(runes, 0, -1)
	b.GuessSegmentProperties()
	b.Props.Direction = harfbuzz.LeftToRight
	if word.leftward {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	var features []harfbuzz.Feature
	if fixed {
		features = noLigatures
	}
	b.Shape(s.font, features)
	glyphs := make([]Glyph, len(b.Info))
	s.starts = appendStarts(s.starts[:0], word.text)
	for i, info := range b.Info {
		g := Glyph{ID: uint16(info.Glyph), Advance: b.Pos[i].XAdvance, X: b.Pos[i].XOffset, Y: b.Pos[i].YOffset}
		if i == 0 || info.Cluster != b.Info[i-1].Cluster {
			g.Text = word.text[s.starts[info.Cluster]:s.starts[clusterEnd(b.Info, i, len(runes), word.leftward)]]
		}
		glyphs[i] = g
	}
	return glyphs // those of joiners are empty and keep their text: from right to left, readers would reverse it behind that of a letter
}

// appendStarts appends at which bytes of a text its characters start, and its end.
func appendStarts(starts []int, text string) []int {
	for i := range text {
		starts = append(starts, i)
	}
	return append(starts, len(text))
}

// clusterEnd returns where the characters end that glyph i and those of its cluster stand for. From right to left, the cluster after
// it in the text is the one before it on the line.
func clusterEnd(info []harfbuzz.GlyphInfo, i, end int, leftward bool) int {
	if leftward {
		if i > 0 {
			return info[i-1].Cluster
		}
		return end
	}
	for _, later := range info[i+1:] {
		if later.Cluster != info[i].Cluster {
			return later.Cluster
		}
	}
	return end
}
