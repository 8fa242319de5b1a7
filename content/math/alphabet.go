package math

import (
	"strings"
	"sync"
	"unicode"
)

// A Variant is an alphabet: a way of writing letters that changes what they mean. Lines of Unicode's mathematical
// alphanumerics, but for Calligraphic, which shares the code points of Script.
type Variant uint8

const (
	Upright Variant = iota
	Italic
	Bold
	BoldItalic
	DoubleStruck
	Calligraphic
	BoldCalligraphic
	Script
	BoldScript
	Fraktur
	BoldFraktur
	SansSerif
	SansBold
	SansItalic
	SansBoldItalic
	Mono
)

// A block says where an alphabet stands in Unicode; 0 where it does not.
type block struct {
	upper, lower, digit rune // of A, a and 0
	greek, greekLower   rune // of Α and α
}

// blocks follow The Unicode Standard, chapter 22.2, Mathematical Alphanumeric Symbols.
var blocks = [...]block{
	Italic:           {upper: 0x1D434, lower: 0x1D44E, greek: 0x1D6E2, greekLower: 0x1D6FC},
	Bold:             {upper: 0x1D400, lower: 0x1D41A, digit: 0x1D7CE, greek: 0x1D6A8, greekLower: 0x1D6C2},
	BoldItalic:       {upper: 0x1D468, lower: 0x1D482, greek: 0x1D71C, greekLower: 0x1D736},
	DoubleStruck:     {upper: 0x1D538, lower: 0x1D552, digit: 0x1D7D8},
	Calligraphic:     {upper: 0x1D49C, lower: 0x1D4B6},
	BoldCalligraphic: {upper: 0x1D4D0, lower: 0x1D4EA},
	Script:           {upper: 0x1D49C, lower: 0x1D4B6},
	BoldScript:       {upper: 0x1D4D0, lower: 0x1D4EA},
	Fraktur:          {upper: 0x1D504, lower: 0x1D51E},
	BoldFraktur:      {upper: 0x1D56C, lower: 0x1D586},
	SansSerif:        {upper: 0x1D5A0, lower: 0x1D5BA, digit: 0x1D7E2},
	SansBold:         {upper: 0x1D5D4, lower: 0x1D5EE, digit: 0x1D7EC, greek: 0x1D756, greekLower: 0x1D770},
	SansItalic:       {upper: 0x1D608, lower: 0x1D622},
	SansBoldItalic:   {upper: 0x1D63C, lower: 0x1D656, greek: 0x1D790, greekLower: 0x1D7AA},
	Mono:             {upper: 0x1D670, lower: 0x1D68A, digit: 0x1D7F6},
}

// holes are characters that Unicode had before the alphabets: their places in the lines are empty.
var holes = map[rune]rune{
	0x1D455: 'ℎ',
	0x1D49D: 'ℬ', 0x1D4A0: 'ℰ', 0x1D4A1: 'ℱ', 0x1D4A3: 'ℋ', 0x1D4A4: 'ℐ', 0x1D4A7: 'ℒ', 0x1D4A8: 'ℳ', 0x1D4AD: 'ℛ',
	0x1D4BA: 'ℯ', 0x1D4BC: 'ℊ', 0x1D4C4: 'ℴ',
	0x1D506: 'ℭ', 0x1D50B: 'ℌ', 0x1D50C: 'ℑ', 0x1D515: 'ℜ', 0x1D51D: 'ℨ',
	0x1D53A: 'ℂ', 0x1D53F: 'ℍ', 0x1D545: 'ℕ', 0x1D547: 'ℙ', 0x1D548: 'ℚ', 0x1D549: 'ℝ', 0x1D551: 'ℤ',
}

// greekExtras follow Ω and ω in each Greek line: ∇ after the capitals, these after the small letters.
const greekExtras = "∂ϵϑϰϕϱϖ"

// Apply returns r in the variant, or r itself if Unicode has no such character.
func (v Variant) Apply(r rune) rune {
	if styled := blocks[v].place(r); styled != 0 {
		if hole, ok := holes[styled]; ok {
			return hole
		}
		return styled
	}
	switch {
	case r == 'ı' && v == Italic:
		return 0x1D6A4
	case r == 'ȷ' && v == Italic:
		return 0x1D6A5
	case v == BoldItalic:
		return boldDigit(r)
	}
	return r
}

// boldDigit stands in for the digits that there are no italic ones of.
func boldDigit(r rune) rune {
	if '0' <= r && r <= '9' {
		return Bold.Apply(r)
	}
	return r
}

func (b block) place(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return offset(b.upper, r-'A')
	case 'a' <= r && r <= 'z':
		return offset(b.lower, r-'a')
	case '0' <= r && r <= '9':
		return offset(b.digit, r-'0')
	case r == 'ϴ':
		return offset(b.greek, 17)
	case 'Α' <= r && r <= 'Ω':
		return offset(b.greek, r-'Α')
	case r == '∇':
		return offset(b.greek, 25)
	case 'α' <= r && r <= 'ω':
		return offset(b.greekLower, r-'α')
	}
	if i := strings.IndexRune(greekExtras, r); i >= 0 {
		return offset(b.greekLower, 25+rune(len([]rune(greekExtras[:i]))))
	}
	return 0
}

func offset(line, by rune) rune {
	if line == 0 {
		return 0
	}
	return line + by
}

// styled returns text in the variant.
func (v Variant) styled(text string) string {
	if v == Upright {
		return text
	}
	return strings.Map(v.Apply, text)
}

// Styled returns the text in Unicode's mathematical alphanumerics.
func (n *Ident) Styled() string { return n.Variant.styled(n.Text) }

// Styled returns the text in Unicode's mathematical alphanumerics.
func (n *Number) Styled() string { return n.Variant.styled(n.Text) }

// A plainLetter is a letter with the alphabet it was taken from.
type plainLetter struct {
	char    rune
	variant Variant
}

// plainLetters leads from mathematical alphanumerics that authors type to what they are.
var plainLetters = sync.OnceValue(func() map[rune]plainLetter {
	plain := map[rune]plainLetter{}
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" +
		"ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω∇" + greekExtras
	for v := range Variant(len(blocks)) {
		for _, r := range letters {
			styled := blocks[v].place(r)
			if hole, ok := holes[styled]; ok {
				styled = hole
			}
			if _, taken := plain[styled]; styled != 0 && !taken {
				plain[styled] = plainLetter{r, v}
			}
		}
	}
	return plain
})

// A font is the alphabet that commands ask for.
type font struct {
	variant Variant
	set     bool // an alphabet is asked for
	words   bool // letters that follow each other are one word
	bold    bool // \boldsymbol: whatever the alphabet, in bold
}

// of returns the variant of a letter that is usually set in variant usual.
func (f font) of(usual Variant) Variant {
	if f.set {
		usual = f.variant
	}
	if f.bold {
		return bolder[usual]
	}
	return usual
}

var bolder = [...]Variant{
	Upright: Bold, Italic: BoldItalic, Bold: Bold, BoldItalic: BoldItalic, DoubleStruck: DoubleStruck,
	Calligraphic: BoldCalligraphic, BoldCalligraphic: BoldCalligraphic, Script: BoldScript, BoldScript: BoldScript,
	Fraktur: BoldFraktur, BoldFraktur: BoldFraktur, SansSerif: SansBold, SansBold: SansBold,
	SansItalic: SansBoldItalic, SansBoldItalic: SansBoldItalic, Mono: Mono,
}

// alphabets are the commands that set their argument in an alphabet.
var alphabets = map[string]font{
	"mathrm":     {variant: Upright, set: true, words: true},
	"mathup":     {variant: Upright, set: true, words: true},
	"mathit":     {variant: Italic, set: true, words: true},
	"mathbf":     {variant: Bold, set: true, words: true},
	"mathbfup":   {variant: Bold, set: true, words: true},
	"mathbfit":   {variant: BoldItalic, set: true, words: true},
	"mathsf":     {variant: SansSerif, set: true, words: true},
	"mathsfup":   {variant: SansSerif, set: true, words: true},
	"mathsfit":   {variant: SansItalic, set: true, words: true},
	"mathbfsf":   {variant: SansBold, set: true, words: true},
	"mathbfsfup": {variant: SansBold, set: true, words: true},
	"mathbfsfit": {variant: SansBoldItalic, set: true, words: true},
	"mathtt":     {variant: Mono, set: true, words: true},
	"mathbb":     {variant: DoubleStruck, set: true},
	"mathbbm":    {variant: DoubleStruck, set: true},
	"mathds":     {variant: DoubleStruck, set: true},
	"Bbb":        {variant: DoubleStruck, set: true},
	"mathcal":    {variant: Calligraphic, set: true},
	"mathbfcal":  {variant: BoldCalligraphic, set: true},
	"mathscr":    {variant: Script, set: true},
	"mathbfscr":  {variant: BoldScript, set: true},
	"mathfrak":   {variant: Fraktur, set: true},
	"mathbffrak": {variant: BoldFraktur, set: true},
	"frak":       {variant: Fraktur, set: true},
	"symup":      {variant: Upright, set: true},
	"symrm":      {variant: Upright, set: true},
	"symit":      {variant: Italic, set: true},
	"symbf":      {variant: Bold, set: true},
	"symbfit":    {variant: BoldItalic, set: true},
	"symsf":      {variant: SansSerif, set: true},
	"symtt":      {variant: Mono, set: true},
	"symbb":      {variant: DoubleStruck, set: true},
	"symcal":     {variant: Calligraphic, set: true},
	"symscr":     {variant: Script, set: true},
	"symfrak":    {variant: Fraktur, set: true},
	"mathnormal": {},
	"Bold":       {variant: Bold, set: true},
}

// fontSwitches set the rest of the group in an alphabet.
var fontSwitches = map[string]font{
	"rm":         {variant: Upright, set: true, words: true},
	"it":         {variant: Italic, set: true, words: true},
	"bf":         {variant: Bold, set: true, words: true},
	"sf":         {variant: SansSerif, set: true, words: true},
	"tt":         {variant: Mono, set: true, words: true},
	"cal":        {variant: Calligraphic, set: true},
	"scr":        {variant: Script, set: true},
	"mit":        {},
	"normalfont": {},
	"rmfamily":   {variant: Upright, set: true, words: true},
	"bfseries":   {variant: Bold, set: true, words: true},
	"itshape":    {variant: Italic, set: true, words: true},
	"sffamily":   {variant: SansSerif, set: true, words: true},
	"ttfamily":   {variant: Mono, set: true, words: true},
}

func alphabetCommands() map[string]handler {
	commands := map[string]handler{}
	for name, f := range alphabets {
		commands[name] = func(p *parser, c token) Node { return p.inFont(c, f) }
	}
	for name, f := range fontSwitches {
		commands[name] = func(p *parser, _ token) Node { p.font = f; return nil }
	}
	for _, name := range []string{"boldsymbol", "bm", "pmb", "bold"} {
		commands[name] = (*parser).boldSymbol
	}
	commands["boldmath"] = func(p *parser, _ token) Node { p.font.bold = true; return nil }
	commands["unboldmath"] = func(p *parser, _ token) Node { p.font.bold = false; return nil }
	return commands
}

// inFont reads an argument in an alphabet.
func (p *parser) inFont(c token, f font) Node {
	outer := p.font
	f.bold = f.bold || outer.bold
	p.font = f
	body := p.baseArgument(c)
	p.font = outer
	return body
}

// boldSymbol reads an argument that keeps its alphabet and becomes bold.
func (p *parser) boldSymbol(c token) Node {
	outer := p.font
	p.font.bold = true
	body := p.baseArgument(c)
	p.font = outer
	return body
}

// usualVariant returns how a letter is set if nobody says otherwise.
func usualVariant(r rune) Variant {
	switch {
	case 'Α' <= r && r <= 'Ω', Italic.Apply(r) == r:
		return Upright
	case unicode.IsLetter(r), r == '∂':
		return Italic
	}
	return Upright
}
