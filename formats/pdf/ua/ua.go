// Package ua checks whether a file follows PDF/UA-1, ISO 14289-1, as far as a program can tell. It is a tool of the tests: it
// reads any PDF file and knows nothing of what wrote it, nor does it share with the writer how fonts are read.
//
// Rules have the names that the veraPDF validation profile gives them, the clause of ISO 14289-1 and a number:
// https://github.com/veraPDF/veraPDF-validation-profiles. Those that it does not have, because ISO 32000-1 makes them, have the
// clause of that standard and no number.
package ua

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A Finding is a place where a file breaks a rule.
type Finding struct {
	Rule  string // such as "7.18.5-t02"
	Where string // in the file
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s: %s", f.Rule, f.Where, rules[f.Rule]) }

// most is how many findings a rule may have; more would say no more.
const most = 10

// Check returns where a file breaks the rules, in the order of the file. An error says that it cannot be read.
func Check(data []byte) ([]Finding, error) {
	f, err := object.Recover(data)
	if err != nil {
		return nil, err
	}
	c := &checker{File: f, count: map[string]int{}}
	c.root = c.dict(f.Trailer["Root"])
	if !regexp.MustCompile(`^%PDF-1\.[0-7][\r\n]`).Match(data) {
		c.fail("6.1-t01", "header")
	}
	if c.Trailer["Encrypt"] != nil {
		c.encryption(c.dict(c.Trailer["Encrypt"]))
		return c.findings, nil // all else is unreadable
	}
	c.document()
	c.structure()
	c.pages()
	c.fonts()
	c.files()
	return c.findings, nil
}

// A checker goes through one file.
type checker struct {
	*object.File
	root     object.Dict
	lang     string // of the document, if it says
	findings []Finding
	count    map[string]int // by rule

	tree   tree
	used   []*font // in the order in which they are met
	fontOf map[object.Ref]*font
	drawn  map[object.Ref]int // forms with elements of their own: how often
}

func (c *checker) fail(rule, where string, args ...any) {
	if rules[rule] == "" {
		panic("ua: there is no rule " + rule)
	}
	if c.count[rule]++; c.count[rule] <= most {
		c.findings = append(c.findings, Finding{rule, fmt.Sprintf(where, args...)})
	}
}

// value follows references.
func (c *checker) value(o object.Object) object.Object {
	for range 8 {
		ref, ok := o.(object.Ref)
		if !ok {
			return o
		}
		o = c.Objects[ref]
	}
	return nil
}

// dict returns a dictionary or that of a stream; nil if o is neither.
func (c *checker) dict(o object.Object) object.Dict {
	switch o := c.value(o).(type) {
	case object.Dict:
		return o
	case *object.Stream:
		return o.Dict
	}
	return nil
}

// list returns an array, or the only thing there is.
func (c *checker) list(o object.Object) object.Array {
	switch o := c.value(o).(type) {
	case nil:
		return nil
	case object.Array:
		return o
	}
	return object.Array{o}
}

func (c *checker) name(o object.Object) object.Name {
	n, _ := c.value(o).(object.Name)
	return n
}

func (c *checker) int(o object.Object) int {
	switch n := c.value(o).(type) {
	case int:
		return n
	case float64:
		return int(n)
	}
	return 0
}

func (c *checker) number(o object.Object) (n float64, ok bool) {
	switch n := c.value(o).(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// text reads a text string: ISO 32000-1, 7.9.2.2. Those in the old encoding are taken for ASCII, which is enough here.
func (c *checker) text(o object.Object) string {
	s, _ := c.value(o).(object.String)
	return textOf(s)
}

// data returns what a stream holds; nil if o is none that can be read.
func (c *checker) data(o object.Object) []byte {
	s, ok := c.value(o).(*object.Stream)
	if !ok {
		return nil
	}
	data, _ := s.Decoded()
	return data
}

// eachDict calls do for every dictionary that is an object of the file, in the order of their numbers.
func (c *checker) eachDict(do func(object.Ref, object.Dict)) {
	for _, ref := range slices.Sorted(maps.Keys(c.Objects)) {
		if dict := c.dict(ref); dict != nil {
			do(ref, dict)
		}
	}
}
