package markdown

import "coursepack/content/source"

// features are what a dialect reads otherwise than GitHub's Markdown. Whatever cannot be mistaken for text is read in
// every dialect: courses move from one generator to another, and their authors mix what they know.
type features struct {
	jsx    bool // components and expressions; indentation means nothing
	mdbook bool // programs may have lines that are not shown
}

func featuresOf(dialect source.Dialect) features {
	switch dialect {
	case source.MDX:
		return features{jsx: true}
	case source.MDBook:
		return features{mdbook: true}
	}
	return features{}
}
