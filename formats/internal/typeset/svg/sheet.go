package svg

import (
	"regexp"
	"slices"
	"strings"
)

// A rule of a style sheet: what it says of the elements that a selector finds.
type rule struct {
	selector     []step // the last one is of the element itself
	weight       int    // of the selector: https://www.w3.org/TR/CSS2/cascade.html#specificity
	declarations string
}

// A step of a selector is what it asks of one element.
type step struct {
	name, id string
	classes  []string
	child    bool // the element must stand right in that of the step before
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/|<!--|-->`)
	simpleStep = regexp.MustCompile(`^([\w-]+|\*)?((?:[.#][\w-]+)*)$`)
	stepPart   = regexp.MustCompile(`[.#][\w-]+`)
)

// parseSheet reads a style sheet. Rules for media and selectors that look at anything but names, ids and classes are
// passed over.
func parseSheet(css string) []rule {
	css = cssComment.ReplaceAllString(css, "")
	var rules []rule
	for css != "" {
		head, rest, ok := strings.Cut(css, "{")
		if !ok {
			break
		}
		if strings.HasPrefix(strings.TrimSpace(head), "@") {
			css = afterBlock(rest)
			continue
		}
		body, after, _ := strings.Cut(rest, "}")
		for selector := range strings.SplitSeq(head, ",") {
			if steps, weight, ok := parseSelector(selector); ok {
				rules = append(rules, rule{steps, weight, body})
			}
		}
		css = after
	}
	slices.SortStableFunc(rules, func(a, b rule) int { return a.weight - b.weight })
	return rules
}

// afterBlock returns what follows the block that has been opened.
func afterBlock(css string) string {
	depth := 1
	for i, c := range css {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[i+1:]
			}
		}
	}
	return ""
}

func parseSelector(s string) (steps []step, weight int, ok bool) {
	child := false
	for word := range strings.FieldsSeq(strings.ReplaceAll(s, ">", " > ")) {
		if word == ">" {
			child = true
			continue
		}
		m := simpleStep.FindStringSubmatch(word)
		if m == nil {
			return nil, 0, false
		}
		st := step{name: m[1], child: child}
		if st.name == "*" {
			st.name = ""
		} else if st.name != "" {
			weight++
		}
		for _, part := range stepPart.FindAllString(m[2], -1) {
			if part[0] == '#' {
				st.id = part[1:]
				weight += 10_000
			} else {
				st.classes = append(st.classes, part[1:])
				weight += 100
			}
		}
		steps, child = append(steps, st), false
	}
	return steps, weight, len(steps) > 0 && len(steps) < 10
}

// finds reports whether the steps of a selector lead to an element. What it looks at counts as work.
func (p *painter) finds(steps []step, e *element) bool {
	if p.work++; p.work > maxWork {
		p.full = true
		return false
	}
	last := &steps[len(steps)-1]
	if !last.fits(e) {
		return false
	}
	if len(steps) == 1 {
		return true
	}
	for above := e.parent; above != nil; above = above.parent {
		if p.finds(steps[:len(steps)-1], above) {
			return true
		}
		if last.child {
			break
		}
	}
	return false
}

func (s *step) fits(e *element) bool {
	return (s.name == "" || s.name == e.name) && (s.id == "" || s.id == e.attrs["id"]) &&
		!slices.ContainsFunc(s.classes, func(class string) bool { return !e.has(class) })
}

// declarations calls set for every property of a list such as "fill: red; stroke: none".
func declarations(list string, set func(property, value string)) {
	for d := range strings.SplitSeq(list, ";") {
		property, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		set(strings.ToLower(strings.TrimSpace(property)), value)
	}
}
