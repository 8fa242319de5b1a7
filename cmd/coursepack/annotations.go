package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
)

// annotationLevels are GitHub's words for severities.
var annotationLevels = map[diag.Severity]string{diag.Note: "notice", diag.Warning: "warning", diag.Error: "error"}

// printAnnotations prints commands for the runner of GitHub Actions, which shows them beside the lines that they are about.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-notice-message
func printAnnotations(tui *terminal, _ *cli.Context, k checkup) error {
	for _, f := range k.list.Findings() { // the runner shows ten of each level
		d := f.Diagnostic
		var at []string
		if d.IsValid() {
			at = append(at, "file="+annotationProperty(k.fromHere(d.File)))
		}
		if d.Line > 0 {
			at = append(at, fmt.Sprintf("line=%d", d.Line))
		}
		if d.Col > 0 {
			at = append(at, fmt.Sprintf("col=%d", d.Col))
		}
		at = append(at, "title="+annotationProperty(d.Code))
		tui.printf("::%s %s::%s\n", annotationLevels[d.Severity], strings.Join(at, ","), annotationData(told(d)))
	}
	return nil
}

// annotationData escapes a message, annotationProperty what stands before it, as the runner undoes it.
// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
func annotationData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func annotationProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(annotationData(s))
}
