// Package hyphen finds where words may be divided at the end of a line, by F. M. Liang's method and the patterns that TeX has.
package hyphen

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:generate go run gen.go

//go:embed patterns/*.txt
var patterns embed.FS

// languages that there are patterns for, with how many letters at least stand before and behind a hyphen.
var languages = map[string]func() *Language{
	"en": language("en", 2, 3), "en-gb": language("en-gb", 2, 3), "de": language("de", 2, 2), "fr": language("fr", 2, 2),
	"es": language("es", 2, 2), "pt": language("pt", 2, 3), "it": language("it", 2, 2), "nl": language("nl", 2, 2),
	"pl": language("pl", 2, 2), "ru": language("ru", 2, 2), "uk": language("uk", 2, 2),
}

// A Language divides the words of a language. It may be used by many goroutines.
type Language struct {
	patterns       map[string][]byte // what speaks for a division (odd) or against it (even) between the letters of each
	longest        int               // of them, in bytes
	before, behind int               // letters that at least stand on either side

	mu    sync.Mutex
	words map[string][]int
}

// For returns the language with a tag of BCP 47, nil if nothing is known of how it divides words.
func For(tag string) *Language {
	tag = strings.ToLower(tag)
	for tag != "" {
		if l, ok := languages[tag]; ok {
			return l()
		}
		tag = tag[:max(0, strings.LastIndexByte(tag, '-'))]
	}
	return nil
}

func language(name string, before, behind int) func() *Language {
	return sync.OnceValue(func() *Language {
		text, err := patterns.ReadFile("patterns/" + name + ".txt")
		if err != nil {
			panic(err)
		}
		l := &Language{patterns: map[string][]byte{}, before: before, behind: behind, words: map[string][]int{}}
		for pattern := range strings.FieldsSeq(string(text)) {
			l.add(pattern)
		}
		return l
	})
}

// add takes in a pattern such as .hy3ph: its letters, and the weights between them by the bytes before which they stand.
func (l *Language) add(pattern string) {
	letters := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, pattern)
	weights := make([]byte, len(letters)+1)
	at := 0
	for _, r := range pattern {
		if r >= '0' && r <= '9' {
			weights[at] = byte(r - '0')
		} else {
			at += utf8.RuneLen(r)
		}
	}
	l.patterns[letters] = weights
	l.longest = max(l.longest, len(letters))
}

// What is not divided: words too short to gain by it, and what is too long to be a word.
const (
	shortest = 5
	longest  = 60
	maxWords = 1 << 16 // that are remembered
)

// Points returns the bytes of a word before which it may be divided. Signs around it, as brackets and commas, may be left
// on. What is not all letters, or has capitals inside as names have, is not divided.
func (l *Language) Points(word string) []int {
	start := strings.IndexFunc(word, unicode.IsLetter)
	if start < 0 {
		return nil
	}
	end := strings.LastIndexFunc(word, unicode.IsLetter)
	_, size := utf8.DecodeRuneInString(word[end:])
	core := word[start : end+size]
	if !isDivisible(core) {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	points, ok := l.words[core]
	if !ok {
		if len(l.words) >= maxWords {
			clear(l.words)
		}
		points = l.points(core)
		l.words[core] = points
	}
	if start == 0 {
		return points
	}
	moved := make([]int, len(points))
	for i, p := range points {
		moved[i] = p + start
	}
	return moved
}

func isDivisible(word string) bool {
	letters := 0
	for _, r := range word {
		if !unicode.IsLetter(r) || letters > 0 && unicode.IsUpper(r) {
			return false
		}
		letters++
	}
	return letters >= shortest && letters <= longest
}

// points finds the places at which the heaviest of all patterns that fit speaks for a division.
func (l *Language) points(word string) []int {
	lower := strings.ToLower(word)
	if len(lower) != len(word) {
		return nil
	}
	marked := "." + lower + "."
	weights := make([]byte, len(marked)+1)
	for start := range marked {
		for end := start + 1; end <= min(len(marked), start+l.longest); end++ {
			for i, w := range l.patterns[marked[start:end]] {
				weights[start+i] = max(weights[start+i], w)
			}
		}
	}
	var points []int
	letters, count := 0, utf8.RuneCountInString(word)
	for at := range word {
		if weights[at+1]%2 == 1 && letters >= l.before && count-letters >= l.behind {
			points = append(points, at)
		}
		letters++
	}
	return points
}
