package pdf

import (
	"cmp"
	"slices"

	"coursepack/content"
)

// sortedRight returns the right sides of a matching in alphabetical order.
func sortedRight(m *content.Matching) [][]content.Inline {
	sides := slices.Clone(m.Extra)
	for _, p := range m.Pairs {
		sides = append(sides, p.Right)
	}
	return alphabetical(sides)
}

// alphabetical returns items in alphabetical order.
func alphabetical(items [][]content.Inline) [][]content.Inline {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b []content.Inline) int {
		return cmp.Compare(content.PlainText(a), content.PlainText(b))
	})
	return sorted
}
