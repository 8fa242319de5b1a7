package pdf

import (
	"regexp"
	"strings"

	"coursepack/formats/internal/hyphen"
)

// isLanguage matches the tags that ISO 32000-1, 14.9.2 takes: https://www.rfc-editor.org/rfc/rfc3066.
var isLanguage = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// languageTag returns the tag of a language as a PDF file has it, "" if it is none. Some write en_GB.
func languageTag(language string) string {
	tag := strings.ReplaceAll(strings.TrimSpace(language), "_", "-")
	if !isLanguage.MatchString(tag) {
		return ""
	}
	return tag
}

// book returns what text in a language is set with.
func (l *layout) book(language string) *fontbook {
	b, ok := l.books[language]
	if !ok {
		b = &fontbook{fallback: l.fallback, language: language, sans: l.sans, hyphens: hyphen.For(language)}
		l.books[language] = b
	}
	return b
}

// inLanguage runs set for blocks in a language, which are read out, set and divided as that one is.
func (f *flow) inLanguage(language string, set func()) {
	tag := languageTag(language)
	if tag == "" || tag == f.fonts.language {
		set()
		return
	}
	outer := f.fonts
	f.fonts = f.book(tag)
	f.inside("Div", func() {
		f.tag.lang = tag
		set()
	})
	f.fonts = outer
}

// speaking returns a style for a run of text in a language.
func (f *flow) speaking(language string, s style) style {
	if tag := languageTag(language); tag != "" && tag != s.fonts.language {
		s.tag, s.fonts = s.tag.child("Span"), f.book(tag)
		s.tag.lang = tag
	}
	return s
}
