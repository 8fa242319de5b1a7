package xmldoc

import "testing"

func TestAFileHoldsAnyText(t *testing.T) {
	f := New("")
	f.Open("course", "title", "a\n\"b\" & <c>", "empty", "")
	f.Text("line", " one\r\n two\x00\uFFFE ")
	f.Data("code", "if a < b {\n\treturn \"x\"\x01\n}\n")
	f.Optional("none", " \n ")
	f.Empty("end", "at", "1")
	f.Close("course")
	want := `<?xml version="1.0" encoding="UTF-8"?>
<course title="a &quot;b&quot; &amp; &lt;c&gt;">
 <line>one two</line>
 <code>if a &lt; b {
	return &quot;x&quot;
}
</code>
 <end at="1"/>
</course>
`
	if got := f.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
