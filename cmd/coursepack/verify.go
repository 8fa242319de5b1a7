package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
	"coursepack/export"
	"coursepack/export/verify"
)

func verifyCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "say what learning systems and readers would make of a file",
		ArgsUsage: "FILE...",
		Description: `Checks SCORM packages, Common Cartridges, EPUB books and PDF files, whoever made them, by the rules
that importers of Moodle and Canvas, EPUB and PDF/UA-1 are known to have, and says what happens where
one is broken. Nothing is unpacked, and no system is asked.

Examples:
   coursepack verify dist/waves.imscc         before uploading it
   coursepack verify --json *.zip             for machines
   coursepack verify --rules                  every rule, with its source

Exit codes: 0 clean, 1 a file cannot be read, 2 wrong call, 3 there are errors (with --strict: or warnings).`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print the findings as JSON"},
			&cli.BoolFlag{Name: "strict", Usage: "let warnings end with exit code 3"},
			&cli.BoolFlag{Name: "rules", Usage: "print the rules instead"},
		},
		Action: func(c *cli.Context) error {
			if c.Bool("rules") {
				return printRules(tui, c.Bool("json"))
			}
			if !c.Args().Present() {
				return usageError{"verify", errors.New("name the files to check")}
			}
			return runVerify(c, tui)
		},
	}
}

// A verdict is what was found in a file.
type verdict struct {
	File     string           `json:"file"`
	Kind     verify.Kind      `json:"kind"`
	Findings []verify.Finding `json:"findings"`
}

func runVerify(c *cli.Context, tui *terminal) error {
	verdicts := []verdict{}
	worst := diag.Note
	for _, name := range c.Args().Slice() {
		v, err := verdictOn(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		verdicts = append(verdicts, v)
		for _, f := range v.Findings {
			worst = max(worst, f.Severity)
		}
	}
	switch {
	case c.Bool("json"):
		if err := tui.json(verdicts); err != nil {
			return err
		}
	default:
		for _, v := range verdicts {
			v.print(tui)
		}
	}
	if worst == diag.Error || worst == diag.Warning && c.Bool("strict") {
		return findingError{errors.New("a file breaks rules")}
	}
	return nil
}

func verdictOn(name string) (verdict, error) {
	f, err := os.Open(name)
	if err != nil {
		return verdict{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return verdict{}, err
	}
	p, err := verify.Open(f, info.Size())
	if err != nil {
		return verdict{}, err
	}
	if p.Kind == verify.Unknown {
		return verdict{}, errors.New("it is no SCORM or cmi5 package, Common Cartridge, QTI 2.1 package, EPUB or PDF")
	}
	return verdict{name, p.Kind, append([]verify.Finding{}, p.Check()...)}, nil
}

// shown is how many findings of a rule are printed.
const shown = 5

// print prints the findings rule by rule, and what each rule is about once.
func (v verdict) print(tui *terminal) {
	tui.printf("%s: %s, %s\n", v.File, v.Kind, plural(len(v.Findings), "finding"))
	for len(v.Findings) > 0 {
		rule := v.Findings[0].Rule
		same := 1
		for same < len(v.Findings) && v.Findings[same].ID == rule.ID {
			same++
		}
		tui.printf("  %s: %s [%s]\n", rule.Severity, rule.Effect, rule.ID)
		for _, f := range v.Findings[:min(same, shown)] {
			tui.printf("    %s\n", strings.TrimPrefix(f.File+": "+f.Detail, ": "))
		}
		if same > shown {
			tui.printf("    and %d more\n", same-shown)
		}
		v.Findings = v.Findings[same:]
	}
}

func printRules(tui *terminal, asJSON bool) error {
	if asJSON {
		return tui.json(verify.Rules())
	}
	for _, r := range verify.Rules() {
		tui.printf("%s (%s, %s): %s.\n    %s\n", r.ID, r.System, r.Severity, r.Effect, r.Source)
	}
	return nil
}

// unchecked are the formats that are not read again: of files of questions no rules are known.
var unchecked = []string{"pdf", "moodlexml", "gift", "anki"}

// selfCheck reports what the written files break: a mistake of this program, which no upload should have to find. PDFs have
// their check in the tests; of a long one it takes as long as writing it.
func selfCheck(out string, files []export.File, report diag.Reporter) error {
	for _, file := range files {
		if slices.Contains(unchecked, file.Format) {
			continue
		}
		v, err := verdictOn(filepath.Join(out, file.Name))
		if err != nil {
			return fmt.Errorf("reading %s again: %w", file.Name, err)
		}
		for _, f := range v.Findings {
			if f.Severity == diag.Error {
				report.Report(f.OfOurs(file.Name))
			}
		}
	}
	return nil
}
