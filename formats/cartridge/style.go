package cartridge

import "strings"

// Systems take style sheets out and leave the style attribute, with few properties. The colours stand on white and keep a
// contrast of 4.5 to 1; nothing relies on colour alone. Program text breaks where it is too wide: what scrolls sideways cannot
// be reached with a keyboard where systems take tabindex out.
const (
	box   = "border: 1px solid #c7cdd1; border-left: 5px solid %; background-color: #f5f7f8; padding: 8px 16px; margin: 16px 0;"
	frame = "border: 1px solid #c7cdd1; padding: 8px 16px; margin: 8px 0;"
	bold  = "font-weight: bold; margin: 0 0 8px 0;"
	mono  = "background-color: #f2f3f5; border: 1px solid #d7dade; padding: 8px 12px; margin: 12px 0; white-space: pre-wrap; overflow-wrap: anywhere; overflow-x: auto; line-height: 1.4;"
)

// styles are those of elements, and of classes after a full stop.
var styles = map[string]string{
	"h2":                 "margin: 24px 0 8px 0;",
	"h3":                 "margin: 20px 0 8px 0;",
	"h4":                 "margin: 16px 0 8px 0;",
	"table":              "border-collapse: collapse; margin: 0;",
	"caption":            "text-align: left; font-style: italic; padding: 4px 0;",
	"th":                 "border: 1px solid #8b969e; padding: 4px 10px; background-color: #eef0f2; text-align: left;",
	"td":                 "border: 1px solid #8b969e; padding: 4px 10px;",
	"pre":                mono,
	"kbd":                "border: 1px solid #8b969e; border-bottom-width: 2px; padding: 0 4px; background-color: #f5f7f8;",
	"blockquote":         "border-left: 4px solid #c7cdd1; margin: 16px 0; padding: 0 16px;",
	"li":                 "margin: 6px 0;",
	"dt":                 "font-weight: bold;",
	"dd":                 "margin: 0 0 8px 24px;",
	"details":            frame,
	"summary":            "padding: 4px 0; font-weight: bold;",
	"img":                "max-width: 100%; height: auto;",
	"figure":             "margin: 16px 0;",
	"figcaption":         "font-size: 0.9em; margin: 4px 0 16px 0;",
	"mark":               "background-color: #fff3b0;",
	".table-scroll":      "overflow-x: auto; margin: 16px 0;",
	".left":              "text-align: left;",
	".center":            "text-align: center;",
	".right":             "text-align: right;",
	".callout":           strings.Replace(box, "%", "#394b58", 1),
	".callout-tip":       strings.Replace(box, "%", "#0b874b", 1),
	".callout-important": strings.Replace(box, "%", "#5a3fc0", 1),
	".callout-warning":   strings.Replace(box, "%", "#bf5b00", 1),
	".callout-danger":    strings.Replace(box, "%", "#c8190f", 1),
	".callout-title":     bold,
	".exercise":          strings.Replace(box, "%", "#0374b5", 1),
	".exercise-title":    bold,
	".tab":               frame,
	".tab-label":         bold,
	".card":              frame,
	".card-title":        bold,
	".flashcard":         frame,
	".embed":             frame,
	".embed-title":       "margin: 0;",
	".embed-about":       "margin: 0; font-size: 0.9em;",
	".quiz-link":         strings.Replace(box, "%", "#0374b5", 1),
	".math-block":        "margin: 12px 0; text-align: center; overflow-x: auto;",
	".lead":              "font-size: 1.15em;",
	".footnotes":         "border-top: 1px solid #c7cdd1; margin-top: 24px; font-size: 0.9em;",
	".answer":            "border-top: 1px solid #c7cdd1; padding: 8px 0;",
	".answer-title":      bold,
	".to-answer":         "font-style: italic;",
	".task-list":         "list-style: none; padding: 0 0 0 8px;",
	".centered":          "text-align: center;",
}

// style is the style attribute of an element: its own and, after it, that of the last class that has one.
func style(element, class string) string {
	own := ""
	for _, name := range strings.Fields(class) {
		if s, ok := styles["."+name]; ok && s != styles[element] {
			own = s
		}
	}
	return strings.TrimSpace(styles[element] + " " + own)
}
