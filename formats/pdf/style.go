package pdf

import (
	"coursepack/content"
	"coursepack/formats/internal/typeset"
)

// Measures of the design, in points.
const (
	textSize     = 10.8
	smallSize    = 9.2
	leading      = 1.35 // of the size of the text
	titleLeading = 1.22
	lineHeight   = textSize * leading
	gridHeight   = lineHeight / 2 // baselines of text stand at multiples of it
	gap          = gridHeight     // between paragraphs
	indent       = 18             // of lists
	lineWidth    = 0.5
)

// A style is how a run of text looks.
type style struct {
	family    typeset.Family
	bold      bool
	italic    bool
	size      float64
	rise      float64 // above the baseline
	color     color
	back      color // behind the text; 0 for none
	boxed     bool  // with an outline, like a key
	underline bool
	strike    bool
	link      link
	tag       *element // that the text belongs to
	fonts     *fontbook
}

var (
	bodyStyle  = style{family: typeset.Serif, size: textSize}
	smallStyle = style{family: typeset.Sans, size: smallSize, color: grey}
	codeStyle  = style{family: typeset.Mono, size: 8.4}
	labelStyle = style{family: typeset.Sans, size: smallSize, bold: true, color: ink}
)

// A titleStyle is how a title stands on the page.
type titleStyle struct {
	style
	before, after float64
}

func title(size, before, after float64) titleStyle {
	return titleStyle{style{family: typeset.Sans, size: size, bold: true, color: ink}, before, after}
}

// Titles from the largest to the smallest, each about a quarter larger than the next. A heading of one line takes three lines of
// text with its spaces, or two and a half, or two.
var (
	courseTitle = title(27, 0, 14)
	lessonTitle = title(21, 0, 12)
	partTitle   = title(16.5, 0, 10)

	headings = map[int]titleStyle{2: headingOf(13.5, 6), 3: headingOf(11.5, 5), 4: headingOf(10.3, 4)}
)

// headingOf is a heading that takes so many half lines, the space below included, which is that between paragraphs.
func headingOf(size float64, halves int) titleStyle {
	return title(size, float64(halves-1)*gridHeight-size*titleLeading, gap)
}

func headingStyle(level int) titleStyle {
	return headings[min(max(level, 2), 4)]
}

var calloutColors = map[content.CalloutKind]color{
	content.CalloutNote: 0x3B6FB6, content.CalloutTip: 0x2E7D32, content.CalloutImportant: 0x6A3FA0,
	content.CalloutWarning: 0xB26A00, content.CalloutDanger: 0xB3261E, content.CalloutSource: 0x5A5F66,
}

func calloutColor(kind content.CalloutKind) color {
	if c, ok := calloutColors[kind]; ok {
		return c
	}
	return calloutColors[content.CalloutNote]
}
