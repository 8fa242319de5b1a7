package scorm

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

// An Identity is what learners' work on a package hangs on.
type Identity struct {
	Course string // the id; platforms match packages by what derives from it
	pages  []*page
	items  []itemData
}

// Identify returns the identity of a finished course.
func Identify(c *content.Course) *Identity {
	p := newPackage(&formats.Input{Course: c, Report: &diag.List{}}, standards["scorm12"], Options{})
	return &Identity{Course: c.ID, pages: p.pages, items: p.itemData()}
}

// maxCourseData is how large a course.js may be that is read back.
const maxCourseData = 64 << 20

// ReadIdentity returns the identity of a package that this program wrote.
func ReadIdentity(r io.ReaderAt, size int64) (*Identity, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	f, err := z.Open("course.js")
	if err != nil {
		return nil, errors.New("no package of coursepack: it has no course.js")
	}
	defer f.Close()
	script, err := io.ReadAll(io.LimitReader(f, maxCourseData))
	if err != nil {
		return nil, err
	}
	script = bytes.TrimSuffix(bytes.TrimPrefix(script, []byte(courseHead)), []byte(courseTail))
	var data courseData
	if err := json.Unmarshal(script, &data); err != nil {
		return nil, fmt.Errorf("reading course.js: %w", err)
	}
	return &Identity{Course: data.ID, pages: data.Pages, items: data.Items}, nil
}

// A Fate is what becomes of learners' work.
type Fate string

// The fates.
const (
	Kept   Fate = "kept"
	Added  Fate = "new"    // nobody worked on it yet
	Partly Fate = "partly" // the result is kept, what was answered cannot be shown any more
	Lost   Fate = "lost"
)

// A Change says what becomes of learners' work on a page or an item when a package replaces another.
type Change struct {
	Fate Fate   `json:"fate"`
	Kind string `json:"kind"` // "course", "page", "question", "essay", "exercise" or "card"
	ID   string `json:"id"`   // of a page, or of the page that an item is on
	Text string `json:"text"` // the title of a page, what an item asks
}

// Compare returns what becomes of learners' work on the package old when a platform gets the package now in its place:
// what is lost first, then what old has in its order, then what is new.
//
// Moodle matches the SCO by its identifier and keeps all it holds, or drops all of it; within what it holds, the player
// finds pages and items by their keys.
func Compare(old, now *Identity) []Change {
	var changes []Change
	if identifier(old.Course) != identifier(now.Course) {
		changes = append(changes, Change{Lost, "course", old.Course, "everything: the course has another id"})
	}
	sameCourse := len(changes) == 0
	pages, items := map[string]bool{}, map[string]itemData{}
	for _, p := range now.pages {
		pages[p.Key] = true
	}
	for _, it := range now.items {
		items[it.Key] = it
	}
	for _, p := range old.pages {
		changes = append(changes, Change{fate(sameCourse && pages[p.Key]), "page", p.ID, p.Title})
	}
	for _, it := range old.items {
		after, ok := items[it.Key]
		c := Change{fate(sameCourse && ok), it.Kind, it.Page, it.Text}
		if c.Fate == Kept && !after.shows(it) {
			c.Fate = Partly
		}
		changes = append(changes, c)
	}
	return append(changes, news(old, now)...)
}

func fate(kept bool) Fate {
	if kept {
		return Kept
	}
	return Lost
}

// news returns what now has and old has not.
func news(old, now *Identity) []Change {
	known := map[string]bool{}
	for _, p := range old.pages {
		known[p.Key] = true
	}
	for _, it := range old.items {
		known[it.Key+" "] = true
	}
	var changes []Change
	for _, p := range now.pages {
		if !known[p.Key] {
			changes = append(changes, Change{Added, "page", p.ID, p.Title})
		}
	}
	for _, it := range now.items {
		if !known[it.Key+" "] {
			changes = append(changes, Change{Added, it.Kind, it.Page, it.Text})
		}
	}
	return changes
}

// shows reports whether every answer to the question old can be shown by d, which has taken its place.
func (d itemData) shows(old itemData) bool {
	if d.Form != old.Form {
		return false
	}
	for _, option := range old.Options {
		if !slices.Contains(d.Options, option) {
			return false
		}
	}
	return true
}
