package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Every module that the program is built from has its licence in the folder licenses, word for word, and no other has.
func TestLicensesAreThoseOfTheModulesInside(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Dir}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	want := map[string][]byte{}
	for _, line := range slices.Compact(lines) {
		if module, dir, ok := strings.Cut(line, " "); ok {
			want[strings.ReplaceAll(module, "/", "_")+".txt"] = licence(t, module, dir)
		}
	}
	want["go.txt"] = licence(t, "the Go standard library", goroot(t))
	for name, file := range map[string]string{
		"hyphenation.txt": "hyphen/patterns/LICENSES", "noto-emoji.txt": "typeset/notoemoji/LICENSE",
	} {
		if want[name], err = os.ReadFile("../../formats/internal/" + file); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		os.RemoveAll("licenses")
		os.Mkdir("licenses", 0o777)
		for name, text := range want {
			if err := os.WriteFile(filepath.Join("licenses", name), text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join("licenses", name))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("licenses/%s is missing or old; run go test ./cmd/coursepack -update", name)
		}
	}
	entries, _ := os.ReadDir("licenses")
	for _, e := range entries {
		if want[e.Name()] == nil {
			t.Errorf("licenses/%s belongs to nothing inside", e.Name())
		}
	}
}

func goroot(t *testing.T) string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// licence returns all licence texts in a module's folder under a heading.
func licence(t *testing.T, module, dir string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n\n", module, strings.Repeat("=", len(module)))
	found := false
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b.Write(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		b.WriteByte('\n')
		found = true
	}
	if !found {
		t.Errorf("%s has no licence", module)
	}
	return b.Bytes()
}
