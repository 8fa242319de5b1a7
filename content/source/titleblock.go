package source

import (
	"bytes"
	"regexp"

	"coursepack/content/diag"
)

// titleBlockKeys are what the lines of a title block say, in this order.
var titleBlockKeys = []string{"title", "author", "date"}

// titleLine is a line of a title block that says something. It goes on on lines that start with a space.
var titleLine = regexp.MustCompile(`^%[ \t]+(\S.*)$`)

// maxTitleLines is how long a title block may be.
const maxTitleLines = 20

// titleBlock reads a title block of Pandoc's at the head of a text and returns where it ends, 0 if there is none.
// https://pandoc.org/MANUAL.html#extension-pandoc_title_block
func titleBlock(name string, data []byte) (v Value, end int) {
	if !titleLine.Match(firstLine(data)) {
		return Value{}, 0
	}
	v = Value{Pos: diag.Pos{File: name, Line: 1, Col: 1}, node: &node{kind: mapping, size: 1}}
	said := -1
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := string(bytes.TrimSpace(line))
		if said >= 0 && line[0] == ' ' && text != "" {
			last := v.node.entries[len(v.node.entries)-1]
			if last.key != titleBlockKeys[said] || number > maxTitleLines {
				break
			}
			last.val.node.text += " " + text
			end += len(line)
			continue
		}
		if said++; line[0] != '%' || said == len(titleBlockKeys) {
			break
		}
		end += len(line)
		m := titleLine.FindStringSubmatch(text)
		if m == nil {
			continue // nothing is said
		}
		at := diag.Pos{File: name, Line: number, Col: len(text) - len(m[1]) + 1}
		v.node.set(entry{key: titleBlockKeys[said], pos: at, val: Value{at, &node{kind: scalar, text: m[1], size: 1}}})
	}
	return v, end
}

func firstLine(data []byte) []byte {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return line
}
