package ua

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"coursepack/formats/pdf/internal/object"
)

// latinNames are the glyphs of the standard Latin character set in the order of the standard strings of CFF, from 1 on: Adobe
// Technical Note 5176, appendix A. The first 149 are those of StandardEncoding in the order of their codes.
var latinNames = strings.Fields(`
space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma hyphen period slash
zero one two three four five six seven eight nine colon semicolon less equal greater question at
A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft
a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde
exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright
fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis
perthousand questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash
AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf
plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior
copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis
Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron
aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave
ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron`)

// latinRunes are their characters.
const latinRunes = ` !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_` +
	`‘abcdefghijklmnopqrstuvwxyz{|}~¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿` + "`" +
	`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©` +
	`ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž`

// Codes of StandardEncoding above those of ASCII, in order.
const standardHigh = "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xAA\xAB\xAC\xAD\xAE\xAF\xB1\xB2\xB3\xB4\xB6\xB7\xB8\xB9\xBA\xBB\xBC\xBD\xBF" +
	"\xC1\xC2\xC3\xC4\xC5\xC6\xC7\xC8\xCA\xCB\xCD\xCE\xCF\xD0\xE1\xE3\xE8\xE9\xEA\xEB\xF1\xF5\xF8\xF9\xFA\xFB"

var runeOf, nameOf = latinTables()

func latinTables() (map[string]rune, map[rune]string) {
	runes, names := map[string]rune{"Euro": '€'}, map[rune]string{'€': "Euro"}
	for i, r := range []rune(latinRunes) {
		runes[latinNames[i]], names[r] = r, latinNames[i]
	}
	names['\u00A0'], names['\u00AD'], names['\u03BC'] = "space", "hyphen", "mu" // ISO 32000-1, annex D.2
	return runes, names
}

// runeOfName returns the character that a glyph is named after, 0 if the name does not say: Adobe Glyph List Specification.
func runeOfName(name string) rune {
	if r, ok := runeOf[name]; ok {
		return r
	}
	for _, prefix := range []string{"uni", "u"} {
		if digits, ok := strings.CutPrefix(name, prefix); ok && len(digits) >= 4 {
			if n, err := strconv.ParseUint(digits[:min(len(digits), 6)], 16, 32); err == nil {
				return rune(n)
			}
		}
	}
	return 0
}

// encoding returns the names of an encoding by code: ISO 32000-1, annex D. Without a name it is StandardEncoding.
func encoding(name object.Name) [256]string {
	var names [256]string
	switch name {
	case "WinAnsiEncoding", "MacRomanEncoding":
		table := charmap.Windows1252
		if name == "MacRomanEncoding" {
			table = charmap.Macintosh
		}
		for code := 32; code < 256; code++ {
			if r := table.DecodeByte(byte(code)); r != utf8.RuneError {
				names[code] = nameOf[r]
			}
		}
	default:
		copy(names[' ':], latinNames[:'~'-' '+1])
		for i := range len(standardHigh) {
			names[standardHigh[i]] = latinNames['~'-' '+1+i]
		}
	}
	return names
}
