package anki

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/testkit"
	"coursepack/formats"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/bank/banktest"
)

var update = flag.Bool("update", false, "rewrite the expected file")

// written returns the package of a course.
func written(t *testing.T, in *formats.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := New(Options{}).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dump is what SQLite, as Python has it, finds in the collection, and what else is in the zip.
const dump = `import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(*db.execute("pragma integrity_check").fetchone())
print(*(n for n, in db.execute("select name from sqlite_schema order by name")))
ver, models, decks, conf, dconf = db.execute("select ver, models, decks, conf, dconf from col").fetchone()
print("schema", ver)
for m in json.loads(models).values():
    print("notes of type", m["name"], [f["name"] for f in m["flds"]], m["tmpls"][0]["qfmt"], json.loads(conf)["curModel"] == str(m["id"]))
names = {int(k): d["name"] for k, d in json.loads(decks).items()}
print("decks", sorted(names.values()), [d["name"] for d in json.loads(dconf).values()])
for guid, did, due, mod, tags, flds, sfld in db.execute(
        "select guid, did, due, n.mod, tags, flds, sfld from cards c join notes n on c.nid = n.id order by due"):
    print("\n--", names[did], due, guid, mod, tags)
    print(sfld)
    print("=>", *flds.split("\x1f"), sep="\n")
`

func TestCollection(t *testing.T) {
	const python = "/usr/bin/python3"
	if _, err := exec.LookPath(python); err != nil {
		t.Skip("Python is not on this machine")
	}
	in, said := banktest.Input(t)
	data := written(t, in)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var files bytes.Buffer
	collection := filepath.Join(t.TempDir(), "collection.anki2")
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch files.WriteString(f.Name + "\n"); f.Name {
		case "collection.anki2":
			if err := os.WriteFile(collection, data, 0o644); err != nil {
				t.Fatal(err)
			}
		case "media":
			files.Write(append(data, '\n'))
		}
	}
	out, err := exec.Command(python, "-c", dump, collection).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, d := range said.Sorted() {
		out = fmt.Appendln(out, d)
	}
	testkit.Golden(t, "testdata/course.txt", files.String()+string(out), *update)
}

func TestSameCourseSameBytes(t *testing.T) {
	in, _ := banktest.Input(t)
	if !bytes.Equal(written(t, in), written(t, in)) {
		t.Error("two packages of one course differ")
	}
}

// A new version of a course must not become a second course beside the first.
func TestNotesKeepTheirGuids(t *testing.T) {
	notes := func(change func(*content.Lesson)) map[string]int64 {
		in, _ := banktest.Input(t)
		change(in.Course.Units[0].Lessons[0])
		in.Time = in.Time.Add(time.Hour)
		p := newDeck(in)
		for _, l := range bank.Lessons(in) {
			p.lesson(l)
		}
		ids := map[string]int64{}
		for _, n := range p.notes {
			ids[n.Values[1].(string)] = n.ID
		}
		return ids
	}
	before := notes(func(*content.Lesson) {})
	after := notes(func(l *content.Lesson) {
		l.Title = "Other"
		quiz := l.Parts[0].Blocks[0].(*content.Quiz)
		quiz.Questions = quiz.Questions[1:]
	})
	for guid, id := range after {
		if before[guid] != id {
			t.Errorf("%s has the id %d, before %d", guid, id, before[guid])
		}
	}
	if len(after) != len(before)-1 {
		t.Errorf("%d notes of %d are left", len(after), len(before))
	}
}
