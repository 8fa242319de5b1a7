package export

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestCollectorRunsMoreOftenWhereMuchIsInUse(t *testing.T) {
	for _, test := range []struct{ megabytes, percent int }{
		{0, 400}, {10, 400}, {13, 300}, {26, 100}, {36, 44}, {50, 40}, {1000, 40},
	} {
		if got := percentFor(test.megabytes << 20); got != test.percent {
			t.Errorf("with %d MB in use it lets memory grow by %d %%, want %d", test.megabytes, got, test.percent)
		}
	}
}

func TestCollectorIsLeftAsItWas(t *testing.T) {
	before := debug.SetGCPercent(123)
	defer debug.SetGCPercent(before)
	restore := collectByRoom()
	runtime.GC()
	restore()
	runtime.GC()
	time.Sleep(10 * time.Millisecond) // whatever still runs after a collection
	if got := debug.SetGCPercent(123); got != 123 {
		t.Errorf("it is left at %d %%", got)
	}
}
