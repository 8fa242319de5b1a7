package object

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRecoverNeedsNoTable(t *testing.T) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprint(z, "6 0 7 3 [1]<</K 1>>")
	z.Close()
	file := "junk\n1 0 obj <</A 2 3 R>> endobj 2 3 obj (old) endobj\n" +
		"3 0 obj <</Length 4 0 R>> stream\r\n9 0 obj endstream endobj 4 0 obj 99 endobj 5 0 obj <<" + // which breaks off
		fmt.Sprintf("8 0 obj <</Type /ObjStm /N 2 /First 8 /Filter /FlateDecode /Length %d>> stream\n%s\nendstream ", packed.Len(), packed.Bytes()) +
		"xref trailer <</Root 4 0 R>> startxref 12345\n2 3 obj (new) trailer <</Root 1 0 R>>"
	got, err := Recover([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	want := map[Ref]Object{
		1: Dict{"A": Ref(2)}, 2: String("new"), 3: &Stream{Dict: Dict{"Length": Ref(4)}, Data: []byte("9 0 obj ")}, 4: 99,
		6: Array{1}, 7: Dict{"K": 1},
	}
	if diff := cmp.Diff(want, got.Objects); diff != "" {
		t.Error(diff)
	}
	if got.Trailer["Root"] != Ref(1) {
		t.Errorf("the trailer is %v", got.Trailer)
	}
}

func TestRecoverNeedsADocument(t *testing.T) {
	for _, file := range []string{"", "%PDF-1.7", "1 0 obj <<>>", "trailer <</Root 1 0 R>>"} {
		if f, err := Recover([]byte(file)); err == nil {
			t.Errorf("%q gives %v", file, f.Objects)
		}
	}
}
