package layout

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestHumanize(t *testing.T) {
	for name, want := range map[string]string{
		"02-generative_foundations": "Generative foundations",
		"1.2 Foo bar":               "Foo bar",
		"2024-05-01-news":           "News",
		"chapter1":                  "Chapter 1",
		"mp3":                       "Mp3",
		"10-20":                     "10 20",
		"2.5d-rendering":            "2.5d rendering",
		"1":                         "1",
		"3b":                        "3b",
		"élan":                      "Élan",
		"---":                       "---",
	} {
		if got := humanize(name); got != want {
			t.Errorf("humanize(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{
		"The CIA triad & more":  "the-cia-triad-more",
		"it's  a_test.":         "its-a-test",
		"Ünïts of straße, Łódź": "units-of-strasse-lodz",
		"e\u0301lan":            "elan",
		"ﬁne²":                  "fine2",
		"урок":                  "a460e7a2",
		"урок 1":                "1-b39f50db",
		"课 1":                   "1-887e7fd7",
		"🖋":                     "5317a22f",
		"🖋 pens":                "pens",
	} {
		if got := slug(s); got != want {
			t.Errorf("slug(%q) = %q, want %q", s, got, want)
		}
	}
	if slug("é課") != slug("e\u0301課") {
		t.Error("composed and decomposed letters give different slugs")
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"1.mdx", "2.mdx", "3.mdx", "3b.mdx", "10.mdx", "a/1.md", "a/2.md", "a b/1.md", "A1.md", "a02.md", "a2.md", "a10.md", "b.md"}
	got := slices.Clone(want)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	slices.SortFunc(got, compareNatural)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFirstHeading(t *testing.T) {
	for text, want := range map[string]string{
		"# A\n# B\n": "A",
		"intro\n\n# A **b** `c_d` _e_ {#id} ##\n": "A b c_d e",
		"# A {#id}\n":                             "A",
		"# A[[anchor]]\n":                         "A",
		"# [A](b) ![c](d) <img>\n":                "A c",
		"```\n# no\n```\n# yes\n":                 "yes",
		"````\n```\n# no\n````\n# yes":            "yes",
		"~~~\n# no\n```\n# no\n~~~\n\nyes\n===\n": "yes",
		"## B\n\ntext\n":                          "",
		"#\n\n# A\n":                              "A",
		"\n===\n":                                 "",
		"#no\n":                                   "",
	} {
		if got := firstHeading([]byte(text)); got != want {
			t.Errorf("firstHeading(%q) = %q, want %q", text, got, want)
		}
	}
}

// Ids must outlive changes elsewhere in the course: learners' progress hangs on them.
func TestIDsDoNotDependOnOrderOrNeighbours(t *testing.T) {
	paths := []string{
		"a/01-intro", "a/02-loops", "a/intro", "b/intro", "b/01-end", "c/1", "c/2", "d/1", "урок", "a-intro", "deep/er/x", "x",
	}
	ids := uniqueIDs(paths)
	if want := "a-intro loops a-intro-2 b-intro end c-1 c-2 d-1 a460e7a2 a-intro-3 er-x x"; strings.Join(ids, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(ids, " "), want)
	}
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(paths))
	shuffled := make([]string, len(paths))
	for i, j := range order {
		shuffled[i] = paths[j]
	}
	for i, id := range uniqueIDs(shuffled) {
		if id != ids[order[i]] {
			t.Errorf("%s has the id %s in another order", shuffled[i], id)
		}
	}
	renumbered := slices.Clone(paths)
	renumbered[1], renumbered[4] = "a/07-loops", "b/end"
	more := uniqueIDs(append(renumbered, "a/03-new", "e/1"))
	if !slices.Equal(more[:len(ids)], ids) {
		t.Errorf("new lessons and numbers change the ids\n%v\nto\n%v", ids, more)
	}
}
