package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content/diag"
)

// parse lets goldmark find the structure of the text.
func (d *document) parse() (root ast.Node) {
	defer func() {
		// goldmark is tested well, but what it is handed here comes from anywhere.
		if v := recover(); v != nil {
			if v != (refusal{}) {
				d.report(d.at(0), diag.Error, "markdown-broken", "the Markdown parser failed on this file", "nothing of it")
			}
			panic(refusal{})
		}
	}()
	d.forget()
	pc := parser.NewContext()
	if d.context != nil {
		for _, ref := range d.context.References() {
			pc.AddReference(ref)
		}
	} else {
		d.context = pc
		d.headingReferences(pc)
	}
	return d.parser.Parse(text.NewReader(d.src), parser.WithContext(pc))
}

// newParser returns what finds the structure of the texts that d is lent to.
func (d *document) newParser() parser.Parser {
	transformers := []util.PrioritizedValue{
		util.Prioritized(definitionTransformer{}, 100),
		util.Prioritized(alertTransformer{d}, 150),
		util.Prioritized(&tableTransformer{d}, 200),
		util.Prioritized(lineBlockTransformer{d}, 300),
	}
	if d.docsify {
		transformers = append(transformers, util.Prioritized(docsifyTransformer{}, 400))
	}
	return parser.NewParser(
		parser.WithBlockParsers(d.blockParsers()...),
		parser.WithInlineParsers(d.inlineParsers()...),
		parser.WithParagraphTransformers(transformers...),
	)
}

// blockParsers returns the parsers of blocks in the order in which they are asked.
//
// goldmark asks a parser only at the bytes that it names as its triggers: a block parser where a line starts with one, an
// inline parser where one stands. A construct with signs of its own costs nothing in texts without them. Parsers that are
// triggered by a space or a letter, or by nothing in particular, are asked at every word or line; see addressParser for
// a way around it. What has no trigger looks first whether its sign is in the text at all.
func (d *document) blockParsers() []util.PrioritizedValue {
	var parsers []parser.BlockParser
	if d.jsx {
		parsers = append(parsers, &esmParser{d}, &jsxParser{d, parser.NewParagraphParser()}, &expressionParser{d})
	}
	if d.shortcode != nil {
		parsers = append(parsers, &shortcodeParser{d: d})
	}
	if d.liascript {
		parsers = append(parsers, &liaQuizParser{})
	}
	parsers = append([]parser.BlockParser{quizElementParser{}}, parsers...)
	if d.definitions {
		parsers = append(parsers, &definitionParser{extension.NewDefinitionListParser(), d}, extension.NewDefinitionDescriptionParser())
	}
	if d.myst {
		parsers = append(parsers, &colonFenceParser{}, &mystLineParser{})
	}
	if d.d2lbook {
		parsers = append(parsers, &markLineParser{})
	}
	if d.python {
		parsers = append(parsers, autodocParser{})
	}
	if d.divs {
		parsers = append(parsers, &divParser{d: d}, &gridParser{}, &texBlockParser{d: d}, &fancyListParser{d})
	} else {
		parsers = append(parsers, &codeDirectiveParser{}, &directiveParser{})
	}
	if d.jsx {
		parsers = append(parsers, leafDirectiveParser{})
	}
	if d.besides {
		parsers = append(parsers, &blockAttributesParser{d: d})
	}
	if d.kramdown {
		parsers = append(parsers, &extensionParser{d: d})
	}
	if !d.jsx {
		parsers = append(parsers, &elementParser{d: d}, &markedBlockParser{}, &slashBlockParser{}, &abbreviationParser{d: d})
	}
	parsers = append(parsers,
		&mathParser{d: d},
		parser.NewSetextHeadingParser(),
		parser.NewThematicBreakParser(),
		&listParser{parser.NewListParser(), d},
		parser.NewListItemParser(),
	)
	if !d.jsx {
		// In MDX components are indented as code is elsewhere.
		parsers = append(parsers, parser.NewCodeBlockParser())
	}
	parsers = append(parsers,
		parser.NewATXHeadingParser(),
		&namedFenceParser{},
		&fenceParser{parser.NewFencedCodeBlockParser(), d},
		parser.NewBlockquoteParser(),
		&htmlParser{parser.NewHTMLBlockParser(), d},
		&noteParser{d},
		parser.NewParagraphParser(),
	)
	prioritized := make([]util.PrioritizedValue, len(parsers))
	for i, p := range parsers {
		prioritized[i] = util.Prioritized(blockParser{p, d}, 100*i)
	}
	return prioritized
}

// inlineParsers returns the parsers of inlines in the order in which they are asked.
func (d *document) inlineParsers() []util.PrioritizedValue {
	parsers := []parser.InlineParser{
		taskParser{extension.NewTaskCheckBoxParser()},
		parser.NewCodeSpanParser(),
		blankParser{d},
		&inlineMathParser{d},
		&bracketMathParser{d},
		&noteRefParser{d},
	}
	if d.shortcode != nil {
		parsers = append(parsers, &inlineShortcodeParser{d})
	}
	if d.liascript {
		parsers = append([]parser.InlineParser{liaInlineParser{}}, parsers...)
	}
	if d.myst {
		parsers = append(parsers, &roleParser{d})
	}
	if d.d2lbook {
		parsers = append(parsers, &colonRoleParser{})
	}
	if d.citations {
		parsers = append(parsers, &citationParser{d}, &texParser{d})
	}
	if d.python {
		parsers = append(parsers, keysParser{}, &pairParser{d})
	}
	if d.attributes {
		parsers = append(parsers, &spanParser{d})
	}
	if d.jsx {
		parsers = append(parsers, &inlineTagParser{d}, &inlineExpressionParser{d})
	} else {
		parsers = append(parsers, &attributeListParser{d})
	}
	parsers = append(parsers,
		&iconParser{d},
		&linkParser{InlineParser: parser.NewLinkParser(), d: d},
		parser.NewAutoLinkParser(),
		parser.NewRawHTMLParser(),
		&delimiterParser{InlineParser: parser.NewEmphasisParser(), d: d},
		&delimiterParser{InlineParser: extension.NewStrikethroughParser(), d: d},
		addressParser{extension.NewLinkifyParser()},
	)
	prioritized := make([]util.PrioritizedValue, len(parsers))
	for i, p := range parsers {
		prioritized[i] = util.Prioritized(p, 100*i)
	}
	return prioritized
}

// A taskParser finds checkboxes and leaves links alone whose text is an x.
type taskParser struct{ parser.InlineParser }

func (p taskParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, _ := reader.PeekLine()
	if len(line) > 3 && !util.IsSpace(line[3]) {
		return nil
	}
	return p.InlineParser.Parse(parent, reader, pc)
}

// A leaf is what most of our blocks have in common.
type leaf struct{}

func (leaf) Close(ast.Node, text.Reader, parser.Context) {}
func (leaf) CanInterruptParagraph() bool                 { return true }
func (leaf) CanAcceptIndentedLine() bool                 { return false }

// lineAt returns the rest of the line from its first character that is not a space, and the place of that character.
func lineAt(reader text.Reader, pc parser.Context) (line []byte, offset int) {
	peeked, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || at >= len(peeked) {
		return nil, 0
	}
	return peeked[at:], seg.Start + max(at-seg.Padding, 0)
}

// advanceTo moves a reader of blocks to a place further on, which may lie on another line.
func advanceTo(reader text.Reader, offset int) {
	_, seg := reader.Position()
	reader.PeekLine()
	reader.Advance(seg.Padding + offset - seg.Start)
}

// advanceInline moves a reader of inlines to a place further on.
func advanceInline(reader text.Reader, offset int) {
	for {
		line, seg := reader.PeekLine()
		if line == nil || offset <= seg.Start {
			return
		}
		if offset < seg.Stop {
			reader.Advance(offset - seg.Start)
			return
		}
		reader.AdvanceLine()
	}
}
