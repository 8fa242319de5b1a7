package export

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"coursepack/content"
)

func TestCollectorRunsMoreOftenWhereMuchIsInUse(t *testing.T) {
	for _, test := range []struct{ megabytes, room, percent int }{
		{0, 52, 400}, {10, 52, 400}, {13, 52, 300}, {26, 52, 100}, {36, 52, 44}, {50, 52, 40}, {1000, 52, 40}, {50, 160, 220},
	} {
		if got := percentFor(test.megabytes<<20, test.room<<20); got != test.percent {
			t.Errorf("with %d of %d MB in use it lets memory grow by %d %%, want %d", test.megabytes, test.room, got, test.percent)
		}
	}
}

func TestRoomIsThatOfTheFormats(t *testing.T) {
	c := &content.Course{ID: "c"}
	for names, want := range map[string]int{"epub": littleRoom, "epub,pdf": wholeRoom, "scorm12,imscc": littleRoom} {
		wanted, err := findFormats(strings.Split(names, ","))
		if err != nil {
			t.Fatal(err)
		}
		var jobs []*writeJob
		for _, f := range wanted {
			jobs = append(jobs, newJob(f, &Reading{Course: c, Settings: &Settings{}}, c))
		}
		if got := roomFor(jobs); got != want {
			t.Errorf("%s: %d MB, want %d", names, got>>20, want>>20)
		}
	}
}

func TestCollectorIsLeftAsItWas(t *testing.T) {
	before := debug.SetGCPercent(123)
	defer debug.SetGCPercent(before)
	restore := collectByRoom(littleRoom)
	runtime.GC()
	restore()
	runtime.GC()
	time.Sleep(10 * time.Millisecond) // whatever still runs after a collection
	if got := debug.SetGCPercent(123); got != 123 {
		t.Errorf("it is left at %d %%", got)
	}
}
