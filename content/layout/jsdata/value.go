package jsdata

import (
	"strings"

	"coursepack/content/source"
)

// Kind says what a Value is.
type Kind int

// The kinds. The zero Value is Missing.
const (
	Missing Kind = iota // also null and undefined
	String
	Number
	Bool
	Array
	Object
	Call   // of a function: Text is its name, Items are its arguments
	Unread // Text says in words what stands there
)

// A Value is a piece of data. The zero Value answers all questions with zero values.
type Value struct {
	Kind  Kind
	Text  string  // of a String; of a Number or a Bool as it is written
	Items []Value // of an Array, arguments of a Call; items that are spread but unknown are Unread
	Props []Prop  // of an Object, in the author's order

	offset int
	size   int
	src    *source.Text // the text that it stands in if that is another module's
}

// A Prop is an entry of an Object. One that is not a key and a value has an empty Key and an Unread value.
type Prop struct {
	Key   string
	Value Value
}

// Get returns what is under path[0], what that has under path[1] and so on. Of equal keys the last one counts.
func (v Value) Get(path ...string) Value {
	for _, key := range path {
		var next Value
		for _, p := range v.Props {
			if p.Key == key {
				next = p.Value
			}
		}
		v = next
	}
	return v
}

// String returns the text of a String, "" of anything else.
func (v Value) String() string {
	if v.Kind != String {
		return ""
	}
	return strings.TrimSpace(v.Text)
}

// What says in words what stands in the place of data.
func (v Value) What() string {
	switch v.Kind {
	case Call:
		return "a call of " + v.Text
	case Unread:
		return v.Text
	}
	return "a value"
}
