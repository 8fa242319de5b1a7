package typeset

import (
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"github.com/go-fonts/dejavu/dejavusansmonooblique"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/go-fonts/stix/stix2mathregular"
	"github.com/go-fonts/stix/stix2textbold"
	"github.com/go-fonts/stix/stix2textbolditalic"
	"github.com/go-fonts/stix/stix2textitalic"
	"github.com/go-fonts/stix/stix2textregular"

	"coursepack/formats/internal/typeset/notoemoji"
)

// A Family is a kind of lettering.
type Family uint8

// The families.
const (
	Serif Family = iota
	Sans
	Mono
)

// Faces returns the faces for a kind of lettering: the face itself, then those to look in for characters that it lacks.
// The caller may not change the slice. Without serifs italic is ignored, and in the bold of program text.
func Faces(family Family, bold, italic bool) []*Face {
	weight := 0
	if bold {
		weight = 1
	}
	switch {
	case family == Mono && italic && !bold:
		return monoOblique()
	case family == Mono:
		return mono[weight]()
	case family == Sans:
		return sans[weight]()
	case italic:
		return italics[weight]()
	}
	return serif[weight]()
}

// Math returns the face that formulas are set in.
func Math() *Face { return stixMath() }

// Emoji returns the face of signs that are pictures.
func Emoji() *Face { return emoji() }

// MathText returns the faces for words in formulas and for characters that Math lacks.
func MathText(bold, italic bool) []*Face {
	style := 0
	if bold {
		style = 1
	}
	if italic {
		style += 2
	}
	return mathText[style]()
}

// mathText has faces that suit Math: regular, bold, italic, bold italic.
var mathText = [4]func() []*Face{
	chain(&stixText, &stixMath, &dejaVu, &dejaVuMono, &emoji),
	chain(&stixTextBold, &stixMath, &dejaVuBold, &dejaVu, &dejaVuMono, &emoji),
	chain(&stixTextItalic, &stixMath, &dejaVu, &dejaVuMono, &emoji),
	chain(&stixTextBoldItalic, &stixMath, &dejaVuBold, &dejaVu, &dejaVuMono, &emoji),
}

// Faces by weight: regular, bold.
var (
	serif = [2]func() []*Face{
		chain(&stixText, &liberationSerif, &dejaVu, &dejaVuMono, &emoji),
		chain(&stixTextBold, &liberationSerifBold, &dejaVuBold, &dejaVu, &dejaVuMono, &emoji)}
	italics = [2]func() []*Face{
		chain(&stixTextItalic, &liberationSerifItalic, &dejaVu, &dejaVuMono, &emoji),
		chain(&stixTextBoldItalic, &liberationSerifBoldItalic, &dejaVuBold, &dejaVu, &dejaVuMono, &emoji)}
	sans = [2]func() []*Face{
		chain(&liberationSans, &dejaVu, &dejaVuMono, &emoji), chain(&liberationSansBold, &dejaVuBold, &dejaVu, &dejaVuMono, &emoji)}
	mono = [2]func() []*Face{
		chain(&dejaVuMono, &dejaVu, &emoji), chain(&dejaVuMonoBold, &dejaVuMono, &dejaVuBold, &dejaVu, &emoji)}
	monoOblique = chain(&dejaVuMonoOblique, &dejaVuMono, &dejaVu, &emoji)
)

// The embedded fonts; each is parsed when it is first used.
var (
	liberationSerif           = embedded("LiberationSerif", liberationserifregular.TTF)
	liberationSerifBold       = embedded("LiberationSerif-Bold", liberationserifbold.TTF)
	liberationSerifItalic     = embedded("LiberationSerif-Italic", liberationserifitalic.TTF)
	liberationSerifBoldItalic = embedded("LiberationSerif-BoldItalic", liberationserifbolditalic.TTF)
	liberationSans            = embedded("LiberationSans", liberationsansregular.TTF)
	liberationSansBold        = embedded("LiberationSans-Bold", liberationsansbold.TTF)
	dejaVu                    = embedded("DejaVuSans", dejavusans.TTF)
	dejaVuBold                = embedded("DejaVuSans-Bold", dejavusansbold.TTF)
	dejaVuMono                = embedded("DejaVuSansMono", dejavusansmono.TTF)
	stixMath                  = embedded("STIXTwoMath-Regular", stix2mathregular.TTF)
	stixText                  = embedded("STIXTwoText-Regular", stix2textregular.TTF)
	stixTextBold              = embedded("STIXTwoText-Bold", stix2textbold.TTF)
	stixTextItalic            = embedded("STIXTwoText-Italic", stix2textitalic.TTF)
	stixTextBoldItalic        = embedded("STIXTwoText-BoldItalic", stix2textbolditalic.TTF)
	dejaVuMonoBold            = embedded("DejaVuSansMono-Bold", dejavusansmonobold.TTF)
	dejaVuMonoOblique         = embedded("DejaVuSansMono-Oblique", dejavusansmonooblique.TTF)
	emoji                     = embedded("NotoEmoji-Regular", notoemoji.TTF)
)

// embedded panics when it is called and data is no font: what the program brings along is in order.
func embedded(name string, data []byte) func() *Face {
	return sync.OnceValue(func() *Face {
		f, err := Parse(name, data)
		if err != nil {
			panic(err)
		}
		return f
	})
}

func chain(faces ...*func() *Face) func() []*Face {
	return sync.OnceValue(func() []*Face {
		all := make([]*Face, len(faces))
		for i, f := range faces {
			all[i] = (*f)()
		}
		return all
	})
}
