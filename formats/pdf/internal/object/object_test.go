package object

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text string
		want Object
	}{
		{"null", nil},
		{"true", true},
		{"-17", -17},
		{"+.5", 0.5},
		{"4.", 4.0},
		{"/Name", Name("Name")},
		{"/A#20B#2f", Name("A B/")},
		{"/", Name("")},
		{"(a(b)c\\)\\\\)", String(`a(b)c)\`)},
		{"(a\\\nb\\n\\101\\020\\0)", String("ab\nA\x10\x00")},
		{"<48 65 6>", String("He`")},
		{"[1 0 R 2 0 3]", Array{Ref(1), 2, 0, 3}},
		{"[]", Array{}},
		{"<</K/V/L[<<>>]%comment\n/M 1>>", Dict{"K": Name("V"), "L": Array{Dict{}}, "M": 1}},
	} {
		got, err := Parse([]byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.text, diff)
		}
	}
}

func TestParseRefusesWhatIsNoObject(t *testing.T) {
	for _, text := range []string{
		"", ")", "]", ">>", "nul", "(a", "<4", "<4x>", "<</K", "<<1 2>>", "[1", "/A#4", "/A#zz", "1e5", strings.Repeat("[", 1000),
	} {
		if o, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s gives %#v", text, o)
		}
	}
}

func TestAppend(t *testing.T) {
	for _, test := range []struct {
		object Object
		want   string
	}{
		{nil, "null"},
		{1.0, "1"},
		{-0.00001, "0"},
		{1.23456, "1.2346"},
		{Name("A B#/ä"), "/A#20B#23#2F#C3#A4"},
		{String(`(\)`), `(\(\\\))`},
		{String("\xFE\xFF\x00A"), "<FEFF0041>"},
		{Dict{"B": 1, "A": Array{true, Ref(3)}}, "<</A [true 3 0 R]/B 1>>"},
	} {
		if got := string(Append(nil, test.object)); got != test.want {
			t.Errorf("%#v is written %s, want %s", test.object, got, test.want)
		}
	}
}

// file writes objects and a trailer as a PDF file; %d in an object's place is where it starts.
func file(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.3\n")
	table := "xref\n0 " + string(rune('1'+len(objects))) + "\n0000000000 65535 f \n"
	for _, o := range objects {
		table += pad(b.Len()) + " 00000 n \n"
		b.WriteString(o + "\n")
	}
	start := b.Len()
	b.WriteString(table + "trailer\n" + trailer + "\nstartxref\n" + pad(start) + "\n%%EOF\n")
	return b.Bytes()
}

func pad(n int) string {
	s := string(Append(nil, n))
	return strings.Repeat("0", 10-len(s)) + s
}

func TestReadFindsObjectsAndStreams(t *testing.T) {
	f, err := Read(file("<</Root 1 0 R>>", "1 0 obj\n<</Type/Catalog>>\nendobj", "2 0 obj\n<</Length 5>>\nstream\nab\n\x00c\nendstream\nendobj"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[Ref]Object{1: Dict{"Type": Name("Catalog")}, 2: &Stream{Dict{}, []byte("ab\n\x00c")}}
	if diff := cmp.Diff(want, f.Objects); diff != "" {
		t.Error(diff)
	}
	if got := f.Add(Dict{}); got != 3 {
		t.Errorf("the next object is number %d, want 3", got)
	}
}

func TestCanonicalForgetsNumbersAndWhatIsOutOfReach(t *testing.T) {
	one, err := Read(file("<</Root 1 0 R/Info 2 0 R>>", "1 0 obj <</B 3 0 R/A 4 0 R/C 9 0 R>> endobj", "2 0 obj 7 endobj", "3 0 obj [1 0 R] endobj", "4 0 obj (a) endobj"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Read(file("<</Info 3 0 R/Root 4 0 R>>", "1 0 obj (a) endobj", "2 0 obj [4 0 R] endobj", "3 0 obj 7 endobj",
		"4 0 obj <</A 1 0 R/C 9 0 R/B 2 0 R>> endobj", "5 0 obj (nobody refers to this) endobj"))
	if err != nil {
		t.Fatal(err)
	}
	const want = "7\n<</A 3 0 R/B 4 0 R/C null>>\n(a)\n[2 0 R]\n<</Info 1 0 R/Root 2 0 R>>"
	for _, f := range []*File{one, two} {
		order := f.Canonical()
		var b []byte
		for _, ref := range order.Refs {
			b = append(order.Append(b, f.Objects[ref]), '\n')
		}
		if diff := cmp.Diff(want, string(order.Append(b, f.Trailer))); diff != "" {
			t.Error(diff)
		}
	}
}

func TestReadRefusesDamagedFiles(t *testing.T) {
	whole := file("<</Root 1 0 R>>", "1 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj")
	for _, damage := range [][2]string{
		{"startxref", "startxxxx"}, {"xref\n0 2", "xrex\n0 2"}, {"xref\n0 2", "xref\n0 7"}, {"1 0 obj", "x 0 obj"},
		{"/Length 3", "/Length 9"}, {"/Length 3", "/Length 2"}, {"stream\nabc", "stream abc"}, {"trailer\n<<", "trailer\n<x"},
	} {
		broken := bytes.Replace(whole, []byte(damage[0]), []byte(damage[1]), 1)
		if bytes.Equal(broken, whole) {
			t.Fatalf("%q is not in the file", damage[0])
		}
		if _, err := Read(broken); err == nil {
			t.Errorf("%q in place of %q goes unnoticed", damage[1], damage[0])
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"<</A[1 0 R(\\051)<4a>]/B#20 -.5>>", "[[[null true]]]", "(\\", "1 0 obj", "<</A"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := Parse(data)
		if err != nil {
			return
		}
		once := Append(nil, o)
		again, err := Parse(once)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", data, once, err)
		}
		if twice := Append(nil, again); !bytes.Equal(once, twice) {
			t.Errorf("%q is written as %q, then as %q", data, once, twice)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(file("<</Root 1 0 R>>", "1 0 obj\n<</Length 3/A 2 0 R>>\nstream\nabc\nendstream\nendobj", "2 0 obj 1 endobj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := Read(data); err == nil {
			file.Canonical()
		}
		if file, err := Recover(data); err == nil {
			file.Canonical()
		}
	})
}
