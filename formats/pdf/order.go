package pdf

import (
	"cmp"
	"slices"

	"coursepack/content"
)

// sortedRight returns pairs in the alphabetical order of their right sides.
func sortedRight(m *content.Matching) []*content.Pair {
	sorted := slices.Clone(m.Pairs)
	slices.SortStableFunc(sorted, func(a, b *content.Pair) int {
		return cmp.Compare(content.PlainText(a.Right), content.PlainText(b.Right))
	})
	return sorted
}

// sortedItems returns the items of an ordering in alphabetical order.
func sortedItems(o *content.Ordering) [][]content.Inline {
	sorted := slices.Clone(o.Items)
	slices.SortStableFunc(sorted, func(a, b []content.Inline) int {
		return cmp.Compare(content.PlainText(a), content.PlainText(b))
	})
	return sorted
}
