package gift

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"testing"

	"coursepack/content/testkit"
	"coursepack/formats/internal/bank/banktest"
)

var update = flag.Bool("update", false, "rewrite the expected file")

func TestCourse(t *testing.T) {
	in, said := banktest.Input(t)
	var b bytes.Buffer
	if err := New(Options{}).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	for _, d := range said.Sorted() {
		fmt.Fprintln(&b, d)
	}
	testkit.Golden(t, "testdata/course.txt", b.String(), *update)
}
