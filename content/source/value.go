package source

import (
	"strconv"
	"strings"
	"time"

	"coursepack/content/diag"
)

// A Value is a node of YAML (or another data language) with its place. The zero Value is missing and answers all
// questions with zero values.
type Value struct {
	diag.Pos
	node *node
}

// A node is what a Value stands for. Nodes are shared where an alias points to them.
type node struct {
	kind    kind
	text    string  // of a scalar
	items   []Value // of a sequence
	entries []entry // of a mapping, in the author's order
	index   map[string]int
	size    int // nodes in here, itself included
}

type entry struct {
	key    string
	pos    diag.Pos // of the key
	val    Value
	merged bool // it came with a merge key
}

// set gives a mapping an entry, in the place of an earlier one of that key.
func (n *node) set(e entry) {
	if i, ok := n.index[e.key]; ok {
		n.entries[i] = e
		return
	}
	if n.index == nil {
		n.index = map[string]int{}
	}
	n.index[e.key] = len(n.entries)
	n.entries = append(n.entries, e)
}

type kind int

const (
	null kind = iota
	scalar
	sequence
	mapping
)

// Scalar returns text as a value that stands at a place.
func Scalar(at diag.Pos, text string) Value {
	return Value{at, &node{kind: scalar, text: text, size: 1}}
}

// Exists reports whether the author wrote something here: a key without a value does not exist.
func (v Value) Exists() bool { return v.kind() != null }

// IsMap reports whether v is a mapping.
func (v Value) IsMap() bool { return v.kind() == mapping }

// IsList reports whether v is a sequence.
func (v Value) IsList() bool { return v.kind() == sequence }

func (v Value) kind() kind {
	if v.node == nil {
		return null
	}
	return v.node.kind
}

// Get returns what a mapping has under path[0], what that has under path[1] and so on. Without a path it returns v.
func (v Value) Get(path ...string) Value {
	for _, key := range path {
		e, ok := v.entry(key)
		if !ok {
			return Value{}
		}
		v = e.val
	}
	return v
}

// Over returns v with what it says nothing of from base. Mappings are laid over one another at every depth; anything else
// of v takes the place of what base has.
func (v Value) Over(base Value) Value {
	switch {
	case !v.Exists():
		return base
	case !v.IsMap() || !base.IsMap():
		return v
	}
	merged := Value{Pos: v.Pos, node: &node{kind: mapping, size: v.node.size + base.node.size}}
	for _, e := range base.node.entries {
		merged.node.set(e)
	}
	for _, e := range v.node.entries {
		e.val = e.val.Over(base.Get(e.key))
		merged.node.set(e)
	}
	return merged
}

// First returns the value of the first of keys that exists.
func (v Value) First(keys ...string) Value {
	for _, key := range keys {
		if w := v.Get(key); w.Exists() {
			return w
		}
	}
	return Value{}
}

// KeyPos returns the place of a mapping's key, the zero Pos if it has no such key.
func (v Value) KeyPos(key string) diag.Pos {
	e, _ := v.entry(key)
	return e.pos
}

func (v Value) entry(key string) (e entry, ok bool) {
	if v.node == nil {
		return entry{}, false
	}
	i, ok := v.node.index[key]
	if !ok {
		return entry{}, false
	}
	return v.node.entries[i], true
}

// List returns the items of a sequence. Anything else that exists is a list of one.
func (v Value) List() []Value {
	switch v.kind() {
	case null:
		return nil
	case sequence:
		return v.node.items
	}
	return []Value{v}
}

// Keys returns the keys of a mapping in the order in which they were written.
func (v Value) Keys() []string {
	if v.node == nil {
		return nil
	}
	keys := make([]string, len(v.node.entries))
	for i, e := range v.node.entries {
		keys[i] = e.key
	}
	return keys
}

// String returns a scalar as text: 01 is "01". Quotes and escapes are undone, white space around it is cut off.
func (v Value) String() string {
	if v.kind() != scalar {
		return ""
	}
	return strings.TrimSpace(v.node.text)
}

// Text returns a scalar as it is, white space included.
func (v Value) Text() string {
	if v.kind() != scalar {
		return ""
	}
	return v.node.text
}

// Strings returns the items of List that have text.
func (v Value) Strings() []string {
	var out []string
	for _, item := range v.List() {
		if s := item.String(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Int returns a whole number.
func (v Value) Int() (int, bool) {
	i, err := strconv.Atoi(v.String())
	return i, err == nil
}

// Float returns a number.
func (v Value) Float() (float64, bool) {
	f, err := strconv.ParseFloat(v.String(), 64)
	return f, err == nil && f-f == 0 // neither infinite nor not a number
}

// Bool returns a truth value in any of the words that YAML has had for it.
func (v Value) Bool() (value, ok bool) {
	switch strings.ToLower(v.String()) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

// timeLayouts are the ways in which authors of courses write dates.
var timeLayouts = []string{
	time.DateOnly,
	time.RFC3339,
	"2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	time.DateTime,
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04",
	"2006/01/02",
	"January 2, 2006",
	"Jan 2, 2006",
	"2 January 2006",
	"2 Jan 2006",
}

// Time returns a date or a moment, which without a time zone is one in UTC.
func (v Value) Time() (t time.Time, ok bool) {
	return ParseTime(v.String())
}

// ParseTime reads a date, with or without a time, as authors of courses write it.
func ParseTime(s string) (t time.Time, ok bool) {
	if s == "" {
		return time.Time{}, false
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1 {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
