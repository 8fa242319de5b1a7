package mathbox

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coursepack/content/math"
)

var (
	sheetOf = flag.String("sheet", "", "a JSON file of pages of formulas to draw instead of the test's own")
	sheetTo = flag.String("sheet-to", "", "the folder to draw them to")
)

// A sheetPage is formulas that share their macros.
type sheetPage []struct {
	TeX     string
	Display bool
	File    string // to draw to
}

// TestSheet draws formulas as SVG. .ci/math-sheet.mjs calls it to set them beside another program's.
func TestSheet(t *testing.T) {
	pages, folder, problem := ownSheet(t), t.TempDir(), t.Errorf
	if *sheetOf != "" {
		pages, folder, problem = givenSheet(t), *sheetTo, t.Logf
	}
	for _, page := range pages {
		var macros math.Macros
		for _, f := range page {
			formula, defined, problems := math.Parse(f.TeX, math.Options{Display: f.Display, Macros: macros})
			macros = defined
			for _, p := range problems {
				problem("%s: %s", f.TeX, p.Message)
			}
			if f.File == "" {
				continue
			}
			svg := Layout(formula, Options{Size: 10}).SVG(f.TeX)
			if err := wellFormed(svg); err != nil {
				t.Errorf("%s: %v", f.TeX, err)
			}
			if err := os.WriteFile(filepath.Join(folder, f.File), svg, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// ownSheet has the formulas of testdata, one a line.
func ownSheet(t *testing.T) []sheetPage {
	var page sheetPage
	for i, line := range lines(t, "testdata/formulas.txt") {
		page = append(page, sheetPage{{TeX: line, Display: true, File: fmt.Sprintf("%d.svg", i)}}...)
	}
	return []sheetPage{page}
}

func givenSheet(t *testing.T) (pages []sheetPage) {
	data, err := os.ReadFile(*sheetOf)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &pages); err != nil {
		t.Fatal(err)
	}
	return pages
}

func lines(t testing.TB, name string) []string {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

func wellFormed(svg []byte) error {
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
