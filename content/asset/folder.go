package asset

import (
	"io/fs"
	"path"
	"strings"
)

// A folder is what stands in one, in alphabetical order.
type folder struct {
	names  []string
	folded map[string][]string // by names in small letters
}

// Names lists what is in a folder, in alphabetical order; nothing if it cannot be read.
func (s *Store) Names(dir string) []string { return s.folder(dir).names }

func (s *Store) folder(dir string) *folder {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.folders[dir]; f != nil {
		return f
	}
	f := &folder{folded: map[string][]string{}}
	s.folders[dir] = f
	if !fs.ValidPath(dir) {
		return f
	}
	entries, _ := fs.ReadDir(s.fsys, dir)
	for _, e := range entries {
		lower := strings.ToLower(e.Name())
		f.names, f.folded[lower] = append(f.names, e.Name()), append(f.folded[lower], e.Name())
	}
	return f
}

// IsFolder reports whether there is a folder of that name.
func (s *Store) IsFolder(name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	info, err := fs.Stat(s.fsys, name)
	return err == nil && info.IsDir()
}

// maxFolded bounds how many paths Fold follows: names that differ in case alone are rare but in an attack.
const maxFolded = 16

// Fold returns the paths that name means where the case of letters does not count, as on the machines of many authors.
func (s *Store) Fold(name string) []string {
	if !fs.ValidPath(name) {
		return nil
	}
	found := []string{"."}
	for segment := range strings.SplitSeq(name, "/") {
		var deeper []string
		for _, dir := range found {
			for _, n := range s.folder(dir).folded[strings.ToLower(segment)] {
				if len(deeper) < maxFolded {
					deeper = append(deeper, path.Join(dir, n))
				}
			}
		}
		found = deeper
	}
	return found
}
