package typeset

import (
	"bytes"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// A Glyph is one of a shaped text. Its measures are in units of the font.
type Glyph struct {
	ID      uint16
	Text    string // what it stands for; "" if the glyph before stands for that, too
	Advance int    // to where the next glyph stands
	X, Y    int    // how far from where it stands it is drawn
}

// maxShaped is how many words of a face are remembered.
const maxShaped = 1 << 16

// A shaper remembers the glyphs of words: the same come again and again.
type shaper struct {
	sync.Mutex
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
	words  map[string][]Glyph
}

// Shape returns the glyphs of a text from left to right, kerned and with the ligatures of its script. The caller may not
// change them. Characters that the face lacks become its glyph 0.
func (f *Face) Shape(text string) []Glyph {
	s := &f.shaper
	s.Lock()
	defer s.Unlock()
	if glyphs, ok := s.words[text]; ok {
		return glyphs
	}
	if s.font == nil {
		s.open(f.data)
	}
	if len(s.words) >= maxShaped {
		clear(s.words)
	}
	glyphs := s.shape(text, f.FixedPitch)
	s.words[text] = glyphs
	return glyphs
}

func (s *shaper) open(data []byte) {
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		panic("typeset: a font that was parsed before: " + err.Error())
	}
	s.font, s.buffer, s.words = harfbuzz.NewFont(face), harfbuzz.NewBuffer(), map[string][]Glyph{}
}

// In code every character keeps its place.
var noLigatures = []harfbuzz.Feature{
	{Tag: opentype.MustNewTag("liga"), End: harfbuzz.FeatureGlobalEnd}, {Tag: opentype.MustNewTag("clig"), End: harfbuzz.FeatureGlobalEnd},
	{Tag: opentype.MustNewTag("calt"), End: harfbuzz.FeatureGlobalEnd},
}

func (s *shaper) shape(text string, fixed bool) []Glyph {
	runes := []rune(text)
	b := s.buffer
	b.Clear()
	b.AddRunes(runes, 0, -1)
	b.GuessSegmentProperties()
	b.Props.Direction = harfbuzz.LeftToRight
	var features []harfbuzz.Feature
	if fixed {
		features = noLigatures
	}
	b.Shape(s.font, features)
	glyphs := make([]Glyph, len(b.Info))
	for i, info := range b.Info {
		g := Glyph{ID: uint16(info.Glyph), Advance: int(b.Pos[i].XAdvance), X: int(b.Pos[i].XOffset), Y: int(b.Pos[i].YOffset)}
		if i == 0 || info.Cluster != b.Info[i-1].Cluster {
			end := len(runes)
			for _, later := range b.Info[i+1:] {
				if later.Cluster != info.Cluster {
					end = later.Cluster
					break
				}
			}
			g.Text = string(runes[info.Cluster:end])
		}
		glyphs[i] = g
	}
	return glyphs
}
