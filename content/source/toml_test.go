package source

import (
	"strings"
	"testing"

	"coursepack/content/diag"
)

func TestTOMLKnowsItsPlaces(t *testing.T) {
	v, problems := ParseTOML("book.toml", []byte(`# comment
title = "Ünï: \"x\"" # more
list = ["a", [1, 2.5], {"é" = true}]
day = 2026-05-25
text = """
one
two"""

[output.html]
no-section-label = true
print.enable = false

[[output.html.redirect]]
from = 'C:\a'
[[output.html.redirect]]
"to.b" = 'b'
`), 10)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var b strings.Builder
	show(&b, v, "")
	const want = ` 10:1
title (11:1): "Ünï: \"x\"" 11:9
list (12:1): 12:1
  - "a" 12:9
  - 12:1
    - "1" 12:15
    - "2.5" 12:18
  - 12:24
    é (12:25): "true" 12:31
day (13:1): "2026-05-25" 13:7
text (14:1): "one\ntwo" 14:8
output (18:2): 18:2
  html (18:9): 18:9
    no-section-label (19:1): "true" 19:20
    print (20:1): 20:1
      enable (20:7): "false" 20:16
    redirect (22:15): 22:15
      - 22:15
        from (23:1): "C:\\a" 23:8
      - 24:15
        to.b (25:1): "b" 25:10
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBrokenTOMLIsSaidWithItsPlace(t *testing.T) {
	tests := []struct{ name, toml, want string }{
		{"no value", "a = 1\nb =\n", "x.toml:6:4: error: unexpected character"},
		{"text without quotes", "a = b c\n", "x.toml:5:5: error: unexpected character U+0062 'b' at start of value [toml-broken] → what stands before it is read"},
		{"twice", "a = 1\na = 2\n", "x.toml:6:1: warning: a is already said in line 5 [toml-repeated-key] → the last one counts"},
		{"a value as a table", "a = 1\n[a.b]\n", "x.toml:6:2: error: a is no table: it has a value in line 5"},
		{"a value in a key", "a = 1\na.b = 2\n", "x.toml:6:1: error: a is no table"},
		{"deep arrays", "a = " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "nested deeper than 100 levels"},
		{"deep keys", strings.Repeat("a.", 1e5) + "a = 1", "nested deeper than 100 levels"},
		{"very deep", "a = " + strings.Repeat("[", 1e6), "x.toml:5:10005: error: arrays and inline tables are nested more"},
		{"large", strings.Repeat("#\n", 1<<20), "the TOML is larger than 1 MB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := ParseTOML("x.toml", []byte(tt.toml), 5)
			if len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("got %v, want %s", problems, tt.want)
			}
		})
	}
}

func FuzzTOML(f *testing.F) {
	for _, seed := range []string{
		"a = [1, {b = 'c'}]\nd.e = \"\"\"\nx\"\"\"\n[t.u]\nv = 1979-05-27T07:32:00Z\n[[w]]\n[[w]]\n[w.x]\n", "a = b", "[a\n", "a.b = 1\n[a.b.c]\n", "\xff",
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
		v, problems := ParseTOML("f", data, 3)
		for _, d := range problems {
			inside(d.Pos)
		}
		var visit func(v Value)
		visit = func(v Value) {
			inside(v.Pos)
			for _, key := range v.Keys() {
				inside(v.KeyPos(key))
				visit(v.Get(key))
			}
			if v.kind() == sequence {
				for _, item := range v.List() {
					visit(item)
				}
			}
		}
		visit(v)
	})
}
