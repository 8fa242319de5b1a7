package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"coursepack/formats/internal/typeset"
)

// Emoji have a face of their own, also those that other faces have, so that all in a document look alike. What is joined to one or
// changes it is shaped with it: https://www.unicode.org/reports/tr51/#EBNF_and_Regex.

const (
	zeroWidthJoiner = "\u200D"
	pictureStyle    = '\uFE0F' // has the sign before it drawn as a picture
	keycap          = '\u20E3'
)

// pictured are the signs that are pictures if nothing else is said: those with Emoji_Presentation, and more of the blocks that have
// nothing but pictures.
var pictured = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x231A, 0x231B, 1}, {0x23E9, 0x23EC, 1}, {0x23F0, 0x23F3, 3}, {0x25FD, 0x25FE, 1}, {0x2614, 0x2615, 1}, {0x2648, 0x2653, 1},
		{0x267F, 0x267F, 1}, {0x2693, 0x2693, 1}, {0x26A1, 0x26A1, 1}, {0x26AA, 0x26AB, 1}, {0x26BD, 0x26BE, 1}, {0x26C4, 0x26C5, 1},
		{0x26CE, 0x26CE, 1}, {0x26D4, 0x26D4, 1}, {0x26EA, 0x26EA, 1}, {0x26F2, 0x26F3, 1}, {0x26F5, 0x26F5, 1}, {0x26FA, 0x26FA, 1},
		{0x26FD, 0x26FD, 1}, {0x2705, 0x2705, 1}, {0x270A, 0x270B, 1}, {0x2728, 0x2728, 1}, {0x274C, 0x274E, 2}, {0x2753, 0x2755, 1},
		{0x2757, 0x2757, 1}, {0x2795, 0x2797, 1}, {0x27B0, 0x27BF, 15}, {0x2B1B, 0x2B1C, 1}, {0x2B50, 0x2B55, 5},
	},
	R32: []unicode.Range32{
		{0x1F004, 0x1F004, 1}, {0x1F0CF, 0x1F0CF, 1}, {0x1F18E, 0x1F18E, 1}, {0x1F191, 0x1F19A, 1}, {0x1F1E6, 0x1F1FF, 1},
		{0x1F201, 0x1F201, 1}, {0x1F21A, 0x1F21A, 1}, {0x1F22F, 0x1F22F, 1}, {0x1F232, 0x1F236, 1}, {0x1F238, 0x1F23A, 1},
		{0x1F250, 0x1F251, 1}, {0x1F300, 0x1F64F, 1}, {0x1F680, 0x1F6FF, 1}, {0x1F7E0, 0x1F7F0, 1}, {0x1F90C, 0x1F9FF, 1},
		{0x1FA70, 0x1FAFF, 1},
	},
}

// emojiLen returns how many bytes at the start of a text are an emoji with all that belongs to it; 0 if the text starts otherwise.
func emojiLen(text string) int {
	n := pictureLen(text)
	for n > 0 {
		rest, joined := strings.CutPrefix(text[n:], zeroWidthJoiner)
		next := pictureLen(rest)
		if !joined || next == 0 {
			break
		}
		n += len(zeroWidthJoiner) + next
	}
	return n
}

// pictureLen is that of an emoji to which nothing is joined: a sign, a key or a flag.
func pictureLen(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	after := func() rune {
		next, _ := utf8.DecodeRuneInString(text[n:])
		return next
	}
	switch styled := after() == pictureStyle; {
	case strings.ContainsRune("0123456789#*", r):
		if styled {
			n += len(string(pictureStyle))
		}
		if after() != keycap {
			return 0
		}
		return n + len(string(keycap))
	case !styled && !unicode.Is(pictured, r), !hasGlyph(typeset.Emoji(), r):
		return 0
	case styled:
		n += len(string(pictureStyle))
	}
	if next := after(); isSkin(next) || isFlagLetter(r) && isFlagLetter(next) {
		n += utf8.RuneLen(next)
	}
	return n
}

func isSkin(r rune) bool       { return r >= 0x1F3FB && r <= 0x1F3FF }
func isFlagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// emojiIn returns where the first emoji of a text is; start and end are the length of the text if it has none.
func emojiIn(text string) (start, end int) {
	for i := range text {
		if n := emojiLen(text[i:]); n > 0 {
			return i, i + n
		}
	}
	return len(text), len(text)
}

// emoji shapes one. What has no width only says how it looks, and is read with the sign before it.
func emoji(text string, dir direction) *typeset.Word {
	w := typeset.Emoji().Shape(text, false)
	var glyphs []typeset.Glyph
	for _, g := range w.Glyphs {
		if n := len(glyphs); n > 0 && g.Advance == 0 {
			glyphs[n-1].Text += g.Text
			continue
		}
		glyphs = append(glyphs, g)
	}
	if dir == leftward {
		slices.Reverse(glyphs)
	}
	return typeset.NewWord(w.Face, dir == leftward, glyphs)
}
