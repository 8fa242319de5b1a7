package highlight

import "github.com/alecthomas/chroma/v2"

// A Kind says what a run is in its language.
type Kind uint8

// The kinds.
const (
	Plain    Kind = iota
	Keyword       // a word of the language, the name of an element
	Type          // a type, class or module
	Function      // what is called or defined; a command
	Variable      // what stands for a value, an attribute, a property
	Constant      // a number or a name with a fixed value
	String
	Comment
	Operator
	Inserted // of a comparison of texts
	Deleted
	Heading
	Emph
	Strong
	Prompt // of a terminal
	Output // of a terminal
)

var kindNames = [...]string{
	"", "keyword", "type", "function", "variable", "constant", "string", "comment", "operator", "inserted", "deleted", "heading",
	"emph", "strong", "prompt", "output",
}

// String names a kind in a word that may serve as a class; Plain has none.
func (k Kind) String() string { return kindNames[k] }

// kindOf maps chroma's many types to kinds: a type by itself, else its group, else its class.
func kindOf(t chroma.TokenType) Kind {
	for _, t := range []chroma.TokenType{t, t / 100 * 100, t / 1000 * 1000} {
		if kind, ok := kinds[t]; ok {
			return kind
		}
	}
	return Plain
}

var kinds = map[chroma.TokenType]Kind{
	chroma.Keyword: Keyword, chroma.KeywordType: Type, chroma.KeywordConstant: Constant,

	chroma.Name: Plain, chroma.NameTag: Keyword, chroma.NameClass: Type, chroma.NameException: Type, chroma.NameNamespace: Type,
	chroma.NameBuiltin: Function, chroma.NameBuiltinPseudo: Variable, chroma.NameFunction: Function, chroma.NameDecorator: Function,
	chroma.NameVariable: Variable, chroma.NameAttribute: Variable, chroma.NameProperty: Variable,
	chroma.NameConstant: Constant, chroma.NameEntity: Constant,

	chroma.LiteralString: String, chroma.LiteralNumber: Constant, chroma.Literal: Constant,
	chroma.Operator: Operator, chroma.OperatorWord: Keyword,
	chroma.Comment: Comment, chroma.CommentPreproc: Keyword,

	chroma.GenericInserted: Inserted, chroma.GenericDeleted: Deleted, chroma.GenericHeading: Heading, chroma.GenericSubheading: Heading,
	chroma.GenericEmph: Emph, chroma.GenericStrong: Strong, chroma.GenericPrompt: Prompt, chroma.GenericOutput: Output,
	chroma.GenericTraceback: Output, chroma.GenericError: Output,
}
