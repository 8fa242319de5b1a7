package layout

import (
	"fmt"
	"slices"
	"strings"
)

// uniqueIDs returns an id for each path: the slug of its last name without an ordering prefix, with as many of the
// folders above as it takes to tell it from the others. A name that is only a number gets its folder in any case.
//
// So an id does not depend on the order of the course, and a new lesson changes the id of another only if both have the
// same name. Where whole paths are the same but for their prefixes, the second and later in the order of the paths get a
// number.
func uniqueIDs(paths []string) []string {
	names := make([][]string, len(paths))
	for i, p := range paths {
		for segment := range strings.SplitSeq(p, "/") {
			names[i] = append(names[i], slug(withoutOrder(segment)))
		}
	}
	ids := make([]string, len(paths))
	for i, segments := range names {
		n := 1
		if strings.Trim(segments[len(segments)-1], "0123456789-") == "" {
			n = 2
		}
		for n < len(segments) && sharedTail(names, segments, n) {
			n++
		}
		ids[i] = tail(segments, n)
	}
	return numbered(ids, paths)
}

// sharedTail reports whether another path than segments ends with the same n names.
func sharedTail(all [][]string, segments []string, n int) bool {
	return slices.ContainsFunc(all, func(other []string) bool {
		return tail(other, n) == tail(segments, n) && !slices.Equal(other, segments)
	})
}

func tail(segments []string, n int) string {
	return strings.Join(segments[max(len(segments)-n, 0):], "-")
}

// numbered makes ids unique: of equal ones the first in the order of its path stays as it is.
func numbered(ids, paths []string) []string {
	order := make([]int, len(ids))
	taken := map[string]bool{}
	for i, id := range ids {
		order[i], taken[id] = i, true
	}
	slices.SortFunc(order, func(i, j int) int { return compareNatural(paths[i], paths[j]) })
	out, seen := make([]string, len(ids)), map[string]bool{}
	for _, i := range order {
		id := ids[i]
		for n := 2; seen[id] || id != ids[i] && taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", ids[i], n)
		}
		out[i], seen[id] = id, true
	}
	return out
}
