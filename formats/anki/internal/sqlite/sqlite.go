// Package sqlite writes database files of SQLite: tables and their indexes, filled once. It reads none and knows no SQL.
//
// The libraries for SQLite that need no C are some eight megabytes of machine-made code, more than the rest of this program;
// the file format is small, and its makers promise to keep it: https://www.sqlite.org/fileformat2.html
package sqlite

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

// A Table has rows in the order of their ids. The column that is the rowid holds nil.
type Table struct {
	Name    string
	SQL     string // CREATE TABLE …
	Rows    []Row
	Indexes []Index
}

// A Row is an int64, a float64, a string or nil for each column.
type Row struct {
	ID     int64
	Values []any
}

// An Index orders the rows of a table by integers.
type Index struct {
	Name    string
	SQL     string // CREATE INDEX …
	Columns []int
}

// pageSize is that of every page, in bytes. None of a page is reserved.
const pageSize = 4096

// The kinds of pages of a b-tree (section 1.6).
const (
	indexInner = 0x02
	tableInner = 0x05
	indexLeaf  = 0x0a
	tableLeaf  = 0x0d
)

// File returns the file that has the tables.
func File(tables []Table) []byte {
	w := &writer{pages: make([][]byte, 1)}
	var schema []Row
	add := func(kind, name, table, sql string, root int) {
		schema = append(schema, Row{int64(len(schema) + 1), []any{kind, name, table, int64(root), sql}})
	}
	for _, t := range tables {
		add("table", t.Name, t.Name, t.SQL, w.table(t.Rows))
		for _, i := range t.Indexes {
			add("index", i.Name, t.Name, i.SQL, w.index(t.Rows, i.Columns))
		}
	}
	root := w.tree(w.tableCells(schema), tableLeaf, tableInner, headerSize)
	w.pages[0] = w.page(root, headerSize)
	w.header()
	return slices.Concat(w.pages...)
}

type writer struct{ pages [][]byte }

// headerSize is how much of the first page the header of the file takes.
const headerSize = 100

// header writes the header of the file (section 1.3).
func (w *writer) header() {
	h := w.pages[0]
	copy(h, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(h[16:], pageSize)
	copy(h[18:], []byte{1, 1, 0, 64, 32, 32}) // a rollback journal; fractions of pages that are fixed
	binary.BigEndian.PutUint32(h[24:], 1)     // change counter
	binary.BigEndian.PutUint32(h[28:], uint32(len(w.pages)))
	binary.BigEndian.PutUint32(h[40:], 1) // schema cookie
	binary.BigEndian.PutUint32(h[44:], 4) // schema format
	binary.BigEndian.PutUint32(h[56:], 1) // UTF-8
	binary.BigEndian.PutUint32(h[92:], 1) // the change counter for which the next number is valid
	binary.BigEndian.PutUint32(h[96:], 3_040_000)
}

// add adds a page and returns its number, from 1.
func (w *writer) add(page []byte) int {
	w.pages = append(w.pages, page)
	return len(w.pages)
}

// A cell is an entry of a page of a b-tree.
type cell struct {
	key  int64  // of a table
	data []byte // as a leaf has it
}

// A node is a page that is not written yet.
type node struct {
	kind  byte
	cells [][]byte
	right int   // the page of what is after the last cell, of inner pages
	key   int64 // of the last row in it, of tables
}

func (n *node) size() int {
	size := 12
	for _, c := range n.cells {
		size += len(c) + 2
	}
	return size
}

func (w *writer) table(rows []Row) int {
	return w.add(w.page(w.tree(w.tableCells(rows), tableLeaf, tableInner, 0), 0))
}

func (w *writer) index(rows []Row, columns []int) int {
	sorted := slices.Clone(rows)
	slices.SortFunc(sorted, func(a, b Row) int {
		for _, c := range columns {
			if order := cmp.Compare(a.Values[c].(int64), b.Values[c].(int64)); order != 0 {
				return order
			}
		}
		return cmp.Compare(a.ID, b.ID)
	})
	cells := make([]cell, len(sorted))
	for i, row := range sorted {
		var values []any
		for _, c := range columns {
			values = append(values, row.Values[c])
		}
		data := record(append(values, row.ID))
		cells[i].data = append(varint(nil, uint64(len(data))), data...)
	}
	return w.add(w.page(w.tree(cells, indexLeaf, indexInner, 0), 0))
}

// tableCells are the cells of the leaves of a table.
func (w *writer) tableCells(rows []Row) []cell {
	cells := make([]cell, len(rows))
	for i, row := range rows {
		data := record(row.Values)
		c := varint(varint(nil, uint64(len(data))), uint64(row.ID))
		cells[i] = cell{row.ID, append(c, w.overflowing(data)...)}
	}
	return cells
}

// overflowing returns what a leaf of a table has of a record, and puts the rest on pages of its own (section 1.5).
func (w *writer) overflowing(data []byte) []byte {
	const most = pageSize - 35
	if len(data) <= most {
		return data
	}
	const least, perPage = (pageSize-12)*32/255 - 23, pageSize - 4
	local := least + (len(data)-least)%perPage
	if local > most {
		local = least
	}
	rest, next := data[local:], 0
	chunks := slices.Collect(slices.Chunk(rest, perPage))
	for _, chunk := range slices.Backward(chunks) {
		page := make([]byte, pageSize)
		binary.BigEndian.PutUint32(page, uint32(next))
		copy(page[4:], chunk)
		next = w.add(page)
	}
	return binary.BigEndian.AppendUint32(slices.Clone(data[:local]), uint32(next))
}

// tree writes the pages of a b-tree but its root, which has to leave room, and returns that.
func (w *writer) tree(cells []cell, leaf, inner byte, room int) *node {
	level := w.leaves(cells, leaf)
	for len(level.nodes) > 1 || level.nodes[0].size() > pageSize-room {
		level = w.above(level, inner)
	}
	return level.nodes[0]
}

// A level is the nodes of a b-tree at one height. In an index, a divider stands between any two.
type level struct {
	nodes    []*node
	dividers [][]byte
}

func (w *writer) leaves(cells []cell, kind byte) level {
	l := level{nodes: []*node{{kind: kind}}}
	for i, c := range cells {
		n := l.nodes[len(l.nodes)-1]
		full := n.size()+len(c.data)+2 > pageSize-headerSize && len(n.cells) > 0
		switch {
		case full && kind == indexLeaf && i+1 < len(cells):
			l.dividers = append(l.dividers, c.data)
			l.nodes = append(l.nodes, &node{kind: kind})
			continue
		case full && kind == indexLeaf: // a page must not be empty
			last := len(n.cells) - 1
			l.dividers = append(l.dividers, n.cells[last])
			n.cells = n.cells[:last]
			n = &node{kind: kind}
			l.nodes = append(l.nodes, n)
		case full:
			n = &node{kind: kind}
			l.nodes = append(l.nodes, n)
		}
		n.cells, n.key = append(n.cells, c.data), c.key
	}
	return l
}

// above writes the nodes of a level and returns the level over it.
func (w *writer) above(below level, kind byte) level {
	l := level{nodes: []*node{{kind: kind}}}
	for i, child := range below.nodes {
		page := w.add(w.page(child, 0))
		n := l.nodes[len(l.nodes)-1]
		n.right, n.key = page, child.key
		if i+1 == len(below.nodes) {
			break
		}
		c := binary.BigEndian.AppendUint32(nil, uint32(page))
		if kind == indexInner {
			c = append(c, below.dividers[i]...)
		} else {
			c = varint(c, uint64(child.key))
		}
		if n.size()+len(c)+2 > pageSize-headerSize && i+2 < len(below.nodes) {
			if kind == indexInner {
				l.dividers = append(l.dividers, below.dividers[i])
			}
			l.nodes = append(l.nodes, &node{kind: kind})
			continue
		}
		n.cells = append(n.cells, c)
	}
	return l
}

// page returns a node as a page, whose first bytes are left free (section 1.6).
func (w *writer) page(n *node, free int) []byte {
	page := make([]byte, pageSize)
	head := page[free:]
	head[0] = n.kind
	binary.BigEndian.PutUint16(head[3:], uint16(len(n.cells)))
	at := 8
	if n.kind == tableInner || n.kind == indexInner {
		binary.BigEndian.PutUint32(head[8:], uint32(n.right))
		at = 12
	}
	end := pageSize
	for i, c := range n.cells {
		end -= len(c)
		copy(page[end:], c)
		binary.BigEndian.PutUint16(head[at+2*i:], uint16(end))
	}
	binary.BigEndian.PutUint16(head[5:], uint16(end))
	return page
}

// record returns values as a record (section 2.1).
func record(values []any) []byte {
	var types, body []byte
	for _, v := range values {
		switch v := v.(type) {
		case nil:
			types = append(types, 0)
		case int64:
			types, body = appendInt(types, body, v)
		case float64:
			types = append(types, 7)
			body = binary.BigEndian.AppendUint64(body, math.Float64bits(v))
		case string:
			v = strings.ToValidUTF8(v, "\uFFFD")
			types = varint(types, uint64(13+2*len(v)))
			body = append(body, v...)
		default:
			panic("sqlite: no type for a value")
		}
	}
	size := len(types) + 1
	if size > 127 {
		size++
	}
	return slices.Concat(varint(nil, uint64(size)), types, body)
}

// appendInt adds an integer in as few bytes as it needs.
func appendInt(types, body []byte, v int64) ([]byte, []byte) {
	for i, size := range []int{1, 2, 3, 4, 6, 8} {
		bits := uint(8*size - 1)
		if v < -1<<bits || v > 1<<bits-1 {
			continue
		}
		for s := size - 1; s >= 0; s-- {
			body = append(body, byte(v>>(8*s)))
		}
		return append(types, byte(i+1)), body
	}
	panic("unreachable")
}

// varint adds a number in one to nine bytes of seven bits, the first ones first; the ninth has eight.
func varint(b []byte, v uint64) []byte {
	if v>>56 != 0 {
		for shift := 57; shift >= 8; shift -= 7 {
			b = append(b, byte(v>>shift)|0x80)
		}
		return append(b, byte(v))
	}
	for shift := 49; shift > 0; shift -= 7 {
		if v>>shift != 0 {
			b = append(b, byte(v>>shift)|0x80)
		}
	}
	return append(b, byte(v)&0x7f)
}
