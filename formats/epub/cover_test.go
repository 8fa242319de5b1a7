package epub

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"testing"

	"coursepack/content"
)

func designed(language, title string) *sheet {
	c := &composer{}
	c.Input = inputOf(&content.Course{ID: "c"})
	c.book = &book{Title: title, Language: language, Authors: []person{{Name: "Ann Example"}}, Publisher: "Example Press"}
	return c.designCover()
}

func TestCoverOfAnyTitle(t *testing.T) {
	for _, tt := range []struct {
		language, title string
		drawn           bool
	}{
		{"en", "Waves", true},
		{"en", "🚀 Waves & <Light>", true},
		{"en", "🚀", true},
		{"en", strings.Repeat("Antidisestablishmentarianism", 20), true},
		{"de", strings.Repeat("Wellen und Licht ", 40), true},
		{"ja", strings.Repeat("拡散モデル入門", 10), false},
		{"ar", "مقدمة", true},
		{"ar", "مقدمة GAN", false},
	} {
		s := designed(tt.language, tt.title)
		for _, l := range s.lines {
			if l.y > coverHeight || textWidth(l.text, l.face, l.size) > coverWidth-2*coverMargin {
				t.Errorf("%s: the line %q does not fit", tt.title, l.text)
			}
		}
		d := xml.NewDecoder(bytes.NewReader(s.svg()))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", tt.title, err)
			}
		}
		if s.lines[0].face != nil != tt.drawn {
			t.Errorf("%s: drawn is %v", tt.title, !tt.drawn)
		}
		if s.drawn() {
			if img, err := png.DecodeConfig(bytes.NewReader(s.png())); err != nil || img.Width != coverWidth || img.Height != coverHeight {
				t.Errorf("%s: %v, %v", tt.title, img, err)
			}
		}
	}
}

func TestLinesOfTheCoverKeepEveryWord(t *testing.T) {
	const title = "A very long title that does not fit on a line of any cover"
	lines, _ := fitTitle(title)
	if got := strings.Join(lines, " "); got != title || len(lines) < 2 {
		t.Errorf("the lines are %q", lines)
	}
}
