package bib

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// marks are the accents of TeX, as the marks of Unicode that follow their letter.
var marks = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, `"`: 0x308, "r": 0x30A, "H": 0x30B,
	"v": 0x30C, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331,
}

// letters are the commands for letters and signs of their own.
var letters = map[string]string{
	"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "i", "j": "j",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…",
	"textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
	"textbackslash": `\`, "copyright": "©", "textregistered": "®", "texttrademark": "™", "S": "§", "pounds": "£", "euro": "€",
}

// plainTeX returns what TeX prints, as far as titles and names have it: accents and signs as characters, commands
// without their names, no braces.
func plainTeX(tex string) string {
	var b strings.Builder
	for i := 0; i < len(tex); {
		switch c := tex[i]; c {
		case '{', '}', '$':
			i++
		case '~':
			b.WriteByte(' ')
			i++
		case '\\':
			text, size := command(tex[i:])
			b.WriteString(text)
			i += size
		case '-':
			run := len(tex[i:]) - len(strings.TrimLeft(tex[i:], "-"))
			switch {
			case run == 1:
				b.WriteByte('-')
			case run == 2:
				b.WriteRune('–')
			default:
				b.WriteRune('—')
			}
			i += run
		case '`', '\'':
			double := i+1 < len(tex) && tex[i+1] == c
			switch {
			case double && c == '`':
				b.WriteRune('“')
			case double:
				b.WriteRune('”')
			default:
				b.WriteRune('’')
			}
			i++
			if double {
				i++
			}
		default:
			b.WriteByte(c)
			i++
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// command reads the command at the start of tex and returns what it prints and how long it is.
func command(tex string) (text string, size int) {
	if len(tex) < 2 {
		return "", len(tex)
	}
	name := tex[1:2]
	size = 2
	if isLetter(tex[1]) {
		for size < len(tex) && isLetter(tex[size]) {
			size++
		}
		name = tex[1:size]
	}
	mark, isMark := marks[name]
	if isMark && (len(name) == 1) && (!isLetter(name[0]) || size < len(tex)) {
		return accent(tex, size, mark)
	}
	for isLetter(name[0]) && size < len(tex) && tex[size] == ' ' {
		size++
	}
	if s, ok := letters[name]; ok {
		return s, size
	}
	if !isLetter(name[0]) {
		if name == "\\" || name == "," || name == "-" || name == "/" || name == "@" {
			return "", size
		}
		r, n := utf8.DecodeRuneInString(tex[1:])
		return string(r), 1 + n // \& and the like
	}
	return "", size
}

// accent puts a mark on the letter that follows at i, in braces or not.
func accent(tex string, i int, mark rune) (text string, size int) {
	for i < len(tex) && (tex[i] == ' ' || tex[i] == '{') {
		i++
	}
	if strings.HasPrefix(tex[i:], `\i`) || strings.HasPrefix(tex[i:], `\j`) {
		i++
	}
	if i >= len(tex) {
		return "", len(tex)
	}
	r, n := utf8.DecodeRuneInString(tex[i:])
	if !unicode.IsLetter(r) {
		return "", i
	}
	return norm.NFC.String(string([]rune{r, mark})), i + n
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
