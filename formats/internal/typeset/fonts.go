package typeset

import (
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
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
// The caller may not change the slice. Only serifs have true italics; elsewhere italic is ignored.
func Faces(family Family, bold, italic bool) []*Face {
	weight := 0
	if bold {
		weight = 1
	}
	switch {
	case family == Mono:
		return mono[weight]()
	case family == Sans:
		return sans[weight]()
	case italic:
		return italics[weight]()
	}
	return serif[weight]()
}

// Faces by weight: regular, bold.
var (
	serif = [2]func() []*Face{
		chain(&liberationSerif, &dejaVu, &dejaVuMono), chain(&liberationSerifBold, &dejaVuBold, &dejaVu, &dejaVuMono)}
	italics = [2]func() []*Face{
		chain(&liberationSerifItalic, &dejaVu, &dejaVuMono), chain(&liberationSerifBoldItalic, &dejaVuBold, &dejaVu, &dejaVuMono)}
	sans = [2]func() []*Face{
		chain(&liberationSans, &dejaVu, &dejaVuMono), chain(&liberationSansBold, &dejaVuBold, &dejaVu, &dejaVuMono)}
	mono = [2]func() []*Face{
		chain(&dejaVuMono, &dejaVu), chain(&dejaVuMonoBold, &dejaVuMono, &dejaVuBold, &dejaVu)}
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
	dejaVuMonoBold            = embedded("DejaVuSansMono-Bold", dejavusansmonobold.TTF)
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
