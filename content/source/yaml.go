package source

import (
	"time"

	"coursepack/content/diag"
)

// FrontMatter is the data at the head of a file.
type FrontMatter struct {
	Value
}

// A Value is a node of YAML (or another data language) with its place. The zero Value is missing and answers all
// questions with zero values.
type Value struct {
	diag.Pos
}

func (v Value) Exists() bool                 { return false }
func (v Value) Get(path ...string) Value     { return Value{} } // of a mapping
func (v Value) List() []Value                { return nil }     // of a sequence; a scalar is a list of one
func (v Value) Keys() []string               { return nil }
func (v Value) String() string               { return "" } // a scalar as text, as the author wrote it
func (v Value) Int() (int, bool)             { return 0, false }
func (v Value) Bool() (value, ok bool)       { return false, false }
func (v Value) Time() (t time.Time, ok bool) { return }
