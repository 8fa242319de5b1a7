// Package testkit has what tests of several packages need. Nothing but tests imports it.
package testkit

import (
	"fmt"
	"syscall"
	"testing"
	"time"
)

// soon is how much time hostile input may take.
const soon = 5 * time.Second

// Soon fails the test if f computes for longer than hostile input may take. What other programs do in the meantime does not
// count: tests must not fail because a machine is busy.
func Soon(t testing.TB, f func(), what string, args ...any) {
	t.Helper()
	start := CPUTime(t)
	f()
	if took := CPUTime(t) - start; took > soon*Slowness {
		t.Errorf("%s took %v", fmt.Sprintf(what, args...), took)
	}
}

// CPUTime is what all threads of this process have used so far, the garbage collector's too.
func CPUTime(t testing.TB) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
