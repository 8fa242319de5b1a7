package content

import "strings"

// Truths are the two options of a question that is answered with true or false.
type Truths struct{ True, False string }

// truths are the words for true and false in the languages that the outputs have words in; of several pairs of a language,
// the first is shown where the author has written another language's.
var truths = []struct {
	lang string
	Truths
}{
	{"en", Truths{"True", "False"}},
	{"de", Truths{"Wahr", "Falsch"}},
	{"de", Truths{"Richtig", "Falsch"}},
	{"fr", Truths{"Vrai", "Faux"}},
	{"es", Truths{"Verdadero", "Falso"}},
	{"pt", Truths{"Verdadeiro", "Falso"}},
	{"nl", Truths{"Waar", "Onwaar"}},
	{"nl", Truths{"Waar", "Niet waar"}},
	{"nl", Truths{"Juist", "Onjuist"}},
	{"it", Truths{"Vero", "Falso"}},
	{"pl", Truths{"Prawda", "Fałsz"}},
	{"ru", Truths{"Верно", "Неверно"}},
	{"ru", Truths{"Правда", "Ложь"}},
	{"ru", Truths{"Истина", "Ложь"}},
	{"uk", Truths{"Правда", "Неправда"}},
	{"uk", Truths{"Правильно", "Неправильно"}},
	{"fa", Truths{"درست", "نادرست"}},
	{"fa", Truths{"صحیح", "غلط"}},
	{"ar", Truths{"صحيح", "خطأ"}},
	{"ar", Truths{"صواب", "خطأ"}},
	{"he", Truths{"נכון", "לא נכון"}},
	{"zh", Truths{"对", "错"}},
	{"zh", Truths{"正确", "错误"}},
	{"zh", Truths{"對", "錯"}},
	{"zh", Truths{"正確", "錯誤"}},
	{"ja", Truths{"正しい", "誤り"}},
	{"ja", Truths{"正しい", "間違い"}},
	{"ko", Truths{"참", "거짓"}},
	{"ko", Truths{"맞음", "틀림"}},
}

// Truth reads a word for true or false, in any case of its letters. A word of several languages is one of lang, that of the
// course, if it can be; "" is unknown. The options of the question are shown in the language that the word is in, those of
// an English word in that of the course.
func Truth(word, lang string) (value bool, shown Truths, ok bool) {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	for _, own := range []bool{true, false} {
		for _, t := range truths {
			value = strings.EqualFold(word, t.True)
			switch {
			case (t.lang == lang) != own, !value && !strings.EqualFold(word, t.False):
			case t.lang == "en":
				return value, truthsIn(lang), true
			default:
				return value, t.Truths, true
			}
		}
	}
	return false, Truths{}, false
}

// truthsIn returns the first words of a language, those of English if it has none.
func truthsIn(lang string) Truths {
	for _, t := range truths {
		if t.lang == lang {
			return t.Truths
		}
	}
	return truths[0].Truths
}

// Choice returns the choice between the two, of which one is right. All of it stands at one place.
func (t Truths) Choice(pos Pos, right bool) *Choice {
	option := func(word string, correct bool) *Option {
		text := &Paragraph{Pos: pos, Inlines: []Inline{&Text{Pos: pos, Text: word}}}
		return &Option{Pos: pos, Correct: correct, Blocks: []Block{text}}
	}
	return &Choice{Pos: pos, Options: []*Option{option(t.True, right), option(t.False, !right)}}
}

// AreTruths reports whether two texts are the words for true and for false in one language.
func AreTruths(yes, no string) bool {
	for _, t := range truths {
		if strings.EqualFold(yes, t.True) && strings.EqualFold(no, t.False) {
			return true
		}
	}
	return false
}
