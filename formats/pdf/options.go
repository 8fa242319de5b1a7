package pdf

import (
	"math"

	"coursepack/formats/internal/typeset"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct {
	Paper    Paper
	TwoSided bool    // printed on both sides: margins face one another, and lessons begin on right-hand pages
	Theme    Theme   // of the text
	Size     float64 // of the text, from SmallestText to LargestText in points; 0 is the theme's own
	Grey     bool    // no colour at all, for printing in black
	Links    Links   // how paper says where links lead
	Cards    bool    // flashcards are printed once more at the end, to be cut out
	OwnFonts bool    // characters that the embedded fonts lack are not looked for among those of the system
}

// Paper is a size of paper.
type Paper string

// The sizes of paper.
const (
	A4     Paper = ""
	Letter Paper = "letter"
)

// Theme is the kind of letters that text has.
type Theme string

// The themes.
const (
	Serif Theme = ""
	Sans  Theme = "sans"
)

// Links say where the addresses stand that links in the text lead to.
type Links string

// The places for addresses. Those that the text spells out are not said twice.
const (
	LinksListed Links = ""      // at the end of each lesson, by the numbers that the links have
	LinksNoted  Links = "notes" // at the foot of the page
	LinksPlain  Links = "none"  // nowhere
)

// The sizes that text may have, in points.
const (
	SmallestText = 9.0
	LargestText  = 14.0
)

// sansScale is the size of text without serifs by that of text with serifs: its small letters are larger.
const sansScale = 0.9

// scale is the size of the text by that for which the design is made.
func (o Options) scale() float64 {
	switch {
	case o.Size == 0 && o.Theme == Sans:
		return sansScale
	case o.Size == 0:
		return 1
	}
	return math.Min(math.Max(o.Size, SmallestText), LargestText) / textSize
}

func (o Options) fallback() *typeset.Library {
	if o.OwnFonts {
		return nil
	}
	return typeset.SystemFonts()
}
