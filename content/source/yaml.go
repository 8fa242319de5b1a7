package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"coursepack/content/diag"
)

// What YAML may be like. Its parser takes quadratic time over deep nesting, and aliases of aliases grow without end.
const (
	maxYAMLSize  = 1 << 20 // bytes
	maxYAMLDepth = 100     // levels of sequences and mappings
	maxYAMLNodes = 500_000 // with aliases written out

	maxYAMLOpen = 1000 // brackets that may be open at once, those inside of text included
)

// ParseYAML reads the first document of YAML that starts at line firstLine of the file called name. It returns what it
// could make sense of and says what is wrong with the rest, with the code yaml-broken.
func ParseYAML(name string, data []byte, firstLine int) (Value, []diag.Diagnostic) {
	r := &yamlReader{name: name, first: firstLine, lines: bytes.Split(data, []byte("\n")), anchors: map[string]Value{}}
	v := r.read(data)
	return v, r.problems
}

type yamlReader struct {
	name     string
	first    int // line of the file at which the YAML starts
	lines    [][]byte
	anchors  map[string]Value // an anchor that is still being read is missing
	full     bool             // there is no room for more nodes
	problems []diag.Diagnostic
}

func (r *yamlReader) read(data []byte) (v Value) {
	start := diag.Pos{File: r.name, Line: r.first}
	defer func() {
		// The parser panics on some broken input. Whatever it is, the author can only be told that it is broken.
		if recover() != nil {
			r.broken(start, "this YAML cannot be read")
			v = Value{}
		}
	}()
	switch {
	case len(data) > maxYAMLSize:
		r.broken(start, fmt.Sprintf("the YAML is larger than %d MB", maxYAMLSize>>20))
		return Value{}
	case opensTooMuch(r.lines):
		r.broken(start, fmt.Sprintf("the YAML is nested deeper than %d levels", maxYAMLDepth))
		return Value{}
	}
	file, err := parser.ParseBytes(withoutEndTags(data), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntaxError(err, start)
		return Value{}
	}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			return r.value(doc.Body, 0)
		}
	}
	return Value{}
}

var endTag = regexp.MustCompile(`(?m)[:-][ \t]+(![^\s,\[\]{}'"]*)[ \t]*$`)

// withoutEndTags blanks the tags at the ends of lines. The parser takes what comes next for their value, even what stands
// beside them: "class: !!python/name:a.b" has none.
func withoutEndTags(data []byte) []byte {
	if bytes.IndexByte(data, '!') < 0 {
		return data
	}
	tags := endTag.FindAllSubmatchIndex(data, -1)
	data = bytes.Clone(data)
	for _, m := range tags {
		blank(data[m[2]:m[3]])
	}
	return data
}

// opensTooMuch reports whether parsing lines could take for ever. It looks at brackets and at dashes in a row, without
// asking whether they are text.
func opensTooMuch(lines [][]byte) bool {
	open := 0
	for _, line := range lines {
		dashes := 0
		for i, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			case '-', '?', ':':
				if i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t') {
					dashes++
				}
			}
		}
		if open > maxYAMLOpen || dashes > maxYAMLOpen {
			return true
		}
	}
	return false
}

func (r *yamlReader) broken(at diag.Pos, message string) {
	r.problems = append(r.problems, diag.Diagnostic{
		Pos: at, Severity: diag.Error, Code: "yaml-broken", Message: message,
	})
}

func (r *yamlReader) syntaxError(err error, start diag.Pos) {
	var at yaml.Error
	if !errors.As(err, &at) {
		r.broken(start, err.Error())
		return
	}
	pos, message := start, at.GetMessage()
	if t := at.GetToken(); t != nil {
		pos = r.pos(t)
	}
	message = strings.TrimSuffix(message, ".")
	r.broken(pos, message)
	hint := &r.problems[len(r.problems)-1].Hint
	if line := pos.Line - r.first; line >= 0 && line < len(r.lines) && bytes.Contains(r.lines[line], []byte("{{")) {
		*hint = "what stands in {{ }} for something else must be filled in, or stand in quotes"
	} else if strings.HasPrefix(message, "mapping value is not allowed") {
		*hint = `text with a colon must stand in quotes: title: "Lesson: sums"`
	}
}

// pos returns the place of t in the author's file, moved into it where the parser is off.
func (r *yamlReader) pos(t *token.Token) diag.Pos {
	line := min(max(t.Position.Line, 1), len(r.lines))
	last := utf8.RuneCount(r.lines[line-1]) + 1
	return diag.Pos{File: r.name, Line: r.first + line - 1, Col: min(max(t.Position.Column, 1), last)}
}

// value turns what the parser read into nodes of ours.
func (r *yamlReader) value(n ast.Node, depth int) Value {
	if r.full {
		return Value{}
	}
	if depth > maxYAMLDepth {
		r.broken(r.pos(n.GetToken()), fmt.Sprintf("the YAML is nested deeper than %d levels", maxYAMLDepth))
		return Value{}
	}
	v := Value{Pos: r.pos(n.GetToken())}
	switch n := n.(type) {
	case *ast.NullNode, *ast.CommentGroupNode, *ast.DirectiveNode:
		return v
	case *ast.AnchorNode:
		name := n.Name.GetToken().Value
		delete(r.anchors, name)
		v = r.value(n.Value, depth)
		r.anchors[name] = v
		return v
	case *ast.AliasNode:
		return r.alias(n, v.Pos)
	case *ast.TagNode:
		tagged := r.value(n.Value, depth)
		return Value{v.Pos, tagged.node}
	case *ast.SequenceNode:
		v.node = &node{kind: sequence, size: 1}
		for _, item := range n.Values {
			r.add(v.node, r.value(item, depth+1))
		}
	case *ast.MappingNode:
		v.node = &node{kind: mapping, size: 1}
		for i, pair := range n.Values {
			if i == 0 && !n.IsFlowStyle {
				v.Pos = r.pos(pair.Key.GetToken()) // the parser has the place of the colon
			}
			r.pair(v.node, pair, depth)
		}
	case *ast.MappingValueNode:
		v.Pos, v.node = r.pos(n.Key.GetToken()), &node{kind: mapping, size: 1}
		r.pair(v.node, n, depth)
	case *ast.LiteralNode:
		v.node = &node{kind: scalar, text: n.Value.Value, size: 1}
	default:
		v.node = &node{kind: scalar, text: n.GetToken().Value, size: 1}
	}
	return v
}

func (r *yamlReader) alias(n *ast.AliasNode, at diag.Pos) Value {
	name := n.Value.GetToken().Value
	v, ok := r.anchors[name]
	if !ok {
		r.broken(at, fmt.Sprintf("there is no anchor &%s before this alias", name))
		return Value{Pos: at}
	}
	return v
}

// add puts an item into a sequence.
func (r *yamlReader) add(seq *node, item Value) {
	if r.grow(seq, item) {
		seq.items = append(seq.items, item)
	}
}

// pair puts a key and its value into a mapping.
func (r *yamlReader) pair(m *node, pair *ast.MappingValueNode, depth int) {
	val := r.value(pair.Value, depth+1)
	if !r.grow(m, val) {
		return
	}
	if _, ok := pair.Key.(*ast.MergeKeyNode); ok {
		r.merge(m, val)
		return
	}
	e := entry{key: keyText(pair.Key), pos: r.pos(pair.Key.GetToken()), val: val}
	if earlier, ok := (Value{node: m}).entry(e.key); ok && !earlier.merged {
		r.problems = append(r.problems, diag.Diagnostic{
			Pos: e.pos, Severity: diag.Warning, Code: "yaml-repeated-key",
			Message: fmt.Sprintf("%s is already said in line %d", e.key, earlier.pos.Line),
			Instead: "the last one counts",
		})
	}
	m.set(e)
}

// merge gives m the entries of one or more mappings that it does not have yet.
func (r *yamlReader) merge(m *node, from Value) {
	for _, source := range from.List() {
		if !source.IsMap() {
			continue
		}
		for _, e := range source.node.entries {
			if _, ok := m.index[e.key]; !ok {
				e.merged = true
				m.set(e)
			}
		}
	}
}

// grow reports whether parent may have child: aliases can make it grow beyond all bounds.
func (r *yamlReader) grow(parent *node, child Value) bool {
	size := 1
	if child.node != nil {
		size = child.node.size
	}
	if !r.full && parent.size+size > maxYAMLNodes {
		r.full = true
		r.broken(child.Pos, "the aliases make this YAML too large")
	}
	if r.full {
		return false
	}
	parent.size += size
	return true
}

// keyText returns a key as text; one that is not a scalar has none.
func keyText(key ast.MapKeyNode) string {
	var n ast.Node = key
	for {
		switch k := n.(type) {
		case *ast.MappingKeyNode:
			n = k.Value
		case *ast.AnchorNode:
			n = k.Value
		case *ast.TagNode:
			n = k.Value
		case ast.ScalarNode:
			return strings.TrimSpace(k.GetToken().Value)
		default:
			return ""
		}
	}
}
