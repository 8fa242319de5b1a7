package speech

import (
	"strings"

	"coursepack/content/math"
)

// A Language holds the words that formulas are read with. Templates have $1, $2 where parts go, in any order. Two templates
// [short, long] are for simple parts and for others; the long one names the end. A pause is a comma, semicolon or colon.
//
// Maps are keyed by the characters of the tree. What a map lacks is read as it stands.
type Language struct {
	Letters                     map[string]string // names of letters that do not name themselves
	Capital                     string            // before a capital letter that could be taken for the small one
	Alphabets                   map[math.Variant]string
	Sets                        map[string]string // double-struck letters of sets of numbers
	Slashed                     string            // a letter that is struck out
	Accents                     map[rune]string
	AccentsBelow                map[rune]string // where the same mark means something else below
	Brace                       string          // part of a formula with a brace over or under it
	Accent                      string          // $1: letter, $2: mark
	LongAccent, LongAccentBelow string
	// AccentsBefore are templates for marks that are said before their letter.
	AccentsBefore map[rune]string

	// Signs are operations, relations and marks. Words in parentheses at the beginning make a sentence of a relation:
	// "(is) less than". They are left out in scripts and where nothing stands before the sign.
	Signs    map[string]string
	Prefixes map[string]string // signs before what they change
	Unique   string            // after "there exists"
	Not      string            // before a sign that is struck out
	Times    string            // between factors that would run into each other
	// Readings of signs that depend on where they stand.
	Given, SuchThat, Divides, Bar, DrawnFrom, Approaches, From, To, By, Cross string
	Bonds                                                                     map[string]string    // signs after chemical elements
	Fences                                                                    map[string][2]string // delimiters named at their place

	Words           map[string]string // abbreviations that are neither words nor spelled
	Functions       map[string]string // names that are no words
	The             string            // the article: names that begin with it need "of", and phrases "times"
	Of              string
	InverseFunction string
	Base            string // $1: logarithm, $2: base

	Large         map[string]string // large operators, and functions with limits
	Approach      map[string]string // templates for limits below that something goes to
	FromTo        string
	Over, UpTo    string // with one of the limits only
	Gradient      string
	NablaSigns    map[string]string // ∇⋅ and ∇×
	Derivatives   map[string][]string
	WithRespectTo string

	Fraction, Binomial, Pile [2]string
	Cardinals                []string             // names of numbers in Parts
	Parts                    map[string][2]string // by denominator: one and several
	AndParts                 string               // between a number and a fraction
	Root, LongRoot           string               // $1: which root, $2: body
	SquareRoot, NthRoot      string
	LongNthRoot              string
	Roots                    map[string]string // by index

	Sub, LongSub, Range            string
	Power, LongPower               string
	Superscript, LongSuperscript   string
	InBrackets                     map[string]string // superscripts in brackets, by the one that opens
	OneSided                       map[string]string // + and − at a number
	LeftSubscript, LeftSuperscript string            // before the atom
	All                            string            // before scripts of a phrase
	Primes                         map[string]string
	Powers                         map[string]string // exponents that are numbers
	Marks                          map[string]string // superscripts that are no exponents
	OrdinalEndings                 map[string]bool   // superscripts that end a number
	Inverse                        string

	Above, Below, Label, LongLabel string

	Absolute, Size, Determinant, Norm, Floor, Ceiling [2]string
	NamedNorm                                         [2]string // $1: body, $2: name
	LongNormName                                      string
	Set                                               [2]string
	FamilyOver, FamilyFromTo                          string // $1: member, then limits
	Bra, Ket, Quantity                                string
	Intervals                                         map[string][2]string // by delimiters
	EvaluatedAt, EvaluatedFrom                        string
	Crossed, LongCrossed, CanceledTo, Boxed           string

	Matrix, Array         MatrixWords
	Dimensions            string
	RowNumber, And, Blank string
	Line                  string
	Cases, If, EndCases   string
	Equation              string // the number of an equation
}

// MatrixWords are templates for matrices. $1 is the size, $2 what stands in it.
type MatrixWords struct {
	Plain, Long string
	Row, Column string
	Empty       string
}

// alphabet returns the template for letters of an alphabet.
func (l *Language) alphabet(v math.Variant) string {
	if template := l.Alphabets[v]; template != "" {
		return template
	}
	return "$1"
}

// functionName returns how the name of a function is read.
func (l *Language) functionName(text string) string {
	text = strings.ReplaceAll(text, "\u2009", " ")
	if plain, struck := strings.CutSuffix(text, stroke); struck {
		return l.Not + " " + l.functionName(plain)
	}
	if name := l.Functions[text]; name != "" {
		return name
	}
	return text
}

// fence returns the name of a delimiter that opens or closes.
func (l *Language) fence(sign string, opens bool) string {
	names, ok := l.Fences[sign]
	switch {
	case !ok && l.Signs[sign] != "":
		return l.Signs[sign]
	case !ok:
		return sign
	case opens:
		return names[0]
	}
	return names[1]
}
