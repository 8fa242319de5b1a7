package hyphen

import (
	"strings"
	"testing"
)

func divided(l *Language, word string) string {
	var b strings.Builder
	last := 0
	for _, p := range l.Points(word) {
		b.WriteString(word[last:p] + "-")
		last = p
	}
	return b.String() + word[last:]
}

func TestPoints(t *testing.T) {
	for _, test := range []struct{ language, words, want string }{
		{"en", "hyphenation", "hy-phen-ation"},
		{"en-US", "(representation),", "(rep-re-sen-ta-tion),"},
		{"en-GB", "hyphenation", "hy-phen-a-tion"},
		{"de-CH", "Silbentrennung", "Sil-ben-tren-nung"},
		{"de", "Übergänge", "Über-gän-ge"},
		{"fr", "apprentissage", "ap-pren-tis-sage"},
		{"es", "aprendizaje", "apren-di-za-je"},
		{"pt-BR", "aprendizado", "apren-di-zado"},
		{"it", "apprendimento", "ap-pren-di-men-to"},
		{"nl", "leertraject", "leer-tra-ject"},
		{"pl", "uczenie", "ucze-nie"},
		{"ru", "обучение", "обу-че-ние"},
		{"uk", "університет", "уні-вер-си-тет"},
		{"en", "OpenStack GPT4 well-known data", "OpenStack GPT4 well-known data"},
	} {
		l := For(test.language)
		if l == nil {
			t.Fatalf("nothing is known of %s", test.language)
		}
		var got []string
		for _, word := range strings.Fields(test.words) {
			got = append(got, divided(l, word))
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s: %q is divided as %q, want %q", test.language, test.words, got, test.want)
		}
	}
	if For("ja") != nil || For("") != nil {
		t.Error("languages without patterns are divided")
	}
}
