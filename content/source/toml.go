package source

import (
	"errors"
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"

	"coursepack/content/diag"
)

// What TOML may be like.
const (
	maxTOMLSize  = 1 << 20 // bytes
	maxTOMLDepth = 100     // levels of arrays and tables
)

// ParseTOML reads the TOML that starts at line firstLine of the file called name. It returns what stands before the first
// mistake and says what that is, with the code toml-broken. Numbers and dates are text, as they are in YAML here.
// https://toml.io/en/v1.0.0
func ParseTOML(name string, data []byte, firstLine int) (Value, []diag.Diagnostic) {
	r := &tomlReader{text: NewText(name, data), first: firstLine}
	v := r.mapping(0)
	r.read(v.node)
	return v, r.problems
}

type tomlReader struct {
	parser   unstable.Parser // it alone knows the places of values
	text     *Text
	first    int // line of the file at which the TOML starts
	problems []diag.Diagnostic
}

func (r *tomlReader) read(root *node) {
	if len(r.text.Data) > maxTOMLSize {
		r.broken(0, fmt.Sprintf("the TOML is larger than %d MB", maxTOMLSize>>20))
		return
	}
	r.parser.Reset(r.text.Data)
	table := root
	for r.parser.NextExpression() {
		switch n := r.parser.Expression(); n.Kind {
		case unstable.Table, unstable.ArrayTable:
			if table = r.table(root, n); table == nil {
				return
			}
		case unstable.KeyValue:
			if !r.pair(table, n, 0) {
				return
			}
		}
	}
	var at *unstable.ParserError
	if errors.As(r.parser.Error(), &at) {
		r.broken(int(r.parser.Range(at.Highlight).Offset), at.Message)
	}
}

func (r *tomlReader) broken(offset int, message string) {
	r.problems = append(r.problems, diag.Diagnostic{
		Pos: r.pos(offset), Severity: diag.Error, Code: "toml-broken", Message: message,
		Instead: "what stands before it is read",
	})
}

func (r *tomlReader) pos(offset int) diag.Pos {
	at := r.text.Pos(offset)
	at.Line += r.first - 1
	return at
}

func (r *tomlReader) mapping(offset int) Value {
	return Value{r.pos(offset), &node{kind: mapping, size: 1}}
}

// table returns the table that a line in brackets opens, nil if there can be none.
func (r *tomlReader) table(root *node, n *unstable.Node) *node {
	parent, last := r.walk(root, n.Key())
	if parent == nil {
		return nil
	}
	if n.Kind == unstable.Table {
		return r.inner(parent, last)
	}
	key, offset := string(last.Data), int(last.Raw.Offset)
	list, _ := Value{node: parent}.entry(key)
	if list.val.kind() != sequence {
		list = entry{key: key, pos: r.pos(offset), val: Value{r.pos(offset), &node{kind: sequence, size: 1}}}
		parent.set(list)
	}
	item := r.mapping(offset)
	list.val.node.items = append(list.val.node.items, item)
	return item.node
}

// walk goes from a table along all names of a dotted key but the last, which it returns. It returns no table, and says
// so, if there is no way.
func (r *tomlReader) walk(table *node, key unstable.Iterator) (parent *node, last *unstable.Node) {
	for depth := 0; key.Next(); depth++ {
		if depth > maxTOMLDepth {
			r.broken(int(key.Node().Raw.Offset), fmt.Sprintf("the TOML is nested deeper than %d levels", maxTOMLDepth))
			return nil, nil
		}
		if last != nil {
			if table = r.inner(table, last); table == nil {
				return nil, nil
			}
		}
		last = key.Node()
	}
	return table, last
}

// inner returns the table under a name in another, a new one if it is not there yet. Of an array of tables it is the
// last one.
func (r *tomlReader) inner(table *node, name *unstable.Node) *node {
	key, offset := string(name.Data), int(name.Raw.Offset)
	e, ok := Value{node: table}.entry(key)
	if ok && e.val.kind() == sequence && len(e.val.node.items) > 0 {
		e.val = e.val.node.items[len(e.val.node.items)-1]
	}
	switch {
	case !ok:
		e = entry{key: key, pos: r.pos(offset), val: r.mapping(offset)}
		table.set(e)
	case !e.val.IsMap():
		r.broken(offset, fmt.Sprintf("%s is no table: it has a value in line %d", key, e.pos.Line))
		return nil
	}
	return e.val.node
}

// pair gives a table a key and its value. It returns false if reading cannot go on.
func (r *tomlReader) pair(table *node, n *unstable.Node, depth int) bool {
	parent, last := r.walk(table, n.Key())
	if parent == nil {
		return false
	}
	offset := int(last.Raw.Offset)
	val, ok := r.value(n.Value(), offset, depth)
	if !ok {
		return false
	}
	e := entry{key: string(last.Data), pos: r.pos(offset), val: val}
	if earlier, ok := (Value{node: parent}).entry(e.key); ok {
		r.problems = append(r.problems, diag.Diagnostic{
			Pos: e.pos, Severity: diag.Warning, Code: "toml-repeated-key",
			Message: fmt.Sprintf("%s is already said in line %d", e.key, earlier.pos.Line),
			Instead: "the last one counts",
		})
	}
	parent.set(e)
	return true
}

// value reads a value. The parser does not know where an array starts: it gets the place of its key.
func (r *tomlReader) value(n *unstable.Node, keyOffset, depth int) (v Value, ok bool) {
	if depth > maxTOMLDepth {
		r.broken(keyOffset, fmt.Sprintf("the TOML is nested deeper than %d levels", maxTOMLDepth))
		return Value{}, false
	}
	switch n.Kind {
	case unstable.Array:
		v = Value{r.pos(keyOffset), &node{kind: sequence, size: 1}}
		for items := n.Children(); items.Next(); {
			item, ok := r.value(items.Node(), keyOffset, depth+1)
			if !ok {
				return Value{}, false
			}
			v.node.items = append(v.node.items, item)
		}
	case unstable.InlineTable:
		v = r.mapping(int(n.Raw.Offset))
		for pairs := n.Children(); pairs.Next(); {
			if !r.pair(v.node, pairs.Node(), depth+1) {
				return Value{}, false
			}
		}
	default:
		v = Value{r.pos(int(n.Raw.Offset)), &node{kind: scalar, text: string(n.Data), size: 1}}
	}
	return v, true
}
