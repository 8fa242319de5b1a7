package main

import (
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/export"
)

// A jsonReport is what --json prints. Fields are added, never renamed.
type jsonReport struct {
	Error       string           `json:"error,omitempty"` // why the run failed
	Course      *jsonCourse      `json:"course,omitempty"`
	Output      string           `json:"output,omitempty"` // none of a check
	Files       []export.File    `json:"files"`
	Drafts      []jsonDraft      `json:"drafts"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonCourse struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Language  string   `json:"language"`
	Languages []string `json:"languages,omitempty"` // if the course can be had in several
	Layout    string   `json:"layout"`
	Lessons   int      `json:"lessons"`
	Pages     int      `json:"pages"`
}

type jsonDraft struct {
	Path  string `json:"path"`
	Title string `json:"title"`
}

type jsonDiagnostic struct {
	File     string        `json:"file,omitempty"`
	Line     int           `json:"line,omitempty"`
	Column   int           `json:"column,omitempty"`
	Severity diag.Severity `json:"severity"`
	Code     string        `json:"code"`
	Message  string        `json:"message"`
	Formats  []string      `json:"formats,omitempty"`
	Instead  string        `json:"instead,omitempty"`
	Hint     string        `json:"hint,omitempty"`
}

// newJSONReport reports on an export, or, without files, on a check.
func newJSONReport(out string, reading *export.Reading, files []export.File, ds []diag.Diagnostic, err error) jsonReport {
	r := jsonReport{Output: out, Files: []export.File{}, Drafts: []jsonDraft{}, Diagnostics: []jsonDiagnostic{}}
	for _, d := range ds {
		r.Diagnostics = append(r.Diagnostics, jsonDiagnostic{
			d.File, d.Line, d.Col, d.Severity, d.Code, d.Message, formatsOf(d), d.Instead, d.Hint,
		})
	}
	if err != nil {
		r.Error = err.Error()
		return r
	}
	course := reading.Course
	lessons, pages := size(course)
	r.Course = &jsonCourse{course.ID, course.Title, course.Language, reading.Languages, reading.Layout, lessons, pages}
	r.Files = append(r.Files, files...)
	for _, d := range reading.Drafts {
		r.Drafts = append(r.Drafts, jsonDraft(source.Draft(d)))
	}
	return r
}

// formatsOf lists the formats that a diagnostic concerns; none means all of them.
func formatsOf(d diag.Diagnostic) []string {
	if d.Format == "" {
		return nil
	}
	return strings.Split(d.Format, ", ")
}
