// Package object has the objects that a PDF file is made of, reads them from a file and writes them canonically:
// equal objects give equal bytes. It knows ISO 32000 syntax and nothing of what the objects mean.
package object

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// An Object is one of nil, bool, int, float64, String, Name, Array, Dict, Ref and *Stream.
type Object any

type (
	// A Name such as /Type, without the slash.
	Name string

	// A String of bytes.
	String string

	// An Array of objects.
	Array []Object

	// A Dict has no order of its own; it is written in the order of its keys.
	Dict map[Name]Object

	// A Ref is the number of an indirect object. The generation is left out: it is 0 in what we write, and no two objects
	// in use share a number: ISO 32000-1, 7.3.10.
	Ref int

	// A Stream is a dictionary with data. Length is left to whoever writes it.
	Stream struct {
		Dict Dict
		Data []byte
	}
)

// Append writes o to b. A stream cannot be written in place of another object and panics; see [Order.AppendIndirect].
func Append(b []byte, o Object) []byte { return (*Order)(nil).Append(b, o) }

// Append writes o as the function does, with the new numbers of what it refers to.
func (order *Order) Append(b []byte, o Object) []byte {
	switch o := o.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, o)
	case int:
		return strconv.AppendInt(b, int64(o), 10)
	case float64:
		return AppendFloat(b, o)
	case Name:
		return appendName(b, o)
	case String:
		return appendString(b, o)
	case Ref:
		return order.appendRef(b, o)
	case Array:
		return order.appendArray(b, o)
	case Dict:
		return order.appendDict(b, o)
	}
	panic(fmt.Sprintf("object.Append: unknown object %T", o))
}

// AppendIndirect writes o as the indirect object with the given number, with the new numbers of what it refers to.
func (order *Order) AppendIndirect(b []byte, number Ref, o Object) []byte {
	b = strconv.AppendInt(b, int64(number), 10)
	b = append(b, " 0 obj\n"...)
	if s, ok := o.(*Stream); ok {
		b = order.appendStream(b, s)
	} else {
		b = order.Append(b, o)
	}
	return append(b, "\nendobj\n"...)
}

func (order *Order) appendStream(b []byte, s *Stream) []byte {
	dict := maps.Clone(s.Dict)
	if dict == nil {
		dict = Dict{}
	}
	dict["Length"] = len(s.Data)
	b = order.appendDict(b, dict)
	b = append(b, "\nstream\n"...)
	b = append(b, s.Data...)
	return append(b, "\nendstream"...)
}

// appendRef writes a reference; one to nothing is null: ISO 32000-1, 7.3.10.
func (order *Order) appendRef(b []byte, ref Ref) []byte {
	number := order.number(ref)
	if number == 0 {
		return append(b, "null"...)
	}
	return append(strconv.AppendInt(b, int64(number), 10), " 0 R"...)
}

func (order *Order) appendArray(b []byte, array Array) []byte {
	b = append(b, '[')
	for i, o := range array {
		if i > 0 {
			b = append(b, ' ')
		}
		b = order.Append(b, o)
	}
	return append(b, ']')
}

// commonKeys is how many keys most dictionaries have at the most.
const commonKeys = 16

func (order *Order) appendDict(b []byte, dict Dict) []byte {
	b = append(b, "<<"...)
	var keys [commonKeys]Name
	for _, key := range dict.sorted(keys[:0]) {
		b = appendName(b, key)
		b = append(b, ' ')
		b = order.Append(b, dict[key])
	}
	return append(b, ">>"...)
}

// sorted appends the keys to those, in their order.
func (dict Dict) sorted(keys []Name) []Name {
	for key := range dict {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// AppendFloat writes f with as many as four decimals, which is finer than any printer.
func AppendFloat(b []byte, f float64) []byte {
	f = math.Round(f*1e4) / 1e4
	if f == 0 { // also -0
		return append(b, '0')
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}

func appendName(b []byte, name Name) []byte {
	b = append(b, '/')
	for i := range len(name) {
		if c := name[i]; c > ' ' && c < 0x7F && c != '#' && !isDelimiter(c) {
			b = append(b, c)
		} else {
			b = appendHex(append(b, '#'), c)
		}
	}
	return b
}

// appendString writes text in parentheses and anything else in hexadecimal.
func appendString(b []byte, s String) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return appendHexString(b, s)
		}
	}
	b = append(b, '(')
	for i := range len(s) {
		if c := s[i]; c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, ')')
}

func appendHexString(b []byte, s String) []byte {
	b = append(b, '<')
	for i := range len(s) {
		b = appendHex(b, s[i])
	}
	return append(b, '>')
}

func appendHex(b []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[c>>4], digits[c&15])
}
