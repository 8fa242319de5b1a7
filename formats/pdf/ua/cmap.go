package ua

import (
	"bytes"
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A cmap is what a CMap file says: ISO 32000-1, 9.7.5 and 9.10.3.
type cmap struct {
	spaces  []codeRange
	cids    map[int]int
	unicode map[int]string
	wmode   int
	uses    object.Name
}

// A codeRange has codes of one length in bytes.
type codeRange struct{ length, low, high int }

// maxCodes is how many codes a range may map, or a table of a font.
const maxCodes = 1 << 16

func readCMap(data []byte) *cmap {
	m := &cmap{cids: map[int]int{}, unicode: map[int]string{}}
	var operands []object.Object
	for {
		data = bytes.TrimLeft(data, "\x00\t\n\f\r ")
		if len(data) == 0 {
			return m
		}
		if word := operatorAt(data); word != "" {
			data = data[len(word):]
			m.operator(word, operands)
			operands = nil
			continue
		}
		o, rest, err := object.Next(data)
		if err != nil {
			rest = data[1:]
			if data[0] == '%' {
				rest = data[min(len(data), 1+max(0, bytes.IndexAny(data[1:], "\r\n"))):]
			}
		} else if len(operands) < 1<<16 {
			operands = append(operands, o)
		}
		data = rest
	}
}

func (m *cmap) operator(word string, operands []object.Object) {
	switch word {
	case "def":
		if n := len(operands); n >= 2 && operands[n-2] == object.Name("WMode") {
			m.wmode, _ = operands[n-1].(int)
		}
	case "usecmap":
		if n := len(operands); n > 0 {
			m.uses, _ = operands[n-1].(object.Name)
		}
	case "endcodespacerange":
		for pair := range slices.Chunk(operands, 2) {
			low, high := codeOf(pair[0]), codeOf(pair[len(pair)-1])
			s, _ := pair[0].(object.String)
			m.spaces = append(m.spaces, codeRange{len(s), low, high})
		}
	case "endbfchar", "endcidchar":
		for pair := range slices.Chunk(operands, 2) {
			m.mapTo(codeOf(pair[0]), pair[len(pair)-1], 0)
		}
	case "endbfrange", "endcidrange":
		for r := range slices.Chunk(operands, 3) {
			if len(r) == 3 {
				m.mapRange(codeOf(r[0]), codeOf(r[1]), r[2])
			}
		}
	}
}

func (m *cmap) mapRange(low, high int, to object.Object) {
	for i := range min(max(0, high-low+1), maxCodes) {
		if list, ok := to.(object.Array); !ok {
			m.mapTo(low+i, to, i)
		} else if i < len(list) {
			m.mapTo(low+i, list[i], 0)
		}
	}
}

// mapTo maps a code to a CID or to text, whose last unit is raised by plus.
func (m *cmap) mapTo(code int, to object.Object, plus int) {
	switch to := to.(type) {
	case int:
		m.cids[code] = to + plus
	case object.String:
		b := []byte(to)
		if n := len(b); n > 1 {
			last := int(b[n-2])<<8 + int(b[n-1]) + plus
			b[n-2], b[n-1] = byte(last>>8), byte(last)
		} else if n == 1 {
			b = []byte{0, b[0] + byte(plus)}
		}
		m.unicode[code] = textOf("\xFE\xFF" + object.String(b))
	}
}

func codeOf(o object.Object) int {
	s, _ := o.(object.String)
	code := 0
	for i := range min(len(s), 4) {
		code = code<<8 | int(s[i])
	}
	return code
}

// split cuts a string into codes; those of no range are of one length with the first.
func (m *cmap) split(s object.String) []int {
	var codes []int
	for len(s) > 0 {
		length := 1
		if len(m.spaces) > 0 {
			length = m.spaces[0].length
		}
		for _, r := range m.spaces {
			if code := codeOf(s[:min(r.length, len(s))]); r.length <= len(s) && r.low <= code && code <= r.high {
				length = r.length
				break
			}
		}
		length = max(1, min(length, len(s)))
		codes = append(codes, codeOf(s[:length]))
		s = s[length:]
	}
	return codes
}

// known are the CMaps that readers have: ISO 32000-1, table 118, by the character collections that they are for.
var known = map[object.Name][]object.Name{
	"Identity": {"Identity-H", "Identity-V"},
	"GB1": {"GB-EUC-H", "GB-EUC-V", "GBpc-EUC-H", "GBpc-EUC-V", "GBK-EUC-H", "GBK-EUC-V", "GBKp-EUC-H", "GBKp-EUC-V", "GBK2K-H", "GBK2K-V",
		"UniGB-UCS2-H", "UniGB-UCS2-V", "UniGB-UTF16-H", "UniGB-UTF16-V"},
	"CNS1": {"B5pc-H", "B5pc-V", "HKscs-B5-H", "HKscs-B5-V", "ETen-B5-H", "ETen-B5-V", "ETenms-B5-H", "ETenms-B5-V", "CNS-EUC-H", "CNS-EUC-V",
		"UniCNS-UCS2-H", "UniCNS-UCS2-V", "UniCNS-UTF16-H", "UniCNS-UTF16-V"},
	"Japan1": {"83pv-RKSJ-H", "90ms-RKSJ-H", "90ms-RKSJ-V", "90msp-RKSJ-H", "90msp-RKSJ-V", "90pv-RKSJ-H", "Add-RKSJ-H", "Add-RKSJ-V", "EUC-H",
		"EUC-V", "Ext-RKSJ-H", "Ext-RKSJ-V", "H", "V", "UniJIS-UCS2-H", "UniJIS-UCS2-V", "UniJIS-UCS2-HW-H", "UniJIS-UCS2-HW-V",
		"UniJIS-UTF16-H", "UniJIS-UTF16-V"},
	"Korea1": {"KSC-EUC-H", "KSC-EUC-V", "KSCms-UHC-H", "KSCms-UHC-V", "KSCms-UHC-HW-H", "KSCms-UHC-HW-V", "KSCpc-EUC-H", "UniKS-UCS2-H",
		"UniKS-UCS2-V", "UniKS-UTF16-H", "UniKS-UTF16-V"},
}

// collectionOf returns the collection that a CMap is for, if readers know it.
func collectionOf(cmap object.Name) (collection object.Name, ok bool) {
	for collection, names := range known {
		if slices.Contains(names, cmap) {
			return collection, true
		}
	}
	return "", false
}
