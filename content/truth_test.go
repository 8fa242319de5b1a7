package content

import "testing"

func TestTruthIsSaidInTheLanguageOfTheCourse(t *testing.T) {
	for _, tt := range []struct {
		word, lang string
		value      bool
		shown      Truths
	}{
		{"true", "", true, Truths{"True", "False"}},
		{"FALSE", "en-GB", false, Truths{"True", "False"}},
		{"true", "de", true, Truths{"Wahr", "Falsch"}},
		{"true", "xx", true, Truths{"True", "False"}},
		{"Richtig", "de", true, Truths{"Richtig", "Falsch"}},
		{"falsch", "de-AT", false, Truths{"Wahr", "Falsch"}},
		{"falso", "it", false, Truths{"Vero", "Falso"}},
		{"falso", "pt-BR", false, Truths{"Verdadeiro", "Falso"}},
		{"falso", "", false, Truths{"Verdadero", "Falso"}},
		{"vrai", "en", true, Truths{"Vrai", "Faux"}},
		{"правда", "ru", true, Truths{"Правда", "Ложь"}},
		{"Правда", "uk", true, Truths{"Правда", "Неправда"}},
		{"לא נכון", "he", false, Truths{"נכון", "לא נכון"}},
		{"錯", "zh-TW", false, Truths{"對", "錯"}},
	} {
		value, shown, ok := Truth(tt.word, tt.lang)
		if !ok || value != tt.value || shown != tt.shown {
			t.Errorf("%s in %q: %v %v %v, want %v %v", tt.word, tt.lang, value, shown, ok, tt.value, tt.shown)
		}
	}
	for _, word := range []string{"", "yes", "truly", "waarheid"} {
		if _, _, ok := Truth(word, "en"); ok {
			t.Errorf("%q is no word for true or false", word)
		}
	}
}
