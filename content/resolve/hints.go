package resolve

import (
	"maps"
	"path"
	"slices"

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
const maxComparisons = 1 << 20

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

// nearestFile is a hint at the page whose file's name is most like that of a path.
func (s *site) nearestFile(name string) string {
	if s.byName == nil {
		s.byName = map[string]string{}
		for _, file := range slices.Sorted(maps.Keys(s.files)) {
			if _, ok := s.byName[path.Base(file)]; !ok {
				s.byName[path.Base(file)] = file
			}
		}
		s.names = slices.Sorted(maps.Keys(s.byName))
	}
	if s.compared += len(s.names); s.compared > maxComparisons {
		return ""
	}
	if near, ok := diag.Nearest(path.Base(name), s.names); ok {
		return "did you mean " + s.byName[near] + "?"
	}
	return ""
}
