//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreFileSizeSignal lets a write beyond the process's file size limit fail with an error instead of ending the
// process, which would leave a temporary file behind.
func ignoreFileSizeSignal() { signal.Ignore(syscall.SIGXFSZ) }
