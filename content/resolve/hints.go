package resolve

import (
	"maps"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// idWithLetters returns the one id on p that has these letters; ok is false if there is none or more than one.
func (s *site) idWithLetters(p *content.Part, want string) (id string, ok bool) {
	byLetters := s.letters[p]
	if byLetters == nil {
		byLetters = map[string][]string{}
		for id := range s.ids[p] {
			byLetters[letters(id)] = append(byLetters[letters(id)], id)
		}
		s.letters[p] = byLetters
	}
	if found := byLetters[want]; want != "" && len(found) == 1 {
		return found[0], true
	}
	return "", false
}

// maxComparisons is how many names are looked at in all for what an author may have meant. A course with so many broken
// links needs no more hints.
const maxComparisons = 1 << 18

// nearestID is a hint at the id on p that is most like id.
func (s *site) nearestID(p *content.Part, id string) string {
	if s.compared += len(s.ids[p]); s.compared > maxComparisons {
		return ""
	}
	if near, ok := diag.Nearest(id, slices.Sorted(maps.Keys(s.ids[p]))); ok {
		return "did you mean #" + near + "?"
	}
	return ""
}

// nearestFile is a hint at the page whose file's name is most like that of a path, if that can be the path of a page. Of
// several with one name, it is the one whose folders are most like those of the path.
func (s *site) nearestFile(name string) string {
	if !mayBePage(name) {
		return ""
	}
	if s.byName == nil {
		s.byName = map[string][]string{}
		for _, file := range slices.Sorted(maps.Keys(s.files)) {
			s.byName[nameOf(file)] = append(s.byName[nameOf(file)], file)
		}
		s.names = slices.Sorted(maps.Keys(s.byName))
	}
	near, ok := nameOf(name), isIndex(name) // those differ in their folders alone, which are easily too much alike
	if !ok {
		if s.compared += len(s.names); s.compared > maxComparisons {
			return ""
		}
		near, ok = diag.Nearest(near, s.names)
	}
	best, most, tie := "", -1, false
	for _, file := range s.byName[near] {
		switch n := inCommon(file, name); {
		case n > most:
			best, most, tie = file, n, false
		case n == most:
			tie = true
		}
	}
	switch {
	case !ok, best == "", tie:
		return ""
	case best == path.Clean(name):
		return "there is one, seen from the source folder"
	}
	return "did you mean " + best + "?"
}

// mayBePage reports whether a path in a link can be that of a page.
func mayBePage(link string) bool {
	ext := strings.ToLower(path.Ext(link))
	return ext == "" || ext == ".html" || isText(link)
}

// nameOf is what tells a file from others: its name, with that of its folder where many are called the same.
func nameOf(file string) string {
	if isIndex(file) {
		return path.Join(path.Base(path.Dir(file)), path.Base(file))
	}
	return path.Base(file)
}

// inCommon counts the folders at their ends that two paths have in common.
func inCommon(file, other string) int {
	a, b := strings.Split(path.Dir(file), "/"), strings.Split(path.Dir(other), "/")
	n := 0
	for n < min(len(a), len(b)) && strings.EqualFold(a[len(a)-1-n], b[len(b)-1-n]) {
		n++
	}
	return n
}
