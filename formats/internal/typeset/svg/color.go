package svg

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// parseColor reads a colour of CSS: https://www.w3.org/TR/css-color-4/
func parseColor(s string) (c Color, alpha float64, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if hex, isHex := strings.CutPrefix(s, "#"); isHex {
		return parseHex(hex)
	}
	if name, args, isFunc := strings.Cut(s, "("); isFunc {
		return parseColorFunction(strings.TrimSpace(name), strings.TrimSuffix(strings.TrimSpace(args), ")"))
	}
	if s == "transparent" {
		return 0, 0, true
	}
	rgba, ok := colornames.Map[s]
	return rgb(float64(rgba.R), float64(rgba.G), float64(rgba.B)), 1, ok
}

func parseHex(hex string) (c Color, alpha float64, ok bool) {
	if len(hex) == 3 || len(hex) == 4 {
		var long strings.Builder
		for _, d := range []byte(hex) {
			long.Write([]byte{d, d})
		}
		hex = long.String()
	}
	alpha = 1
	if len(hex) == 8 {
		a, err := strconv.ParseUint(hex[6:], 16, 8)
		if err != nil {
			return 0, 0, false
		}
		alpha, hex = float64(a)/255, hex[:6]
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	return Color(n), alpha, err == nil && len(hex) == 6
}

func parseColorFunction(name, args string) (c Color, alpha float64, ok bool) {
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(fields) != 3 && len(fields) != 4 {
		return 0, 0, false
	}
	n := make([]float64, len(fields))
	for i, f := range fields {
		text, percent := strings.CutSuffix(f, "%")
		v, err := strconv.ParseFloat(strings.TrimSuffix(text, "deg"), 64)
		if err != nil {
			return 0, 0, false
		}
		if percent {
			v /= 100
			if i < 3 && strings.HasPrefix(name, "rgb") {
				v *= 255
			}
		}
		n[i] = v
	}
	alpha = 1
	if len(n) == 4 {
		alpha = clamp(n[3])
	}
	switch name {
	case "rgb", "rgba":
		return rgb(n[0], n[1], n[2]), alpha, true
	case "hsl", "hsla":
		return hsl(n[0], clamp(n[1]), clamp(n[2])), alpha, true
	}
	return 0, 0, false
}

func rgb(r, g, b float64) Color {
	part := func(v float64) Color { return Color(min(max(math.Round(v), 0), 255)) }
	return part(r)<<16 | part(g)<<8 | part(b)
}

// hsl is the colour of a hue in degrees: https://www.w3.org/TR/css-color-4/#hsl-to-rgb
func hsl(hue, saturation, light float64) Color {
	f := func(n float64) float64 {
		k := math.Mod(n+hue/30, 12)
		if k < 0 {
			k += 12
		}
		a := saturation * min(light, 1-light)
		return 255 * (light - a*max(-1, min(k-3, 9-k, 1)))
	}
	return rgb(f(0), f(8), f(4))
}

func clamp(v float64) float64 { return min(max(v, 0), 1) }
