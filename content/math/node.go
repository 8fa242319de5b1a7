package math

// A Node is a part of a formula. The set of nodes is closed: Row, Ident, Number, Operator, Func, Text, Space, Frac, Root,
// Scripts, UnderOver, Accent, Fenced, Table, Style, Box, Enclose, Ref and Error.
type Node interface {
	// Extent tells where in the TeX the node was written. What a macro of the author made has the extent of the call.
	Extent() Span
	node()
}

// A Span is a stretch of TeX: bytes from Start up to End.
type Span struct {
	Start, End int
}

// Extent returns s. It lets a node that embeds a Span say where it stands.
func (s Span) Extent() Span { return s }

// A Class says how much room stands around a node in a row (The TeXbook, chapter 18).
// A Bin that has nothing to join, as the minus of "-x", is an Ord by the time the tree is handed out.
type Class uint8

// TeX's classes of atoms.
const (
	Ord   Class = iota // a letter, a digit
	Op                 // a large operator or a named function
	Bin                // + and its like
	Rel                // = and its like
	Open               // ( and its like
	Close              // ) and its like
	Punct              // , and its like
	Inner              // a fraction, a fenced formula
)

// A Form says where an operator stands to what it works on.
type Form uint8

// The forms of MathML.
const (
	Infix Form = iota
	Prefix
	Postfix
)

// Limits says where the scripts of an operator go.
type Limits uint8

const (
	Beside  Limits = iota // right of the operator, as with ∫
	Movable               // above and below in display style, otherwise beside, as with ∑
	Stacked               // always above and below
)

// A Level is one of TeX's four styles.
type Level uint8

const (
	SameLevel Level = iota // as it comes from outside
	DisplayLevel
	TextLevel
	ScriptLevel
	ScriptScriptLevel
)

// Align is the place of something in a wider room.
type Align uint8

const (
	Center Align = iota
	Left
	Right
)

// Lengths are in em of the formula's font size.
type (
	// A Row is a sequence. Where a row stands in another one it is an atom of class Class, as {…} and \mathrel{…} are.
	Row struct {
		Span
		Items  []Node
		Class  Class
		Limits Limits // where the scripts of \mathop{…} go
	}

	// An Ident is a letter, or a word that \mathrm and its like set as one.
	Ident struct {
		Span
		Text    string // plain characters: "x", "α", "KL"; Styled has them in the variant
		Variant Variant
	}

	// A Number is a numeral: 12, 3.14, 1,000.
	Number struct {
		Span
		Text    string
		Variant Variant // Upright, unless an alphabet is asked for
	}

	// An Operator is a symbol that is not a letter: an operation, relation, bracket, arrow or mark.
	Operator struct {
		Span
		Text     string // a character as a rule; "mod" and "≰̸" show that it need not be
		Class    Class
		Form     Form
		Limits   Limits
		Large    bool // has a larger shape in display style: ∑
		Stretchy bool // grows to what stands beside it (\middle) or over and under it (\xrightarrow)
		Bold     bool
		Size     int // 1 to 4 for \big \Big \bigg \Bigg: 1.2, 1.8, 2.4, 3 em; 0 is the natural size
	}

	// A Func is a function with a name set upright: \log, \operatorname{rank}. Its class is Op.
	Func struct {
		Span
		Text   string // words are parted by a thin space, U+2009
		Limits Limits
	}

	// A Text is what \text{…} holds. White space at its ends counts.
	Text struct {
		Span
		Text    string
		Variant Variant // Upright, Bold, Italic, BoldItalic, SansSerif… or Mono
	}

	// A Space is empty room, or with Ink a bar of it (\rule).
	Space struct {
		Span
		Width, Height, Depth float64
		Ink                  bool
	}

	// A Frac is a fraction, or with Thickness 0 a pile; with Open and Close a binomial coefficient.
	Frac struct {
		Span
		Num, Den    Node
		Thickness   float64 // of the bar; negative: as the font has it
		Level       Level   // of the fraction as a whole
		Continued   bool    // \cfrac: numerator and denominator are not set smaller
		Align       Align   // of the numerator of \cfrac
		Open, Close string
	}

	// A Root is a square root, or with Index another one.
	Root struct {
		Span
		Body  Node
		Index Node // nil for the square root
	}

	// Scripts are small marks at the corners of Base. Absent ones are nil.
	Scripts struct {
		Span
		Base           Node // an empty Row if there is nothing
		Sub, Sup       Node
		PreSub, PreSup Node
	}

	// An UnderOver has something below and above Base: limits, \overset, labels of arrows and braces. Absent ones are nil.
	UnderOver struct {
		Span
		Base        Node
		Under, Over Node
		Movable     bool // beside Base, as Scripts are, unless the style is display
	}

	// An Accent is a mark over or under Base.
	Accent struct {
		Span
		Base     Node
		Mark     rune // the combining character or, for braces and brackets, the character for one over or under a formula
		Under    bool
		Stretchy bool // as wide as Base
		Limits   Limits
	}

	// A Fenced is a formula between delimiters that grow with it: \left( … \middle| … \right).
	Fenced struct {
		Span
		Open, Close string // "" for \left.
		Parts       []*Row
		Middles     []*Operator // between the parts
	}

	// A Table is an alignment, a matrix or lines of a formula. Delimiters are those of a Fenced around it.
	Table struct {
		Span
		Env      string // the environment's name without its star; "" for lines that stand in none
		Columns  []Column
		Rows     []TableRow
		Level    Level     // of the cells
		RowGap   float64   // between rows beside the usual distance
		EndGap   float64   // after the last column
		EndLines LineStyle // after the last column
		Below    []RowLine // after the last row
	}

	// A Column of a table.
	Column struct {
		Align Align
		Gap   float64   // before the column
		Lines LineStyle // in the gap
	}

	// A TableRow is one row.
	TableRow struct {
		Span
		Cells     []Cell
		Above     []RowLine
		Gap       float64 // added below by \\[…]
		Numbering Numbering
	}

	// A Cell of a table. An empty one has a Body without items.
	Cell struct {
		Span
		Body    *Row
		Columns int    // how many columns it takes; 0 is 1
		Align   *Align // nil: as the column
	}

	// A RowLine is a rule between rows.
	RowLine struct {
		Style    LineStyle
		From, To int // the columns it spans, from 1; 0, 0 is all
	}

	// A Style changes how its body looks. It is no atom: the items of Body are spaced as if they stood in the row around it.
	Style struct {
		Span
		Level Level
		Color string  // "#rrggbb", or "" for no change
		Scale float64 // of the font size; 0 is no change
		Body  *Row
	}

	// A Box shows Body as something smaller, larger or invisible: \phantom, \smash, \mathrlap, \raisebox.
	Box struct {
		Span
		Body     Node
		Hidden   bool
		NoWidth  bool // takes no width; Align says which way Body sticks out
		NoHeight bool
		NoDepth  bool
		Align    Align // Left: to the right of its place (\rlap), Right: to its left (\llap)
		Raise    float64
	}

	// An Enclose draws lines around or through Body.
	Enclose struct {
		Span
		Body       Node
		Notation   Notation
		Background string // "#rrggbb" or ""
		Color      string // of the lines; "" is that of the text
	}

	// A Ref points to a numbered equation. Resolving puts in the number.
	Ref struct {
		Span
		Label  string
		Parens bool // \eqref
		Number string
	}

	// An Error is TeX that was not understood. It is shown as it was written; a problem tells about it.
	Error struct {
		Span
		Source string
	}
)

// Numbering says how an equation gets its number.
type Numbering struct {
	Auto   bool   // the next number of the course, unless there is a Tag
	Tag    *Row   // what \tag gives instead; nil if there is none
	Bare   bool   // the tag stands without parentheses
	Label  string // for \ref
	Number string // set when the course is resolved
}

// IsZero reports whether the equation has neither number nor name.
func (n Numbering) IsZero() bool { return !n.Auto && n.Tag == nil && n.Label == "" }

// A LineStyle is how a rule is drawn.
type LineStyle uint8

const (
	NoLine LineStyle = iota
	Solid
	Double
	Dashed
)

// Notation is a set of lines.
type Notation uint8

const (
	BoxAround Notation = 1 << iota
	UpDiagonal
	DownDiagonal
	Strike
	UpArrow // an arrow along the rising diagonal
	ActuarialAngle
	PhasorAngle
)

func (*Row) node()       {}
func (*Ident) node()     {}
func (*Number) node()    {}
func (*Operator) node()  {}
func (*Func) node()      {}
func (*Text) node()      {}
func (*Space) node()     {}
func (*Frac) node()      {}
func (*Root) node()      {}
func (*Scripts) node()   {}
func (*UnderOver) node() {}
func (*Accent) node()    {}
func (*Fenced) node()    {}
func (*Table) node()     {}
func (*Style) node()     {}
func (*Box) node()       {}
func (*Enclose) node()   {}
func (*Ref) node()       {}
func (*Error) node()     {}
