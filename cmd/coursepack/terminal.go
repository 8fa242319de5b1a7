package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"coursepack/content/diag"
	"coursepack/export"
)

// A terminal is the command's one voice. Results go to standard output; whatever is said about the source or the run
// goes to standard error, so that a pipe carries results alone.
type terminal struct {
	stdout, stderr io.Writer
	isTerminal     bool // standard error is a screen that somebody watches

	mu      sync.Mutex
	pending bool // a progress line stands on the screen
}

func newTerminal(stdout, stderr io.Writer) *terminal {
	t := &terminal{stdout: stdout, stderr: stderr}
	if f, ok := stderr.(*os.File); ok {
		t.isTerminal = term.IsTerminal(int(f.Fd()))
	}
	return t
}

func (t *terminal) printf(format string, args ...any) {
	t.clearProgress()
	fmt.Fprintf(t.stdout, format, args...)
}

func (t *terminal) errorf(format string, args ...any) {
	t.clearProgress()
	fmt.Fprintf(t.stderr, "coursepack: "+format+"\n", args...)
}

func (t *terminal) hintf(format string, args ...any) {
	fmt.Fprintf(t.stderr, "coursepack: hint: "+format+"\n", args...)
}

// findings prints to w what was found in the source: notes, and all places of what is told once, only if asked for.
func (t *terminal) findings(w io.Writer, found []diag.Finding, verbose bool) {
	t.clearProgress()
	for _, f := range found {
		if f.Severity > diag.Note || verbose {
			fmt.Fprintln(w, f.Diagnostic)
		}
		if verbose {
			printPlaces(w, f.Also)
		}
	}
}

// printPlaces lists places, a line for each file.
func printPlaces(w io.Writer, places []diag.Pos) {
	for len(places) > 0 {
		n := 1
		line := "    also " + places[0].String()
		for n < len(places) && places[n].File == places[0].File {
			line += fmt.Sprintf(", %d:%d", places[n].Line, places[n].Col)
			n++
		}
		fmt.Fprintln(w, line)
		places = places[n:]
	}
}

func (t *terminal) json(v any) error {
	e := json.NewEncoder(t.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// progress shows how far a stage has come, on a line that the next message replaces.
func (t *terminal) progress(p export.Progress) {
	if !t.isTerminal {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.stderr, "\r\x1b[K%s %d of %d", p.Stage, p.Done, p.Total)
	t.pending = true
}

func (t *terminal) clearProgress() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pending {
		fmt.Fprint(t.stderr, "\r\x1b[K")
		t.pending = false
	}
}
