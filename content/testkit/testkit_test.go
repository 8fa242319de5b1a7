package testkit

import (
	"testing"
	"time"
)

func TestWaitingIsNotComputing(t *testing.T) {
	start := CPUTime(t)
	time.Sleep(50 * time.Millisecond)
	if used := CPUTime(t) - start; used > 25*time.Millisecond {
		t.Errorf("sleeping used %v", used)
	}
	for began := time.Now(); time.Since(began) < 50*time.Millisecond; {
	}
	if used := CPUTime(t) - start; used < 5*time.Millisecond {
		t.Errorf("50 ms of work used %v", used)
	}
}
