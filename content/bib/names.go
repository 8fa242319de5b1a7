package bib

import (
	"strings"
	"unicode"
)

// A name is one of a person, or of a body that has a family name alone.
type name struct {
	given, family, suffix string
	others                bool // "and others"
}

// parseNames reads names with "and" between them, each as "First von Last", "von Last, First" or "von Last, Jr, First".
func parseNames(tex string) []name {
	var names []name
	for _, part := range splitOutside(tex, " and ") {
		part = strings.Join(strings.Fields(part), " ")
		switch {
		case part == "":
		case strings.EqualFold(part, "others"):
			names = append(names, name{others: true})
		case strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") && !strings.Contains(part[1:len(part)-1], "}"):
			names = append(names, name{family: plainTeX(part)})
		default:
			names = append(names, parseName(part))
		}
	}
	return names
}

func parseName(part string) name {
	commas := splitOutside(part, ",")
	for i := range commas {
		commas[i] = strings.TrimSpace(plainTeX(commas[i]))
	}
	switch len(commas) {
	case 1:
	case 2:
		return name{family: commas[0], given: commas[1]}
	default:
		return name{family: commas[0], suffix: commas[1], given: commas[2]}
	}
	words := splitOutside(part, " ")
	family := len(words) - 1
	for i := 1; i < len(words)-1; i++ { // the first small word starts the family name
		if r := []rune(plainTeX(words[i])); len(r) > 0 && unicode.IsLower(r[0]) {
			family = i
			break
		}
	}
	return name{given: plainTeX(strings.Join(words[:family], " ")), family: plainTeX(strings.Join(words[family:], " "))}
}

// splitOutside splits s at sep where that is in no braces.
func splitOutside(s, sep string) []string {
	var parts []string
	depth, start := 0, 0
	s = strings.ReplaceAll(s, "\n", " ")
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth <= 0 && len(s)-i >= len(sep) && strings.EqualFold(s[i:i+len(sep)], sep):
			parts = append(parts, s[start:i])
			start = i + len(sep)
			i = start - 1
		}
	}
	return append(parts, s[start:])
}

// short is a list of names as a citation has it.
func short(names []name) string {
	switch {
	case len(names) == 0:
		return ""
	case len(names) == 1:
		return names[0].family
	case len(names) == 2 && !names[1].others:
		return names[0].family + " and " + names[1].family
	case len(names) == 3 && !names[2].others:
		return names[0].family + ", " + names[1].family + ", and " + names[2].family
	}
	return names[0].family + " et al."
}

// full is a list of names as a list of references has it, the first one with the family name before.
func full(names []name) string {
	var parts []string
	for i, n := range names {
		given := strings.TrimSpace(n.given + " " + n.family)
		if i == 0 {
			given = n.family
			if n.given != "" {
				given += ", " + n.given
			}
		}
		if n.suffix != "" {
			given += ", " + n.suffix
		}
		if n.others || i == 10 {
			return strings.Join(parts, ", ") + ", et al"
		}
		parts = append(parts, given)
	}
	if last := len(parts) - 1; last > 0 {
		parts[last] = "and " + parts[last]
	}
	return strings.Join(parts, ", ")
}

// inOrder is a list of names as a sentence has it.
func inOrder(names []name) string {
	var parts []string
	for _, n := range names {
		if n.others {
			return strings.Join(parts, ", ") + " et al."
		}
		parts = append(parts, strings.TrimSpace(n.given+" "+n.family))
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return strings.Join(parts, "")
}
