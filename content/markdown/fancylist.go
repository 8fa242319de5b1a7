package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindFancyItem = ast.NewNodeKind("FancyItem")

// A fancyItem is an item of a list that is numbered in another way than with 1. and 1): a., (i), #., and (@) of a list of
// examples, which are counted through the text. Items that follow one another become a list later.
// https://pandoc.org/MANUAL.html#extension-fancy_lists
// https://pandoc.org/MANUAL.html#extension-example_lists
type fancyItem struct {
	ast.BaseBlock
	numbers content.NumberStyle
	number  int
	marks   string // around the number
	indent  int
}

func (n *fancyItem) Kind() ast.NodeKind { return kindFancyItem }
func (n *fancyItem) Dump([]byte, int)   {}

type fancyListParser struct{ d *document }

func (*fancyListParser) Trigger() []byte             { return nil }
func (*fancyListParser) CanInterruptParagraph() bool { return true }
func (*fancyListParser) CanAcceptIndentedLine() bool { return false }

func (*fancyListParser) Close(ast.Node, text.Reader, parser.Context) {}

// A letter in capitals with a full stop may be somebody's first name: it takes two spaces to make it a number.
var fancyMark = lazyregexp.New(`^(\()?(?:(#)|@([\w-]*)|([ivxlcdm]+|[a-z])|([IVXLCDM]+|[A-Z])|(\d{1,9}))([.)])([ \t]+)\S`)

func (p *fancyListParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	if i := bytes.IndexAny(line, " \t.)"); i < 0 || line[i] == ' ' || line[i] == '\t' {
		return nil, parser.NoChildren
	}
	m := fancyMark.FindSubmatch(line)
	if m == nil || len(m[5]) > 0 && string(m[7]) == "." && string(m[8]) == " " || len(m[6]) > 0 && len(m[1]) == 0 {
		return nil, parser.NoChildren
	}
	if len(m[1]) > 0 && string(m[7]) != ")" {
		return nil, parser.NoChildren
	}
	n := &fancyItem{marks: string(m[1]) + string(m[7]), indent: pc.BlockIndent() + len(m[0]) - 1}
	before, _ := parent.LastChild().(*fancyItem)
	open := pc.LastOpenedBlock().Node
	if ast.IsParagraph(open) {
		if before, _ = open.Parent().(*fancyItem); before == nil {
			return nil, parser.NoChildren // a line of a paragraph
		}
	}
	p.number(n, m, before)
	advanceTo(reader, start+len(m[0])-1)
	return n, parser.HasChildren
}

// number reads what stands between the marks of an item. Letters may be Roman numbers; what goes on with the item before
// is what it is.
func (p *fancyListParser) number(n *fancyItem, m [][]byte, before *fancyItem) {
	switch lower, upper := string(m[4]), string(m[5]); {
	case len(m[2]) > 0:
		n.number = 1
		if before != nil && before.numbers == content.Decimal && before.marks == n.marks {
			n.number = before.number + 1
		}
	case lower == "" && upper == "" && len(m[6]) == 0:
		p.d.exampleCount++
		n.number, n.marks = p.d.exampleCount, "(@)"
		if label := string(m[3]); label != "" {
			p.d.examples[label] = n.number
		}
	case len(m[6]) > 0:
		n.number, _ = strconv.Atoi(string(m[6]))
	default:
		n.numbers, n.number = letterOrRoman(lower+upper, before)
	}
}

func letterOrRoman(s string, before *fancyItem) (content.NumberStyle, int) {
	letters, romans := content.LowerLetters, content.LowerRoman
	lower := strings.ToLower(s)
	if s != lower {
		letters, romans = content.UpperLetters, content.UpperRoman
	}
	letter := int(lower[0]-'a') + 1
	isLetters := len(s) == 1 && lower != "i"
	if before != nil && len(s) == 1 {
		isLetters = before.numbers == letters && before.number+1 == letter
		if before.numbers != letters && before.numbers != romans {
			isLetters = lower != "i"
		}
	}
	if isLetters {
		return letters, letter
	}
	return romans, romanNumber(lower)
}

// romanNumber returns the value of a Roman number in small letters.
func romanNumber(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}
	sum := 0
	for i := range len(s) {
		if v := values[s[i]]; i+1 < len(s) && v < values[s[i+1]] {
			sum -= v
		} else {
			sum += v
		}
	}
	return sum
}

func (p *fancyListParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*fancyItem)
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), n.indent)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// A numbered is an item on its way to the list that it is part of.
type numbered struct {
	*content.Item
	of *fancyItem
}

func (d *document) fancyItem(n *fancyItem) {
	d.container(n, func(d *document, f *frame) []content.Node {
		return []content.Node{&numbered{&content.Item{Pos: f.Pos, Blocks: d.blocks(f.nodes)}, n}}
	})
}

// withLists makes lists of numbered items that follow one another.
func withLists(nodes []content.Node) []content.Node {
	var out []content.Node
	var list *content.List
	var last *fancyItem
	for _, node := range nodes {
		n, ok := node.(*numbered)
		if !ok {
			out, list = append(out, node), nil
			continue
		}
		if list == nil || last.numbers != n.of.numbers || last.marks != n.of.marks {
			list = &content.List{Pos: n.Pos, Ordered: true, Numbers: n.of.numbers, Start: n.of.number, Tight: true}
			out = append(out, list)
		}
		list.Items = append(list.Items, n.Item)
		list.Tight = list.Tight && (len(n.Blocks) < 2 || !isParagraph(n.Blocks[1])) && !(len(list.Items) > 1 && n.of.HasBlankPreviousLines())
		last = n.of
	}
	return out
}
