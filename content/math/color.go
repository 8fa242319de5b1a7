package math

import (
	"fmt"
	"strconv"
	"strings"
)

// colors are xcolor's names, in any case, and those of CSS that are met most.
var colors = map[string]string{
	"black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#00ff00", "blue": "#0000ff", "cyan": "#00ffff",
	"magenta": "#ff00ff", "yellow": "#ffff00", "gray": "#808080", "grey": "#808080", "darkgray": "#404040", "lightgray": "#bfbfbf",
	"brown": "#bf8040", "lime": "#bfff00", "olive": "#808000", "orange": "#ff8000", "pink": "#ffbfbf", "purple": "#bf0040",
	"teal": "#008080", "violet": "#800080", "navy": "#000080", "maroon": "#800000", "aqua": "#00ffff", "fuchsia": "#ff00ff",
	"silver": "#c0c0c0", "gold": "#ffd700", "indigo": "#4b0082", "crimson": "#dc143c", "tomato": "#ff6347", "coral": "#ff7f50",
	"salmon": "#fa8072", "darkred": "#8b0000", "darkgreen": "#006400", "darkblue": "#00008b", "darkorange": "#ff8c00",
	"forestgreen": "#228b22", "limegreen": "#32cd32", "seagreen": "#2e8b57", "royalblue": "#4169e1", "steelblue": "#4682b4",
	"dodgerblue": "#1e90ff", "skyblue": "#87ceeb", "lightblue": "#add8e6", "lightgreen": "#90ee90", "turquoise": "#40e0d0",
	"slateblue": "#6a5acd", "orchid": "#da70d6", "plum": "#dda0dd", "khaki": "#f0e68c", "tan": "#d2b48c", "chocolate": "#d2691e",
	"firebrick": "#b22222", "goldenrod": "#daa520", "peru": "#cd853f", "sienna": "#a0522d", "midnightblue": "#191970",
	"cornflowerblue": "#6495ed", "cadetblue": "#5f9ea0", "hotpink": "#ff69b4", "deeppink": "#ff1493", "rebeccapurple": "#663399",
	"redorange": "#f26035", "burntorange": "#f7921d", "bittersweet": "#c04f17", "mahogany": "#a9341f", "rawsienna": "#974006",
	"processblue": "#00b0f0", "emerald": "#00a99d", "junglegreen": "#00a99a", "olivegreen": "#3c8031",
	"yellowgreen": "#98cc70", "orangered": "#ed135a", "rubinered": "#ed017d", "wildstrawberry": "#ee2967", "carnationpink": "#f282b4",
	"rhodamine": "#ef559f", "mulberry": "#a93c93", "lavender": "#f49ec4", "thistle": "#d883b7", "darkorchid": "#a4538a",
	"royalpurple": "#613f99", "blueviolet": "#473992", "periwinkle": "#7977b8", "cerulean": "#00a2e3", "bluegreen": "#00b3b8",
	"tealblue": "#00aeb3", "aquamarine": "#00b5be", "pinegreen": "#008b72", "springgreen": "#c6dc67", "greenyellow": "#dfe674",
	"dandelion": "#fdbc42", "apricot": "#fbb982", "peach": "#f7965a", "melon": "#f89e7b", "yelloworange": "#faa21a",
	"brickred": "#b6321c", "sepia": "#671800", "darkviolet": "#9400d3", "darkcyan": "#008b8b", "darkmagenta": "#8b008b",
	"lightpink": "#ffb6c1", "mediumblue": "#0000cd", "slategray": "#708090", "dimgray": "#696969", "chartreuse": "#7fff00",
}

// colorArgument reads a colour: red, #f00, [rgb]{1,0,0}, red!50!black.
func (p *parser) colorArgument(c token) (hex string, ok bool) {
	model := plainText(p.optional(nil))
	text := plainText(p.argumentOf(c))
	if hex, ok = p.parseColor(model, text); !ok {
		p.problems.warn(c.Span, "math-color", `unknown colour "`+text+`"`, "the colour of the text")
	}
	return hex, ok
}

// defineColor reads \definecolor{name}{model}{value}.
func (p *parser) defineColor(c token) Node {
	name, model, text := plainText(p.argumentOf(c)), plainText(p.argumentOf(c)), plainText(p.argumentOf(c))
	hex, ok := p.parseColor(model, text)
	if !ok {
		p.problems.warn(c.Span, "math-color", `unknown colour "`+text+`"`, "the colour is not defined")
		return nil
	}
	p.macros.define(&macro{name: colorName(name), color: hex})
	return nil
}

// colorName is the name under which macros keep a colour. It has a space, so no command can have it.
func colorName(name string) string { return "color " + name }

func (p *parser) parseColor(model, text string) (hex string, ok bool) {
	switch model {
	case "", "named", "name":
		return p.mixedColor(text)
	case "HTML":
		return hexColor("#" + text)
	case "RGB":
		return componentColor(text, 3, 1)
	case "rgb":
		return componentColor(text, 3, 255)
	case "gray":
		return componentColor(text, 1, 255)
	}
	return "", false
}

// mixedColor reads names mixed by xcolor's marks: red!20!blue is a fifth red, red!20 a fifth red in white.
func (p *parser) mixedColor(text string) (hex string, ok bool) {
	parts := strings.Split(text, "!")
	hex, ok = p.namedColor(parts[0])
	for i := 1; ok && i < len(parts); i += 2 {
		share, err := strconv.ParseFloat(parts[i], 64)
		if err != nil || share < 0 || share > 100 {
			return "", false
		}
		other := "#ffffff"
		if i+1 < len(parts) {
			if other, ok = p.namedColor(parts[i+1]); !ok {
				return "", false
			}
		}
		hex = mix(hex, other, share/100)
	}
	return hex, ok
}

func (p *parser) namedColor(name string) (hex string, ok bool) {
	if m := p.macros.lookup(colorName(name)); m != nil {
		return m.color, true
	}
	if strings.HasPrefix(name, "#") {
		return hexColor(name)
	}
	hex, ok = colors[strings.ToLower(name)]
	return hex, ok
}

// hexColor reads #rgb and #rrggbb.
func hexColor(text string) (hex string, ok bool) {
	digits := text[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	_, err := strconv.ParseUint(digits, 16, 32)
	return "#" + strings.ToLower(digits), err == nil && len(digits) == 6
}

// componentColor reads comma-separated components, which scale brings to 0…255. A single one is a grey.
func componentColor(text string, count int, scale float64) (hex string, ok bool) {
	var levels [3]int
	parts := strings.Split(text, ",")
	if len(parts) != count {
		return "", false
	}
	for i := range levels {
		value, err := strconv.ParseFloat(strings.TrimSpace(parts[i%count]), 64)
		if err != nil || !(value >= 0 && value*scale <= 255) {
			return "", false
		}
		levels[i] = int(value*scale + 0.5)
	}
	return fmt.Sprintf("#%02x%02x%02x", levels[0], levels[1], levels[2]), true
}

// mix returns the colour that is made of a by the given share and of b for the rest.
func mix(a, b string, share float64) string {
	var x, y, m [3]int
	fmt.Sscanf(a, "#%02x%02x%02x", &x[0], &x[1], &x[2])
	fmt.Sscanf(b, "#%02x%02x%02x", &y[0], &y[1], &y[2])
	for i := range m {
		m[i] = int(float64(x[i])*share + float64(y[i])*(1-share) + 0.5)
	}
	return fmt.Sprintf("#%02x%02x%02x", m[0], m[1], m[2])
}
