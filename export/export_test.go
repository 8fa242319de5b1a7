package export_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
)

// A sample is a course to export in tests.
type sample struct {
	name   string
	folder string
	layout string // "" finds out
	large  bool   // too many pages to look at each in a browser
}

// samples are the courses that come with the project, and those real courses that are on this machine.
func samples(t testing.TB) []sample {
	t.Helper()
	const folder = "../testdata/courses"
	own, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	for _, entry := range own {
		all = append(all, sample{name: entry.Name(), folder: filepath.Join(folder, entry.Name())})
	}
	for _, s := range []sample{
		{"seed", "../../shared/courses/clawdemy-track19", "", false},
		{"security", "../../shared/courses/ms-security101", "folder", true},
		{"transformers", "../../shared/courses/hf-course/chapters/en", "folder", true},
	} {
		if _, err := os.Stat(s.folder); err == nil {
			all = append(all, s)
		}
	}
	return all
}

// An outcome is the files of a course and what was said about it.
type outcome struct {
	files map[string][]byte
	said  []diag.Diagnostic
}

// outcomes are those of samples exported as they are, by folder: every test looks at the same.
var outcomes = map[string]outcome{}

// export returns what becomes of a sample that is exported as it is.
func (s sample) export(t testing.TB) (map[string][]byte, []diag.Diagnostic) {
	t.Helper()
	o, ok := outcomes[s.folder]
	if !ok {
		o.files, o.said = exported(t, s, func(*export.Options) {})
		outcomes[s.folder] = o
	}
	return o.files, o.said
}

// exported returns the files of a course and what was said about it.
func exported(t testing.TB, s sample, change func(*export.Options)) (map[string][]byte, []diag.Diagnostic) {
	t.Helper()
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	opt := export.Options{FS: root.FS(), Folder: filepath.Base(s.folder), Layout: s.layout, Tool: "coursepack test"}
	change(&opt)
	var sink export.Memory
	var list diag.List
	if _, err := export.Run(context.Background(), opt, &sink, &list); err != nil {
		t.Fatal(err)
	}
	return sink.Files(), list.Sorted()
}

func TestSameInputSameBytes(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			first, said := s.export(t)
			for _, jobs := range []int{1, 8} {
				again, saidAgain := exported(t, s, func(o *export.Options) { o.Jobs = jobs })
				for _, name := range slices.Sorted(maps.Keys(first)) {
					if string(again[name]) != string(first[name]) {
						t.Errorf("%s differs with -j%d", name, jobs)
					}
				}
				if !slices.Equal(said, saidAgain) {
					t.Errorf("the diagnostics differ with -j%d", jobs)
				}
			}
		})
	}
}

// The tree of every sample is finished, whatever its author wrote.
func TestSamplesAreFinished(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			if err := content.Check(read(t, s)); err != nil {
				t.Error(err)
			}
		})
	}
}

func read(t *testing.T, s sample) *content.Course {
	t.Helper()
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r, err := export.Read(context.Background(), export.Options{FS: root.FS(), Folder: filepath.Base(s.folder), Layout: s.layout}, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Course
}

// unread are kinds that no reader makes yet.
var unread = []string{"Bibliography", "Cite", "Raw"}

func TestZooHasEveryKind(t *testing.T) {
	seen := map[string]bool{}
	content.Walk(read(t, sample{folder: "../testdata/courses/zoo"}), func(n content.Node) bool {
		seen[content.Kind(n)] = true
		return true
	})
	for _, kind := range append(content.BlockKinds, content.InlineKinds...) {
		if seen[kind] == slices.Contains(unread, kind) {
			t.Errorf("%s: in the zoo %v, known as unread %v", kind, seen[kind], slices.Contains(unread, kind))
		}
	}
}

// A format says of every node that it cannot show what the reader gets instead, and knows all kinds.
func TestFormatsKnowEveryKind(t *testing.T) {
	kinds := append(content.BlockKinds, content.InlineKinds...)
	for _, info := range export.Formats() {
		for kind := range info.Support {
			if !slices.Contains(kinds, kind) {
				t.Errorf("%s speaks of %s, which is no kind of node", info.Name, kind)
			}
		}
	}
	_, said := sample{folder: "../testdata/courses/zoo"}.export(t)
	for _, d := range said {
		if d.Code == "not-rendered" {
			t.Error(d)
		}
	}
}

func TestDiagnosticsHaveAPlace(t *testing.T) {
	for _, s := range samples(t) {
		_, said := s.export(t)
		for _, d := range said {
			if !d.IsValid() && d.Code != "id-from-folder" && d.Code != "language-missing" {
				t.Errorf("%s: no place: %s", s.name, d)
			}
		}
	}
}

// The schema for editors and the reader of settings know the same keys.
func TestSchemaHasTheKeysOfTheSettings(t *testing.T) {
	type schema struct {
		Properties map[string]schema `json:"properties"`
	}
	var s schema
	if err := json.Unmarshal([]byte(export.Schema), &s); err != nil {
		t.Fatal(err)
	}
	var check func(prefix string, s schema)
	check = func(prefix string, s schema) {
		for key, sub := range s.Properties {
			line := prefix + key + ": x\n"
			if sub.Properties != nil {
				check(strings.Repeat(" ", len(prefix))+key+":\n  ", sub)
				continue
			}
			var list diag.List
			export.ReadSettings(fstest.MapFS{export.SettingsFile: {Data: []byte(line)}}, &list)
			for _, d := range list.Sorted() {
				if d.Code == "setting-unknown" {
					t.Errorf("the schema has %s: %s", strings.TrimSpace(line), d)
				}
			}
		}
	}
	check("", s)

	var list diag.List
	export.ReadSettings(fstest.MapFS{export.SettingsFile: {Data: []byte("nonsense: 1")}}, &list)
	if said := list.Sorted(); len(said) != 1 || said[0].Code != "setting-unknown" {
		t.Errorf("an unknown key is not named: %v", said)
	}
}

// stubborn is a sink that fails at the second file.
type stubborn struct {
	export.Memory
	committed, aborted bool
}

func (s *stubborn) Commit() error { s.committed = true; return nil }
func (s *stubborn) Abort()        { s.aborted = true }

func TestNothingIsCommittedAfterACancelledRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	opt := export.Options{FS: fstest.MapFS{"a.md": {Data: []byte("# A")}}, Folder: "a"}
	opt.Progress = func(p export.Progress) {
		if p.Stage == "writing" {
			cancel()
		}
	}
	opt.Jobs = 1
	var sink stubborn
	_, err := export.Run(ctx, opt, &sink, &diag.List{})
	if !errors.Is(err, context.Canceled) || sink.committed || !sink.aborted {
		t.Errorf("err %v, committed %v, aborted %v", err, sink.committed, sink.aborted)
	}
}

func TestNoCourse(t *testing.T) {
	_, err := export.Run(context.Background(), export.Options{FS: fstest.MapFS{}}, &export.Memory{}, &diag.List{})
	if !errors.Is(err, export.ErrNoCourse) {
		t.Errorf("got %v", err)
	}
}
