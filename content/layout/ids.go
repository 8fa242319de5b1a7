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
	shared := sharedTails{}
	for i, p := range paths {
		for segment := range strings.SplitSeq(p, "/") {
			names[i] = append(names[i], slug(withoutOrder(segment)))
		}
		shared.add(names[i])
	}
	ids := make([]string, len(paths))
	for i, segments := range names {
		n := 1
		if strings.Trim(segments[len(segments)-1], "0123456789-") == "" {
			n = 2
		}
		for n < len(segments) && shared.has(segments, n) {
			n++
		}
		ids[i] = tail(segments, n)
	}
	return numbered(ids, paths)
}

// sharedTails knows which ends of paths several different paths have.
type sharedTails map[tailOf]string // the path that ends so, "" if there are several

type tailOf struct {
	names int
	tail  string
}

func (s sharedTails) add(segments []string) {
	whole := strings.Join(segments, "/")
	for n := 1; n <= len(segments); n++ {
		key := tailOf{n, tail(segments, n)}
		if other, ok := s[key]; ok && other != whole {
			s[key] = ""
			continue
		}
		s[key] = whole
	}
}

// has reports whether another path ends with the last n names of segments.
func (s sharedTails) has(segments []string, n int) bool {
	return s[tailOf{n, tail(segments, n)}] == ""
}

func tail(segments []string, n int) string {
	return strings.Join(segments[max(len(segments)-n, 0):], "-")
}

// freeID returns id, or id-2, id-3 … if it is taken.
func freeID(id string, taken map[string]bool) string {
	free := id
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	return free
}

// numbered makes ids unique: of equal ones the first in the order of its path stays as it is.
func numbered(ids, paths []string) []string {
	order := make([]int, len(ids))
	taken := map[string]bool{}
	for i, id := range ids {
		order[i], taken[id] = i, true
	}
	slices.SortFunc(order, func(i, j int) int { return compareNatural(paths[i], paths[j]) })
	out, last := make([]string, len(ids)), map[string]int{}
	for _, i := range order {
		id := ids[i]
		last[id]++
		if last[id] > 1 {
			id = fmt.Sprintf("%s-%d", ids[i], last[id])
			for taken[id] {
				last[ids[i]]++
				id = fmt.Sprintf("%s-%d", ids[i], last[ids[i]])
			}
			taken[id] = true
		}
		out[i] = id
	}
	return out
}
