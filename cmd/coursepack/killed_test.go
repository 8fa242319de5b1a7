package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestKilledRunsLeaveTheEarlierFileWhole kills runs after longer and longer times, until one ends by itself.
func TestKilledRunsLeaveTheEarlierFileWhole(t *testing.T) {
	source, out := t.TempDir(), t.TempDir()
	write := func(title string) {
		t.Helper()
		text := "# " + title + "\n\n" + string(bytes.Repeat([]byte("Some words that fill a page in the end.\n\n"), 2000))
		if err := os.WriteFile(filepath.Join(source, "a.md"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	export := func(to string) *exec.Cmd {
		return exec.Command("coursepack", "export", source, "--to", "pdf", "-o", to)
	}
	made := func(title string) []byte {
		t.Helper()
		write(title)
		to := t.TempDir()
		if output, err := export(to).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, output)
		}
		return theOnlyFile(t, to)
	}
	earlier, later := made("Earlier"), made("Later")
	write("Earlier")
	if err := export(out).Run(); err != nil {
		t.Fatal(err)
	}
	write("Later")
	for wait, ended := time.Millisecond, false; !ended; wait = wait * 3 / 2 {
		run := export(out)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait)
		run.Process.Kill()
		ended = run.Wait() == nil
		got := theOnlyFile(t, out)
		if !bytes.Equal(got, earlier) && !bytes.Equal(got, later) {
			t.Fatalf("killed after %v, it left a file of %d bytes", wait, len(got))
		}
	}
	if !bytes.Equal(theOnlyFile(t, out), later) {
		t.Error("the run that was not killed left the earlier file")
	}
}

// theOnlyFile is the PDF in a folder.
func theOnlyFile(t *testing.T, folder string) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(names) != 1 {
		t.Fatalf("the folder has %v, %v", names, err)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}
