package practice

import (
	"fmt"
	"testing"
)

func TestKeysAreUnique(t *testing.T) {
	var ids []string
	for i := range 20_000 { // among so many, about a dozen pairs have the same hash
		ids = append(ids, fmt.Sprint("lesson/", i))
	}
	seen := map[string]bool{}
	for i, key := range Keys(ids) {
		if seen[key] || len(key) != 4 {
			t.Fatalf("%s has the key %s, as another id does", ids[i], key)
		}
		seen[key] = true
	}
}
