package cartridge

import "strings"

// Systems take style sheets out and leave the style attribute, with few properties. The colours stand on white and keep a
// contrast of 4.5 to 1; nothing relies on colour alone.
const (
	box  = "border: 1px solid #c7cdd1; border-left: 5px solid %; background-color: #f5f7f8; padding: 8px 16px; margin: 16px 0;"
	bold = "font-weight: bold; margin: 0 0 8px 0;"
	mono = "background-color: #f2f3f5; border: 1px solid #d7dade; padding: 8px 12px; overflow-x: auto; white-space: pre; line-height: 1.4;"
)

// styles are those of elements, and of classes after a full stop.
var styles = map[string]string{
	"table":              "border-collapse: collapse; margin: 16px 0;",
	"th":                 "border: 1px solid #8b969e; padding: 4px 10px; background-color: #eef0f2; text-align: left;",
	"td":                 "border: 1px solid #8b969e; padding: 4px 10px;",
	"pre":                mono,
	"blockquote":         "border-left: 4px solid #c7cdd1; margin: 16px 0; padding: 0 16px;",
	"img":                "max-width: 100%; height: auto;",
	"figure":             "margin: 16px 0;",
	"figcaption":         "font-size: 0.9em; margin: 4px 0 16px 0;",
	"mark":               "background-color: #fff3b0;",
	".callout":           strings.Replace(box, "%", "#394b58", 1),
	".callout-tip":       strings.Replace(box, "%", "#0b874b", 1),
	".callout-important": strings.Replace(box, "%", "#5a3fc0", 1),
	".callout-warning":   strings.Replace(box, "%", "#bf5b00", 1),
	".callout-danger":    strings.Replace(box, "%", "#c8190f", 1),
	".callout-title":     bold,
	".exercise":          strings.Replace(box, "%", "#0374b5", 1),
	".exercise-title":    bold,
	".tab":               "border: 1px solid #c7cdd1; padding: 8px 16px; margin: 8px 0;",
	".tab-label":         bold,
	".card":              "border: 1px solid #c7cdd1; padding: 8px 16px; margin: 8px 0;",
	".card-title":        bold,
	".flashcard":         "border: 1px solid #c7cdd1; padding: 8px 16px; margin: 8px 0;",
	".quiz-link":         strings.Replace(box, "%", "#0374b5", 1),
	".math-block":        "margin: 12px 0; text-align: center; overflow-x: auto;",
	".footnotes":         "border-top: 1px solid #c7cdd1; margin-top: 24px; font-size: 0.9em;",
	".answer-title":      bold,
	".to-answer":         "font-style: italic;",
	".code-title":        "font-weight: bold; margin: 16px 0 0 0;",
	".centered":          "text-align: center;",
}

// style is the style attribute of an element. The last class that has a style gives it.
func style(element, class string) string {
	css := styles[element]
	for _, name := range strings.Fields(class) {
		if s, ok := styles["."+name]; ok {
			css = s
		}
	}
	return css
}
