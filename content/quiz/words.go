package quiz

import (
	"strings"
	"unicode"

	"coursepack/content"
)

// The words by which authors call answers, hints and exercises, in the languages of the courses that we know.
var (
	answerWords = set(`answer answers solution solutions reveal
		lösung lösungen musterlösung lösungsvorschlag antwort antworten réponse réponses corrigé corrigés
		respuesta respuestas solución soluciones resposta respostas solução soluções gabarito
		risposta risposte soluzione soluzioni antwoord antwoorden oplossing oplossingen uitwerking
		odpowiedź odpowiedzi rozwiązanie rozwiązania ответ ответы решение решения відповідь відповіді розв'язок
		cevap cevaplar yanıt çözüm پاسخ جواب الجواب الإجابة الحل תשובה תשובות פתרון`)
	hintWords = set(`hint hints clue hinweis tipp indice indication pista dica suggerimento wskazówka подсказка підказка
		ipucu راهنمایی تلميح רמז`)
	exerciseWords = set(`exercise exercises challenge challenges problem problems quiz practice practise drill self-check self-checks
		self-test selfcheck übung übungen aufgabe aufgaben exercice exercices ejercicio ejercicios exercício exercícios esercizio esercizi
		oefening oefeningen opgave opgaven ćwiczenie ćwiczenia zadanie zadania упражнение упражнения задача задачи задание
		вправа завдання alıştırma تمرین تمرين תרגיל תרגילים`)

	// Scripts without spaces between words.
	answerSigns   = []string{"答案", "解答", "答え", "回答例", "정답", "해답"}
	hintSigns     = []string{"提示", "ヒント", "힌트"}
	exerciseSigns = []string{"练习", "練習", "习题", "習題", "演習", "연습"}

	answerPhrases   = []string{"check your work", "check your answer", "check yourself", "show the result", "expected output"}
	exercisePhrases = []string{"self check", "try it", "your turn", "check your understanding", "test yourself", "knowledge check", "check yourself"}
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// maxSummary is how many words the summary of an answer has at most: longer ones say something themselves.
const maxSummary = 8

// namesAnswer reports whether a summary says that an answer is folded below it.
func namesAnswer(summary string) bool {
	words := wordsOf(summary)
	if len(words) > maxSummary || asks(summary) {
		return false
	}
	return names(summary, words, answerWords, answerPhrases, answerSigns)
}

func isHint(d *content.Details) bool {
	summary := content.PlainText(d.Summary)
	words := wordsOf(summary)
	return len(words) <= maxSummary && names(summary, words, hintWords, nil, hintSigns)
}

// namesExercise reports whether a heading or a label is that of an exercise.
func namesExercise(title string) bool {
	return names(title, wordsOf(title), exerciseWords, exercisePhrases, exerciseSigns)
}

// asks reports whether a text is a question of more than a word or two, such as "Answer?".
func asks(text string) bool {
	text = strings.TrimSpace(text)
	return strings.ContainsAny(lastRune(text), "?？؟") && (len(wordsOf(text)) > 3 || strings.HasSuffix(text, "？"))
}

func lastRune(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return ""
	}
	return string(runes[len(runes)-1:])
}

func names(text string, words []string, set map[string]bool, phrases, signs []string) bool {
	for _, w := range words {
		if set[w] {
			return true
		}
	}
	joined := strings.Join(words, " ")
	for _, p := range phrases {
		if strings.Contains(joined, p) {
			return true
		}
	}
	for _, s := range signs {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a text in small letters; a hyphen or an apostrophe inside of a word is part of it.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' && r != '\''
	})
	kept := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, "-'"); w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}
