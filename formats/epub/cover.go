package epub

import (
	"fmt"
	"hash/fnv"
	"image/color"
	"sort"
	"strings"
	"unicode"

	"coursepack/content"
	"coursepack/formats/internal/typeset"
	"coursepack/formats/internal/typeset/raster"
	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

// coverName is the document that shows the cover, without its extension.
const coverName = "cover"

// cover adds the course's own picture as the cover, else one that shows the title: a drawing for the page, which is sharp
// at any size, and a picture for shelves, for not all of them draw.
func (c *composer) cover() error {
	shown := ""
	if picture := c.Course.Cover; picture != nil {
		own, ok := c.resource(picture)
		if !ok {
			return fmt.Errorf("the cover %s is no picture that a book can show", picture.Path)
		}
		shown, c.book.Cover = own, own
	} else {
		sheet := c.designCover()
		shown = c.coverFile("images/cover.svg", "image/svg+xml", sheet.svg())
		c.book.Cover = shown
		if sheet.drawn() {
			c.book.Cover = c.coverFile("images/cover.png", "image/png", sheet.png())
		}
	}
	f := &xmldoc.File{}
	f.Empty("img", "src", shown, "alt", c.words.Cover+": "+c.book.Title, "role", "doc-cover")
	c.book.Docs = append(c.book.Docs, doc{Name: coverName + ".xhtml", Title: c.words.Cover, Body: section{kind: "cover"}.around(f.Bytes())})
	return nil
}

func (c *composer) coverFile(name, mediaType string, data []byte) string {
	c.book.Assets = append(c.book.Assets, resource{Name: name, MediaType: mediaType, Open: zipfile.Bytes(data)})
	return name
}

// The cover's measures, in pixels.
const (
	coverWidth, coverHeight = 1200, 1600
	coverMargin             = 120
)

// coverPapers are the colours that covers have, each dark enough for white letters.
var coverPapers = []color.RGBA{
	{0x17, 0x32, 0x4d, 255}, {0x1e, 0x45, 0x3b, 255}, {0x4a, 0x1f, 0x33, 255}, {0x33, 0x2a, 0x5c, 255}, {0x5a, 0x2c, 0x1b, 255}, {0x28, 0x3a, 0x42, 255},
}

// The inks of a cover.
const (
	titleInk = iota
	nameInk
	ornamentInk
)

var coverInks = []color.RGBA{titleInk: {255, 255, 255, 255}, nameInk: {0xd5, 0xde, 0xe8, 255}, ornamentInk: {0xe8, 0xb0, 0x4a, 255}}

// A sheet is the design of a cover.
type sheet struct {
	language string
	paper    color.RGBA
	lines    []coverLine
	bars     [][4]float64 // x, y, width, height
}

// A coverLine is text whose baseline starts, or in scripts that run to the left ends, at the margin.
type coverLine struct {
	text     string
	face     *typeset.Face // nil if none of ours has all its characters: then the reading system's will do
	x, y     float64
	size     float64
	ink      int
	leftward bool
}

// designCover sets the title large at the top and who made the course at the foot. Its colour comes from the course's id.
func (c *composer) designCover() *sheet {
	const longestTitle, longestFoot = 300, 150 // characters
	h := fnv.New32a()
	h.Write([]byte(c.Course.ID))
	s := &sheet{language: c.book.Language, paper: coverPapers[h.Sum32()%uint32(len(coverPapers))]}
	const rule, lead = 10, 1.18
	title, size := fitTitle(cut(withoutSymbols(c.book.Title), longestTitle))
	y := 300 + size
	for _, line := range title {
		s.add(line, y, size, titleInk)
		y += size * lead
	}
	s.bar(y-size*lead+70, 140, rule)
	var names []string
	for _, p := range c.book.Authors {
		names = append(names, p.Name)
	}
	y = coverHeight - coverMargin
	for _, foot := range []struct {
		text string
		size float64
	}{{c.book.Publisher, 36}, {strings.Join(names, ", "), 50}} {
		lines := wrap(cut(xmldoc.Plain(foot.text), longestFoot), coverFace(foot.text, false), foot.size)
		for i := len(lines) - 1; i >= 0; i-- {
			s.add(lines[i], y, foot.size, nameInk)
			y -= foot.size * 1.3
		}
		if len(lines) > 0 {
			y -= 20
		}
	}
	return s
}

// cut shortens a text to so many characters.
func cut(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return text
}

func (s *sheet) add(text string, y, size float64, ink int) {
	line := coverLine{
		text: text, face: coverFace(text, ink == titleInk), x: coverMargin, y: y, size: size, ink: ink,
		leftward: content.Direction(s.language) == "rtl",
	}
	if line.leftward {
		line.x = coverWidth - coverMargin
		if strings.ContainsFunc(text, isLatin) { // two directions in one line
			line.face = nil
		}
	}
	s.lines = append(s.lines, line)
}

func (s *sheet) bar(y, width, height float64) {
	x := float64(coverMargin)
	if content.Direction(s.language) == "rtl" {
		x = coverWidth - coverMargin - width
	}
	s.bars = append(s.bars, [4]float64{x, y, width, height})
}

func isLatin(r rune) bool { return r >= 'A' && r <= 'z' || r >= '0' && r <= '9' }

// coverFace is the first of our faces that has all characters of a text; nil if none has.
func coverFace(text string, bold bool) *typeset.Face {
	for _, face := range typeset.Faces(typeset.Serif, bold, false) {
		lacks := func(r rune) bool {
			_, ok := face.Glyph(r)
			return !ok
		}
		if !strings.ContainsFunc(text, lacks) {
			return face
		}
	}
	return nil
}

// withoutSymbols leaves out emoji and the like, which stand in colour on a screen and not at all in type.
func withoutSymbols(title string) string {
	words := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.So, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u200d' {
			return -1
		}
		return r
	}, title)
	return xmldoc.Plain(or(words, title))
}

// fitTitle breaks a title into lines of the largest size at which there are at most five and no word is broken.
func fitTitle(title string) (lines []string, size float64) {
	face := coverFace(title, true)
	for size = 128; size > 40; size -= 8 {
		lines = wrap(title, face, size)
		if len(lines) <= 5 && strings.Join(lines, " ") == title {
			break
		}
	}
	return lines, size
}

// wrap breaks a text into lines of the cover; words that are too long are broken too, for there are scripts without spaces.
func wrap(text string, face *typeset.Face, size float64) []string {
	const fits = coverWidth - 2*coverMargin
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && textWidth(line+" "+word, face, size) > fits {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
		for textWidth(line, face, size) > fits {
			letters := []rune(line)
			n := sort.Search(len(letters), func(n int) bool { return textWidth(string(letters[:n+1]), face, size) > fits })
			head := string(letters[:max(n, 1)])
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// textWidth measures a text, or estimates how wide it is in a face that nobody here knows.
func textWidth(text string, face *typeset.Face, size float64) float64 {
	if face == nil {
		width := 0.0
		for _, r := range text {
			if width += 0.52; r >= 0x2E80 { // ideographs are square
				width += 0.48
			}
		}
		return width * size
	}
	return float64(face.Shape(text, false).Advance) * size / float64(face.UnitsPerEm)
}

// drawn reports whether all text is there as outlines.
func (s *sheet) drawn() bool {
	for _, l := range s.lines {
		if l.face == nil {
			return false
		}
	}
	return true
}

// glyphs calls draw with the outline, the place and the scale of each glyph of a line.
func (l coverLine) glyphs(draw func(outline typeset.Path, x, y, unit float64)) {
	unit, x := l.size/float64(l.face.UnitsPerEm), l.x
	word := l.face.Shape(l.text, l.leftward)
	if l.leftward {
		x -= float64(word.Advance) * unit
	}
	for _, g := range word.Glyphs {
		draw(l.face.Outline(g.ID), x+float64(g.X)*unit, l.y-float64(g.Y)*unit, unit)
		x += float64(g.Advance) * unit
	}
}

func (s *sheet) png() []byte {
	c := raster.New(coverWidth, coverHeight, s.paper, coverInks...)
	for _, b := range s.bars {
		c.Rect(b[0], b[1], b[2], b[3], ornamentInk)
	}
	for _, l := range s.lines {
		l.glyphs(func(outline typeset.Path, x, y, unit float64) { c.Glyph(outline, x, y, unit, l.ink) })
	}
	return c.PNG()
}

func (s *sheet) svg() []byte {
	num := func(v float64) string { return fmt.Sprintf("%.5g", v) }
	f := xmldoc.New("")
	f.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", fmt.Sprintf("0 0 %d %d", coverWidth, coverHeight),
		"width", fmt.Sprint(coverWidth), "height", fmt.Sprint(coverHeight), "font-family", "Georgia, 'Times New Roman', serif")
	f.Empty("rect", "width", "100%", "height", "100%", "fill", cssColor(s.paper))
	for _, b := range s.bars {
		f.Empty("rect", "x", num(b[0]), "y", num(b[1]), "width", num(b[2]), "height", num(b[3]), "fill", cssColor(coverInks[ornamentInk]))
	}
	for _, l := range s.lines {
		fill := cssColor(coverInks[l.ink])
		if l.face == nil {
			direction := ""
			if l.leftward {
				direction = "rtl"
			}
			f.Text("text", l.text, "x", num(l.x), "y", num(l.y), "font-size", num(l.size), "fill", fill, "direction", direction)
			continue
		}
		f.Open("g", "fill", fill)
		l.glyphs(func(outline typeset.Path, x, y, unit float64) {
			if len(outline) > 0 {
				f.Empty("path", "d", typeset.PathData(outline),
					"transform", fmt.Sprintf("matrix(%s 0 0 %s %s %s)", num(unit), num(-unit), num(x), num(y)))
			}
		})
		f.Close("g")
	}
	f.Close("svg")
	return f.Bytes()
}

func cssColor(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
