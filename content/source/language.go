package source

import (
	"slices"
	"strings"
)

// PickLanguage returns the one of the languages found that a course is read in: the one asked for, else the site's
// standard one, else English, else the first. ok is false if what was asked for is not there. Languages are the same if
// they differ in case and in "_" for "-"; asked for "pt", "pt-BR" will do.
func PickLanguage(found []string, asked, standard string) (picked string, ok bool) {
	for i, wanted := range []string{asked, standard, "en"} {
		if wanted == "" {
			continue
		}
		if at := indexLanguage(found, wanted); at >= 0 {
			return found[at], true
		}
		if i == 0 {
			return "", false
		}
	}
	if len(found) == 0 {
		return "", false
	}
	return found[0], true
}

func indexLanguage(found []string, wanted string) int {
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "-")) }
	wanted = plain(wanted)
	at := slices.IndexFunc(found, func(s string) bool { return plain(s) == wanted })
	if at < 0 {
		at = slices.IndexFunc(found, func(s string) bool { return strings.HasPrefix(plain(s), wanted+"-") })
	}
	return at
}
