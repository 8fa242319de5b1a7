package epub

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Letters of program text stand out from their ground as https://www.w3.org/TR/WCAG22/#contrast-minimum asks, by day and by
// night. Nothing else has a colour of its own, but for highlighted words.
func TestContrastOfProgramText(t *testing.T) {
	const least = 4.5
	light, dark, found := strings.Cut(string(styleCSS), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("there are no colours for dark pages")
	}
	letters := regexp.MustCompile(`(\.code-[^{]*|pre) \{[^}]*[ ;]color: (#[0-9a-f]{6})`)
	for _, css := range []string{light, dark} {
		grounds := regexp.MustCompile(`(?:pre|mark\.line) \{[^}]*background-color: (#[0-9a-f]{6})`).FindAllStringSubmatch(css, -1)
		rules := letters.FindAllStringSubmatch(css, -1)
		if len(grounds) != 2 || len(rules) < 10 {
			t.Fatalf("%d rules, grounds %v", len(rules), grounds)
		}
		for _, ground := range grounds {
			for _, rule := range rules {
				if got := contrast(rule[2], ground[1]); got < least {
					t.Errorf("%s%s on %s: %.2f", rule[1], rule[2], ground[1], got)
				}
			}
		}
	}
}

// contrast is that of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
func contrast(a, b string) float64 {
	lighter, darker := luminance(a), luminance(b)
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + 0.05) / (darker + 0.05)
}

func luminance(color string) float64 {
	sum := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		v, _ := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
		if c := float64(v) / 255; c <= 0.04045 {
			sum += share * c / 12.92
		} else {
			sum += share * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// Pages are dark as a whole or not at all. The blue of links, which is not ours, is too dark for one page or too light for another.
func TestDarkPagesAreDarkAsAWhole(t *testing.T) {
	light, dark, _ := strings.Cut(string(styleCSS), "@media (prefers-color-scheme: dark)")
	if !strings.Contains(light, "html { color-scheme: light dark;") {
		t.Error("pages without colours of a reading system stay white")
	}
	if !strings.Contains(dark, "a { color: inherit; }") {
		t.Error("links have a colour of their own")
	}
}
