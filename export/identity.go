package export

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/export/fetch"
)

// Learning systems keep what learners did by ids, and ids come from paths. The lock file keeps the ids when paths change:
// it has, in lines beside those of pictures, the id of the course and, of every page, its id, the hash of its file and
// the file's path. A file that is cut into several pages has as many lines, in their order.
const (
	courseWord = "course "
	pageWord   = "page "
)

// A lockedPage is a line of the lock file.
type lockedPage struct {
	id, hash, path string
}

// identity is what the lock file says of ids.
type identity struct {
	course string // "" if it says nothing
	pages  []lockedPage
}

// readIdentity reads the lock file of a source. Lines that cannot be read are reported and count for nothing.
func readIdentity(fsys fs.FS, report diag.Reporter) identity {
	var all identity
	taken := map[string]bool{}
	for line := range bytes.Lines(identityLines(fsys)) {
		text := strings.TrimSpace(string(line))
		if id, ok := strings.CutPrefix(text, courseWord); ok && slug.MatchString(id) {
			all.course = id
			continue
		}
		fields := strings.SplitN(text, " ", 4) // a path may hold spaces
		if len(fields) != 4 || !isPageID(fields[1]) || taken[fields[1]] {
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: fetch.LockFile}, Severity: diag.Error, Code: "lock-broken",
				Message: "this line cannot be read: " + strconv.Quote(text), Instead: "ids come from paths",
				Hint: "write the file anew with coursepack lock",
			})
			continue
		}
		taken[fields[1]] = true
		all.pages = append(all.pages, lockedPage{fields[1], fields[2], fields[3]})
	}
	return all
}

// isPageID reports whether a page may have such an id, a lesson's and a name: it becomes the name of a file.
func isPageID(id string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./", r)
	}
	return fs.ValidPath(id) && strings.Contains(id, "/") && len(id) <= 255 && !strings.ContainsFunc(id, odd)
}

// identityLines returns the lines of the lock file that are about ids.
func identityLines(fsys fs.FS) []byte {
	data, err := fs.ReadFile(fsys, fetch.LockFile)
	if err != nil {
		return nil // what is the matter with it is told where it is read for pictures, or written
	}
	var own []byte
	for line := range bytes.Lines(data) {
		if fetch.IsForeign(string(line)) {
			own = append(own, line...)
		}
	}
	return own
}

// A piece is a part by the place where its text is.
type piece struct {
	path string
	n    int // which of the parts that the file is cut into
}

// piecesOf returns the pieces of a course's lessons, in reading order.
func piecesOf(c *content.Course) (pieces []piece, parts map[piece]*content.Part) {
	parts = map[piece]*content.Part{}
	count := map[string]int{}
	for l := range c.Lessons {
		for _, p := range l.Parts {
			count[p.Source]++
			at := piece{p.Source, count[p.Source]}
			pieces, parts[at] = append(pieces, at), p
		}
	}
	return pieces, parts
}

// restoreIDs gives the parts of an outline the ids that the lock file has for them. A file that is not where it was is
// one of the same content, or the one that the settings say it was moved to.
func restoreIDs(fsys fs.FS, o *source.Outline, s *Settings, report diag.Reporter) {
	locked := readIdentity(fsys, report)
	if locked.course != "" && s.ID == "" {
		o.Course.ID = locked.course
	}
	if len(locked.pages) == 0 && len(s.Moved) == 0 {
		return
	}
	pieces, parts := piecesOf(o.Course)
	known := map[piece]lockedPage{}
	count := map[string]int{}
	for _, l := range locked.pages {
		count[l.path]++
		known[piece{l.path, count[l.path]}] = l
	}
	s.reportMoves(known, parts, report)

	ids := map[*content.Part]string{}
	var strangers []piece // those that the lock file does not have
	for _, at := range pieces {
		from := at
		if old, ok := s.movedFrom(at.path); ok {
			from.path = old
		}
		if l, ok := known[from]; ok {
			ids[parts[at]] = l.id
			delete(known, from)
			continue
		}
		strangers = append(strangers, at)
	}
	for at, l := range sameContent(fsys, strangers, known) {
		ids[parts[at]] = l.id
	}
	assignIDs(o.Course, ids)
}

// sameContent pairs pieces with locked pages that are no longer where they were, by the hash of their files. Where
// several files have the same content, none is taken for another.
func sameContent(fsys fs.FS, strangers []piece, lost map[piece]lockedPage) map[piece]lockedPage {
	type text struct {
		hash string
		n    int
	}
	here, there := map[text][]piece{}, map[text][]lockedPage{}
	for at, l := range lost {
		key := text{l.hash, at.n}
		there[key] = append(there[key], l)
	}
	for _, at := range strangers {
		if len(there) == 0 {
			break
		}
		key := text{fileHash(fsys, at.path), at.n}
		here[key] = append(here[key], at)
	}
	pairs := map[piece]lockedPage{}
	for key, at := range here {
		if len(at) == 1 && len(there[key]) == 1 {
			pairs[at[0]] = there[key][0]
		}
	}
	return pairs
}

func fileHash(fsys fs.FS, name string) string {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return "" // reading the course tells what is the matter with it
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256(data))
}

// assignIDs gives parts their ids. Others keep theirs, unless one of these has it now.
func assignIDs(c *content.Course, ids map[*content.Part]string) {
	taken := map[string]bool{}
	for _, id := range ids {
		taken[id] = true
	}
	lessons := map[string]bool{}
	for l := range c.Lessons {
		for i, p := range l.Parts {
			id, ok := ids[p]
			if !ok {
				id = free(p.ID, taken)
			}
			p.ID = id
			if i == 0 && ok {
				l.ID = path.Dir(id)
			}
		}
		l.ID = free(l.ID, lessons)
	}
}

// free returns id, or id-2, id-3 … if it is taken, and takes it.
func free(id string, taken map[string]bool) string {
	unique := id
	for n := 2; taken[unique]; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	taken[unique] = true
	return unique
}

// A Move says that a file is another one's successor.
type Move struct {
	diag.Pos
	From, To string
}

func (s *Settings) movedFrom(to string) (from string, ok bool) {
	i := slices.IndexFunc(s.Moved, func(m Move) bool { return m.To == to })
	if i < 0 {
		return "", false
	}
	return s.Moved[i].From, true
}

// reportMoves reports moves that lead from or to nothing.
func (s *Settings) reportMoves(known map[piece]lockedPage, parts map[piece]*content.Part, report diag.Reporter) {
	for _, m := range s.Moved {
		_, was := known[piece{m.From, 1}]
		_, is := parts[piece{m.To, 1}]
		var err error
		switch {
		case !is:
			err = fmt.Errorf("%s is no page of the course", m.To)
		case !was:
			err = fmt.Errorf("%s has no page %s", fetch.LockFile, m.From)
		default:
			continue
		}
		report.Report(diag.Diagnostic{
			Pos: m.Pos, Severity: diag.Error, Code: "move-unknown", Message: err.Error(), Instead: "the page has the id of its path",
		})
	}
}

// Lock returns what the lock file of a source should say: what it says of pictures, and the ids of the course as it is.
func Lock(fsys fs.FS, r *Reading, report diag.Reporter) ([]byte, error) {
	pictures := fetch.ReadLock(fsys, report)
	var b []byte
	if len(pictures) > 0 {
		b = append(pictures.Bytes(), '\n')
	}
	b = fmt.Appendf(b, "# The ids by which learning systems keep learners' work: coursepack lock\n%s%s\n", courseWord, r.Course.ID)
	pieces, parts := piecesOf(r.Course)
	for _, at := range pieces {
		hash := fileHash(fsys, at.path)
		if hash == "" || strings.ContainsAny(at.path, "\n\r") {
			return nil, errors.New("the file " + strconv.Quote(at.path) + " cannot be locked")
		}
		b = fmt.Appendf(b, "%s%s %s %s\n", pageWord, parts[at].ID, hash, at.path)
	}
	return b, nil
}
