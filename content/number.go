package content

import (
	"strconv"
	"strings"
)

// NumberStyle says how the items of a list are numbered. Its text is the type attribute of HTML's <ol>.
type NumberStyle string

// The ways of numbering.
const (
	Decimal      NumberStyle = ""
	LowerLetters NumberStyle = "a"
	UpperLetters NumberStyle = "A"
	LowerRoman   NumberStyle = "i"
	UpperRoman   NumberStyle = "I"
)

// Format returns a number as a list has it: 4 is "d" in letters and "iv" in Roman numbers. What cannot be written so is
// written in digits.
func (s NumberStyle) Format(n int) string {
	text := ""
	switch {
	case n < 1 || n >= 4000:
	case s == LowerLetters || s == UpperLetters:
		for ; n > 0; n = (n - 1) / 26 {
			text = string(rune('a'+(n-1)%26)) + text
		}
	case s == LowerRoman || s == UpperRoman:
		text = roman(n)
	}
	switch {
	case text == "":
		return strconv.Itoa(n)
	case s == UpperLetters || s == UpperRoman:
		return strings.ToUpper(text)
	}
	return text
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}
