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
	const file = "../../README.md"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	for name, table := range map[string]string{
		"layouts": layoutTable(), "formats": formatTable(), "support": supportTable(export.Formats()),
	} {
		readme = replaceBetween(t, readme, name, table)
	}
	if *update {
		if err := os.WriteFile(file, []byte(readme), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if readme != string(data) {
		t.Error("README.md has old tables; run go test ./cmd/coursepack -update")
	}
}

func replaceBetween(t *testing.T, text, name, table string) string {
	start, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(text, start)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("README.md has no place for %s", name)
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
