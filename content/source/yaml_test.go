package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"coursepack/content/diag"
	"coursepack/content/testkit"
)

// show writes a value with the places of its scalars.
func show(b *strings.Builder, v Value, indent string) {
	switch {
	case !v.Exists():
		fmt.Fprintf(b, " nothing\n")
	case v.IsMap():
		fmt.Fprintf(b, " %d:%d\n", v.Line, v.Col)
		for _, key := range v.Keys() {
			at := v.KeyPos(key)
			fmt.Fprintf(b, "%s%s (%d:%d):", indent, key, at.Line, at.Col)
			show(b, v.Get(key), indent+"  ")
		}
	case v.String() == "":
		fmt.Fprintf(b, " %d:%d\n", v.Line, v.Col)
		for _, item := range v.List() {
			fmt.Fprintf(b, "%s-", indent)
			show(b, item, indent+"  ")
		}
	default:
		fmt.Fprintf(b, " %q %d:%d\n", v.String(), v.Line, v.Col)
	}
}

func TestYAMLKnowsItsPlaces(t *testing.T) {
	v, problems := ParseYAML("a.yaml", []byte(`# comment
title: "Ünï: x"   # more
list:
  - a
  - é: 'it''s'
    k: 01
text: |
  one
  two
folded: >-
  one
  two
none: ~
flow: {ä: [1, 2], q: }
tagged: !!str 12
base: &base {x: 1, y: 2}
merged:
  <<: *base
  y: 3
again: *base
`), 10)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var b strings.Builder
	show(&b, v, "")
	const want = ` 11:1
title (11:1): "Ünï: x" 11:8
list (12:1): 13:3
  - "a" 13:5
  - 14:5
    é (14:5): "it's" 14:8
    k (15:5): "01" 15:8
text (16:1): "one\ntwo" 16:7
folded (19:1): "one two" 19:9
none (22:1): nothing
flow (23:1): 23:7
  ä (23:8): 23:11
    - "1" 23:12
    - "2" 23:15
  q (23:19): nothing
tagged (24:1): "12" 24:9
base (25:1): 25:13
  x (25:14): "1" 25:17
  y (25:20): "2" 25:23
merged (26:1): 27:3
  x (25:14): "1" 25:17
  y (28:3): "3" 28:6
again (29:1): 25:13
  x (25:14): "1" 25:17
  y (25:20): "2" 25:23
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBrokenYAMLIsSaidWithItsPlace(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"colon", "b: 1\ntitle: a: b\n", "x.yml:6:8: error: mapping value is not allowed in this context [yaml-broken]"},
		{"bracket", "a: [1, 2\nb: 3\n", "x.yml:6:1: error: ',' or ']' must be specified [yaml-broken]"},
		{"template", "title: {{ book.name }}\n", "x.yml:5:9: error: could not find flow map content [yaml-broken] (what stands in {{ }} for something else must be filled in, or stand in quotes)"},
		{"quote", "a: \"b\n", "x.yml:5:4: error: could not find end character of double-quoted text [yaml-broken]"},
		{"alias", "a: *b\n", "x.yml:5:4: error: there is no anchor &b before this alias [yaml-broken]"},
		{"alias in itself", "a: &a [*a]\n", "x.yml:5:8: error: there is no anchor &a before this alias [yaml-broken]"},
		{"deep", "a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), "the YAML is nested deeper than 100 levels"},
		{"very deep", "a: " + strings.Repeat("{a: ", 1e5), "the YAML is nested deeper than 100 levels"},
		{"dashes", strings.Repeat("- ", 1e5), "the YAML is nested deeper than 100 levels"},
		{"large", strings.Repeat("a\n", 1<<20), "the YAML is larger than 1 MB"},
		{"laughs", laughs(), "the aliases make this YAML too large"},
		{"merged laughs", mergedLaughs(), "the aliases make this YAML too large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var problems []diag.Diagnostic
			testkit.Soon(t, func() { _, problems = ParseYAML("x.yml", []byte(tt.yaml), 5) }, "it")
			if len(problems) == 0 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("got %v, want %s", problems, tt.want)
			}
		})
	}
}

// laughs returns lists of ten aliases of lists of ten aliases.
func laughs() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x]\n")
	for i := range 12 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	return b.String()
}

// mergedLaughs returns many mappings that each take in one large mapping.
func mergedLaughs() string {
	var b strings.Builder
	b.WriteString("base: &b\n")
	for i := range 10000 {
		fmt.Fprintf(&b, "  k%d: v\n", i)
	}
	b.WriteString("all:\n")
	for range 10000 {
		b.WriteString("- <<: *b\n")
	}
	return b.String()
}

func TestScalars(t *testing.T) {
	parse := func(s string) Value {
		v, _ := ParseYAML("a.yaml", []byte("v: "+s+"\n"), 1)
		return v.Get("v")
	}
	if i, ok := parse("12").Int(); i != 12 || !ok {
		t.Error("Int of 12", i, ok)
	}
	if _, ok := parse("12.5").Int(); ok {
		t.Error("12.5 is no Int")
	}
	if f, ok := parse("1.5").Float(); f != 1.5 || !ok {
		t.Error("Float of 1.5", f, ok)
	}
	if _, ok := parse("nan").Float(); ok {
		t.Error("nan is no number")
	}
	for _, s := range []string{"true", "True", "yes", `"true"`} {
		if b, ok := parse(s).Bool(); !b || !ok {
			t.Errorf("Bool of %s is %v, %v", s, b, ok)
		}
	}
	if _, ok := parse("maybe").Bool(); ok {
		t.Error("maybe is no Bool")
	}
	day := time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Time{
		"2026-05-25":                day,
		`"2026-05-25"`:              day,
		"May 25, 2026":              day,
		"2026-05-25 10:30:00":       day.Add(10*time.Hour + 30*time.Minute),
		"2026-05-25T10:30:00+02:00": day.Add(8*time.Hour + 30*time.Minute),
		"2026-05-25 10:30:00 +0200": day.Add(8*time.Hour + 30*time.Minute),
	} {
		if got, ok := parse(s).Time(); !got.Equal(want) || !ok || got.Location() != time.UTC {
			t.Errorf("Time of %s is %v, %v; want %v", s, got, ok, want)
		}
	}
	if _, ok := parse("soon").Time(); ok {
		t.Error("soon is no Time")
	}
}

func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"a: [1, {b: c}]\nd: &x |\n  y\ne: *x\n<<: {f: g}\n", "- a\n- b: 'c'\n", "a: b: c", "? [a]\n: b\n", "%YAML 1.2\n---\na: !!str\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		count := strings.Count(string(data), "\n") + 1
		inside := func(at diag.Pos) {
			if at.File != "f" || at.Line < 3 || at.Line >= 3+count {
				t.Fatalf("%v is not in the %d lines from 3", at, count)
			}
		}
		v, problems := ParseYAML("f", data, 3)
		for _, d := range problems {
			inside(d.Pos)
		}
		var visit func(v Value, depth int)
		visit = func(v Value, depth int) {
			if depth > maxYAMLDepth+1 {
				t.Fatal("too deep")
			}
			if v.Exists() {
				inside(v.Pos)
			}
			for _, key := range v.Keys() {
				inside(v.KeyPos(key))
				visit(v.Get(key), depth+1)
			}
			if !v.IsMap() && v.String() == "" {
				for _, item := range v.List() {
					if item.node != v.node {
						visit(item, depth+1)
					}
				}
			}
		}
		visit(v, 0)
	})
}

// What stands beside a tag without a value is not its value.
func TestYAMLTagsWithoutValues(t *testing.T) {
	v, problems := ParseYAML("a.yaml", []byte(`list:
  - emoji:
      index: !!python/name:material.emoji.index
      generator: !!python/name:material.emoji.to_svg
      options: 1
  - !relative
url: !ENV [URL, 'https://example.org']
slug: !!python/object/apply:slugs.slugify
  kwds: {case: lower}
last: 2
`), 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var b strings.Builder
	show(&b, v, "")
	const want = ` 1:1
list (1:1): 2:3
  - 2:5
    emoji (2:5): 3:7
      index (3:7): nothing
      generator (4:7): nothing
      options (5:7): "1" 5:16
  - nothing
url (7:1): 7:6
  - "URL" 7:11
  - "https://example.org" 7:16
slug (8:1): 9:3
  kwds (9:3): 9:9
    case (9:10): "lower" 9:16
last (10:1): "2" 10:7
`
	if b.String() != want {
		t.Error(b.String())
	}
}
