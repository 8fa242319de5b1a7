package layout

import (
	"path"
	"regexp"
	"strings"

	"coursepack/content/internal/lazyregexp"
)

// A pathPattern is a line of .gitignore: https://git-scm.com/docs/gitignore#_pattern_format
type pathPattern struct {
	not  bool // it takes back what the lines before say
	name *regexp.Regexp
}

// pathPatterns are lines of which the last one that matches counts.
type pathPatterns []pathPattern

// readPathPatterns reads the lines of text. A line that makes no sense matches nothing.
func readPathPatterns(text string) pathPatterns {
	var list pathPatterns
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		glob, not := strings.CutPrefix(line, "!")
		if name := globRegexp(glob); name != nil {
			list = append(list, pathPattern{not, name})
		}
	}
	return list
}

var globToken = lazyregexp.New(`^\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|\\.|.`)

// globRegexp returns what matches the paths that a glob means, and all that is in a folder of that name. A glob with a
// slash in it starts from the top. It returns nil if there is no such thing.
func globRegexp(glob string) *regexp.Regexp {
	inside := strings.HasSuffix(glob, "/")
	glob = strings.TrimSuffix(glob, "/")
	expr := "^"
	if !strings.Contains(glob, "/") {
		expr = "(?:^|/)"
	}
	for rest := strings.TrimPrefix(glob, "/"); rest != ""; {
		token := globToken.FindString(rest)
		if token == "" {
			return nil
		}
		rest = rest[len(token):]
		switch {
		case token == "**/":
			expr += "(?:.*/)?"
		case token == "**":
			expr += ".*"
		case token == "*":
			expr += "[^/]*"
		case token == "?":
			expr += "[^/]"
		case token[0] == '[' && len(token) > 1:
			expr += strings.Replace(strings.ReplaceAll(token, `\`, `\\`), "[!", "[^", 1)
		default:
			expr += regexp.QuoteMeta(strings.TrimPrefix(token, `\`))
		}
	}
	if inside {
		expr += "/"
	} else {
		expr += "(?:/|$)"
	}
	name, err := regexp.Compile(expr)
	if err != nil {
		return nil
	}
	return name
}

// match reports whether the patterns mean a file or a folder that it is in.
func (list pathPatterns) match(file string) bool {
	matched := false
	for _, p := range list {
		if p.name.MatchString(path.Clean(file)) {
			matched = !p.not
		}
	}
	return matched
}
