package source

import (
	"math"
	"strconv"
	"strings"

	"coursepack/content"
)

// Terms reads what an author writes about a task: how many points it counts and when it is due, "" for what is not said.
// problem is what cannot be read, and is left out of the terms.
func Terms(points, due string) (t content.Terms, problem string) {
	if points != "" {
		n, err := strconv.ParseFloat(points, 64)
		if err != nil || n < 0 || n > 1e6 || math.IsNaN(n) {
			problem = strconv.Quote(points) + " is no number of points"
		} else {
			t.Points = n
		}
	}
	if due != "" {
		at, ok := ParseTime(due)
		if !ok {
			problem = strings.TrimPrefix(problem+", ", ", ") + strconv.Quote(due) + " is no date"
		}
		t.Due = at
	}
	return t, problem
}
