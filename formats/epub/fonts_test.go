package epub

import (
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// styled returns the style sheet of the fonts that a book brings along, and these by their names.
func styled(t *testing.T, b *book) (css string, fonts map[string]*typeset.Face) {
	t.Helper()
	fonts = map[string]*typeset.Face{}
	_, files := unzip(t, write(t, b))
	for _, a := range b.Assets {
		if strings.HasPrefix(a.MediaType, "font/") {
			f, err := typeset.Parse(a.Name, files["EPUB/"+a.Name])
			if err != nil {
				t.Fatal(err)
			}
			fonts[a.Name] = f
		}
	}
	return string(files["EPUB/fonts.css"]), fonts
}

func TestBooksBringTheFontsThatTheyNeed(t *testing.T) {
	formula, _, _ := math.Parse(`\sqrt x`, math.Options{})
	plain := &content.Part{ID: "p", Title: "One", Blocks: paragraph(text("Größe, Σ")...)}
	full := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{
		&content.MathBlock{TeX: formula.TeX, Formula: formula}, &content.CodeBlock{Text: "x → y\n"},
	}}
	for _, tt := range []struct {
		part   *content.Part
		fonts  int
		name   string
		has    string
		hasNot string
	}{
		{plain, 4, "fonts/stixtwotext-regular.otf", "aöΣ•", "ä"},
		{full, 7, "fonts/dejavusansmono.ttf", "x→", "ö"},
		{full, 7, "fonts/stixtwomath-regular.otf", "√\U0001D465ℎ", "∫"},
	} {
		css, fonts := styled(t, composed(t, oneLesson(tt.part), Options{Fonts: true}))
		if len(fonts) != tt.fonts || strings.Count(css, "@font-face") != tt.fonts || fonts[tt.name] == nil {
			t.Fatalf("%d fonts, want %d:\n%s", len(fonts), tt.fonts, css)
		}
		for _, r := range tt.has + tt.hasNot {
			if _, ok := fonts[tt.name].Glyph(r); ok == strings.ContainsRune(tt.hasNot, r) {
				t.Errorf("%s: %c: %t", tt.name, r, ok)
			}
		}
		for name := range fonts {
			if !strings.Contains(css, `src: url("`+name+`")`) {
				t.Errorf("%s is never used:\n%s", name, css)
			}
		}
	}
}

func TestBooksBringNoFontsUnasked(t *testing.T) {
	for _, a := range composed(t, oneLesson(&content.Part{ID: "p", Title: "One"}), Options{}).Assets {
		if strings.HasPrefix(a.MediaType, "font/") {
			t.Errorf("there is %s", a.Name)
		}
	}
}
