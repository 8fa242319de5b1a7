package export

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// How much memory the garbage collector may let a run take, in bytes. What is needed all the same may be more.
const (
	littleRoom = 52 << 20
	wholeRoom  = 160 << 20 // where a format has the whole course laid out, all of which every collection looks at
)

// roomFor is the room of what the jobs write.
func roomFor(jobs []*writeJob) int {
	for _, j := range jobs {
		if j.format.Info().Whole || j.paged != nil {
			return wholeRoom
		}
	}
	return littleRoom
}

// collectByRoom has the garbage collector run seldom while less than room is in use, and often when it is more, until its
// result is called. Left to itself it lets the memory double: small courses spend a third of their time on it, and large
// ones take twice what they need.
func collectByRoom(room int) func() {
	before := debug.SetGCPercent(percentFor(live(), room))
	if before < 0 {
		debug.SetGCPercent(before) // somebody wants none
		return func() {}
	}
	var mu sync.Mutex
	done := false
	afterEachCollection(func() bool {
		mu.Lock()
		defer mu.Unlock()
		if !done {
			debug.SetGCPercent(percentFor(live(), room))
		}
		return !done
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done = true
		debug.SetGCPercent(before)
	}
}

// most and least are by how many percent the memory may grow between two collections.
const (
	most  = 400
	least = 40
)

// percentFor is by how much the memory may grow from what is in use.
func percentFor(live, room int) int {
	return min(max(100*(room-live)/max(live, 1), least), most)
}

// live is how much memory was in use at the last collection.
func live() int {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int(sample[0].Value.Uint64())
}

// afterEachCollection calls again, until it returns false, when the garbage collector finds what nobody refers to.
func afterEachCollection(again func() bool) {
	garbage := new([16]byte)
	runtime.AddCleanup(garbage, func(again func() bool) {
		if again() {
			afterEachCollection(again)
		}
	}, again)
}
