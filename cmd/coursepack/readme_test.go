package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"coursepack/export"
)

// The tables in the README are those that the program prints.
func TestReadmeTellsWhatTheProgramSays(t *testing.T) {
	hasTables(t, "README.md", map[string]string{
		"layouts": layoutTable(), "formats": formatTable(), "support": supportTable(export.Formats()),
	})
	hasTables(t, "QUIZZES.md", map[string]string{"questions": questionTable(export.Formats())})
}

// hasTables checks that a file of the project has tables between their marks, or writes them there.
func hasTables(t *testing.T, name string, tables map[string]string) {
	file := "../../" + name
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for mark, table := range tables {
		text = replaceBetween(t, text, name, mark, table)
	}
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if text != string(data) {
		t.Errorf("%s has old tables; run go test ./cmd/coursepack -update", name)
	}
}

func replaceBetween(t *testing.T, text, file, name, table string) string {
	start, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(text, start)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for %s", file, name)
	}
	return before + start + table + end + after
}

func layoutTable() string {
	table := "| layout | courses |\n| --- | --- |\n"
	for _, l := range export.Layouts() {
		table += fmt.Sprintf("| `%s` | %s |\n", l.Name(), l.About())
	}
	return table
}

func formatTable() string {
	table := "| format | file | |\n| --- | --- | --- |\n"
	for _, f := range export.Formats() {
		table += fmt.Sprintf("| `%s` | `ID%s` | %s |\n", f.Name, f.Suffix, f.About)
	}
	return table
}
