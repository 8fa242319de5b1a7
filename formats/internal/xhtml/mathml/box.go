package mathml

import (
	"cmp"
	"strings"

	"coursepack/content/math"
)

// box returns something that takes more or less room than it has.
func (b *builder) box(n *math.Box) *Element {
	e := b.node(n.Body)
	if n.Hidden {
		e = elem("mphantom", e)
	}
	if n.NoWidth {
		e = b.sticking(e, n.Align)
	}
	padded := elem("mpadded", e)
	if n.NoWidth {
		padded.with("width", "0")
	}
	if n.NoHeight {
		padded.with("height", "0")
	}
	if n.NoDepth {
		padded.with("depth", "0")
	}
	if n.Raise != 0 {
		padded.with("voffset", length(n.Raise))
	}
	if len(padded.Attrs) == 0 {
		return e
	}
	return padded
}

// sticking moves to the left what would stick out to the right of its place.
func (b *builder) sticking(e *Element, side math.Align) *Element {
	switch side {
	case math.Right:
		return asRow(e).with("style", "transform:translateX(-100%)")
	case math.Center:
		return asRow(e).with("style", "transform:translateX(-50%)")
	}
	return e
}

// enclose draws lines with CSS: MathML Core has no menclose, and Chromium would show nothing.
func (b *builder) enclose(n *math.Enclose) *Element {
	e := asRow(b.node(n.Body))
	return e.with("style", enclosure(n), "mathbackground", n.Background)
}

// enclosure is the style of lines around or through something.
func enclosure(n *math.Enclose) string {
	color := cmp.Or(n.Color, "currentcolor")
	var styles, strokes []string
	if n.Notation&math.BoxAround != 0 {
		styles = append(styles, "border:0.05em solid "+color)
	}
	if n.Notation&(math.BoxAround) != 0 || n.Background != "" {
		styles = append(styles, "padding:0.2em 0.25em")
	}
	if n.Notation&(math.UpDiagonal|math.UpArrow) != 0 {
		strokes = append(strokes, stroke("to bottom right", color))
	}
	if n.Notation&math.DownDiagonal != 0 {
		strokes = append(strokes, stroke("to top right", color))
	}
	if n.Notation&math.Strike != 0 {
		strokes = append(strokes, stroke("to bottom", color))
	}
	if n.Notation&math.ActuarialAngle != 0 {
		styles = append(styles, "border-top:0.05em solid "+color, "border-right:0.05em solid "+color, "padding:0.1em 0.1em 0 0")
	}
	if n.Notation&math.PhasorAngle != 0 {
		styles = append(styles, "border-bottom:0.05em solid "+color, "padding:0 0 0.1em 0.6em")
		strokes = append(strokes, "linear-gradient("+color+","+color+") no-repeat left/0")
	}
	if len(strokes) > 0 {
		styles = append(styles, "background:"+strings.Join(strokes, ","))
	}
	return strings.Join(styles, ";")
}

// stroke is a thin line across the direction in which a gradient runs.
func stroke(direction, color string) string {
	const from, to = "calc(50% - 0.03em)", "calc(50% + 0.03em)"
	return "linear-gradient(" + direction + ",transparent " + from + "," + color + " " + from + "," + color + " " + to + ",transparent " + to + ")"
}
