package main

import (
	"cmp"
	"net/url"
	"slices"

	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
	"coursepack/export"
)

// The parts of SARIF 2.1.0 that findings need.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}

	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}

	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}

	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}

	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
	}

	sarifMessage struct {
		Text string `json:"text"`
	}

	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}

	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}

	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}

	sarifLocation struct {
		Physical sarifPhysicalLocation `json:"physicalLocation"`
	}

	sarifPhysicalLocation struct {
		Artifact sarifArtifactLocation `json:"artifactLocation"`
		Region   sarifRegion           `json:"region"`
	}

	sarifArtifactLocation struct {
		URI string `json:"uri"`
	}

	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

func printSARIF(tui *terminal, _ *cli.Context, k checkup) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{"coursepack", version(), []sarifRule{}}},
		Invocations: []sarifInvocation{{Successful: k.err == nil}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	if k.err != nil {
		run.Invocations[0].Notifications = []sarifNotification{{"error", sarifMessage{k.err.Error()}}}
	}
	for _, d := range k.list.Places() {
		run.Results = append(run.Results, sarifResult{
			RuleID: d.Code, RuleIndex: run.Tool.Driver.rule(d.Code),
			Level: d.Severity.String(), Message: sarifMessage{told(d)}, Locations: []sarifLocation{{k.location(d.Pos)}},
		})
	}
	return tui.json(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// location is a place as a region of a file. GitHub takes no result without a file and a line; what is said of the course
// as a whole can be mended in the settings.
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
func (k checkup) location(at diag.Pos) sarifPhysicalLocation {
	file := cmp.Or(at.File, export.SettingsFile)
	return sarifPhysicalLocation{
		Artifact: sarifArtifactLocation{(&url.URL{Path: k.fromHere(file)}).String()},
		Region:   sarifRegion{max(at.Line, 1), at.Col},
	}
}

// rule returns the index of the rule for a code, which it adds if it is not there.
func (d *sarifDriver) rule(code string) int {
	i := slices.IndexFunc(d.Rules, func(r sarifRule) bool { return r.ID == code })
	if i < 0 {
		i = len(d.Rules)
		d.Rules = append(d.Rules, sarifRule{code, sarifMessage{export.Explain(code)}})
	}
	return i
}
