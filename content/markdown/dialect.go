package markdown

import "coursepack/content/source"

// features are what a dialect reads otherwise than GitHub's Markdown. Whatever cannot be mistaken for text is read in
// every dialect: courses move from one generator to another, and their authors mix what they know.
type features struct {
	myst       bool // directives, roles and labels
	d2lbook    bool // roles as reStructuredText writes them, and lines of them below what they are about
	kramdown   bool // HTML up to its closing tag, and a caret that ends a block
	besides    bool // {: .class} on a line of its own belongs to the block beside it
	python     bool // what PyMdown Extensions and the theme Material add in the line
	mdbook     bool // programs may have lines that are not shown
	jsx        bool // components and expressions; indentation means nothing
	liascript  bool // quizzes in brackets, media with ? and !?, notes in their places
	docsify    bool // paragraphs that start with !> and ?>, and options in the titles of links and images
	components bool // elements that HTML does not know are components, whose attributes may hold text
	divs       bool // Pandoc's fenced divs, in place of :::name[title]
	attributes bool // {#id .class} behind links, images and code, and spans in brackets
	cells      bool // code in braces is run by the site, or has attributes
	figures    bool // an image alone in its paragraph is a figure
	captions   bool // a paragraph that starts with a colon is the caption of the table beside it
	lines      bool // bars before lines keep them apart
	citations  bool // @key cites a work or refers to a figure
	spacedMath bool // formulas may have spaces inside of their dollars
	scripts    bool // ~text~ is lowered, ^text^ raised

	identifiers bool // ids of headings keep their full stops, and nothing before the first letter

	shortcode *shortcodeSyntax // the template language whose tags are read with the Markdown, nil if none is

	definitions bool // a colon before what is said of the term on the line above
	typography  bool // straight quotation marks become curly, -- and ... what they stand for
}

func featuresOf(dialect source.Dialect) features {
	switch dialect {
	case source.MDX:
		return features{jsx: true, components: true}
	case source.VitePress:
		return features{components: true, attributes: true}
	case source.Docsify:
		return features{docsify: true}
	case source.GitBook:
		return features{shortcode: gitBookShortcodes()}
	case source.Hugo:
		return features{shortcode: hugoShortcodes(), definitions: true, typography: true}
	case source.Kramdown:
		return features{kramdown: true, besides: true, definitions: true, typography: true}
	case source.LiaScript:
		return features{liascript: true, spacedMath: true}
	case source.MDBook:
		return features{mdbook: true}
	case source.MyST:
		return features{myst: true, attributes: true, definitions: true, spacedMath: true}
	case source.Notebook: // of its cells
		return features{spacedMath: true}
	case source.D2LBook:
		return features{d2lbook: true, attributes: true, cells: true, figures: true, captions: true, typography: true}
	case source.PythonMarkdown:
		return features{python: true, attributes: true, scripts: true, definitions: true}
	case source.Pandoc:
		return features{
			divs: true, attributes: true, cells: true, figures: true, captions: true, lines: true, citations: true,
			scripts: true, identifiers: true,
			besides:     true, // Pandoc has no such lines, but lessons of The Carpentries kept some
			definitions: true, typography: true,
		}
	}
	return features{}
}
