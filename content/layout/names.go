package layout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"coursepack/content/internal/lazyregexp"
)

// orderPrefix is what authors put before a name to sort files: "03-", "1.2 ", "2024-05-01-". What follows must not be a
// digit: "2.5d" and "10-20" are names.
var orderPrefix = lazyregexp.New(`^(?:\d{4}-\d{2}-\d{2}|\d+(?:[._-]\d+)*)[\s._)-]+(\D.*)$`)

// withoutOrder cuts the order prefix off a name, unless nothing would remain.
func withoutOrder(name string) string {
	if hasOrder(name) {
		if m := orderPrefix.FindStringSubmatch(name); m != nil {
			return m[1]
		}
	}
	return name
}

// hasOrder reports whether a name starts with a number.
func hasOrder(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }

// counted are names like "chapter1".
var counted = lazyregexp.New(`(?i)^(chapter|day|episode|lab|lecture|lesson|module|part|section|session|topic|unit|week)(\d+)$`)

// humanize makes a title of the name of a file or a folder: "02-generative_foundations" is "Generative foundations",
// "chapter1" is "Chapter 1".
func humanize(name string) string {
	s := strings.Join(strings.FieldsFunc(withoutOrder(name), func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r)
	}), " ")
	if s == "" {
		return name
	}
	if last := s[len(s)-1]; '0' <= last && last <= '9' {
		s = counted.ReplaceAllString(s, "$1 $2")
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// stem is the name of a file without its extension.
func stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// parent is the folder of a file, "" for the source folder itself.
func parent(file string) string {
	if dir := path.Dir(file); dir != "." {
		return dir
	}
	return ""
}

// compareNatural orders names as people do: numbers by their value, letters without regard to case.
func compareNatural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if c := cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q)); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		r, rs := utf8.DecodeRuneInString(x)
		s, ss := utf8.DecodeRuneInString(y)
		if c := compareRunes(r, s); c != 0 {
			return c
		}
		x, y = x[rs:], y[ss:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// compareRunes puts a slash before everything, so that what is in a folder stays together.
func compareRunes(r, s rune) int {
	if (r == '/') != (s == '/') {
		if r == '/' {
			return -1
		}
		return 1
	}
	return cmp.Compare(unicode.ToLower(r), unicode.ToLower(s))
}

// digits counts the digits that s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// latin has the letters that look like ASCII but do not come apart into a letter and a mark.
var latin = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "ng",
}

// slug makes a name of the characters a-z, 0-9 and -. Where letters of other scripts are lost, part of a hash of s stands
// for them, so that different names stay different.
func slug(s string) string {
	var b strings.Builder
	lost := false
	s = norm.NFKD.String(strings.ToLower(s)) // file systems differ in how they compose letters
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case latin[r] != "":
			b.WriteString(latin[r])
		case unicode.IsMark(r) || r == '\'' || r == '’':
		default:
			lost = lost || unicode.IsLetter(r) || unicode.IsDigit(r)
			b.WriteByte('-')
		}
	}
	parts := strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' })
	if lost || len(parts) == 0 {
		sum := sha256.Sum256([]byte(s))
		parts = append(parts, hex.EncodeToString(sum[:4]))
	}
	return strings.Join(parts, "-")
}
