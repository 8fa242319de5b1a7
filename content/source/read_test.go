package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
)

func TestReadText(t *testing.T) {
	tests := []struct{ name, data, want, diags string }{
		{"plain", "a\nb", "a\nb", ""},
		{"byte order mark", "\xef\xbb\xbfa", "a", ""},
		{"line ends", "a\r\nb\rc\n", "a\nb\nc\n", ""},
		{
			"not UTF-8", "one\ntü\xfcr\xff\xfe.\n", "one\ntü\uFFFDr\uFFFD.\n",
			"a.md:2:3: error: the file is not UTF-8: 3 bytes from here on are no text [not-utf8] → they are shown as \uFFFD (save the file as UTF-8)",
		},
		{"UTF-16", "\xff\xfea\x00\xe9\x00\r\x00\n\x00", "aé\n", "a.md: note: the file is in UTF-16, not in UTF-8 [file-utf16]"},
		{"UTF-16 the other way, cut short", "\xfe\xff\x00a\x00", "a", "a.md: note: the file is in UTF-16, not in UTF-8 [file-utf16]"},
		{"large", strings.Repeat("a", 101), "", "a.md: error: the file is too large: 101 bytes, the limit is 100 bytes [file-too-large] → it is read as empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var diags diag.List
			text := ReadText(fstest.MapFS{"a.md": {Data: []byte(tt.data)}}, "a.md", Limits{FileSize: 100}, &diags)
			if string(text.Data) != tt.want {
				t.Errorf("got %q, want %q", text.Data, tt.want)
			}
			if got := lines(&diags); got != tt.diags {
				t.Errorf("diagnostics:\n%s\nwant\n%s", got, tt.diags)
			}
		})
	}
}

func TestReadTextRefusesWhatIsNoFileOfTheCourse(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{
		os.WriteFile(filepath.Join(dir, "secret"), []byte("secret"), 0o600),
		os.MkdirAll(filepath.Join(dir, "course/folder.md"), 0o700),
		os.Symlink("../secret", filepath.Join(dir, "course/link.md")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "course"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]string{
		"none.md":   "the file cannot be read: no such file or directory",
		"folder.md": "it is not a file",
		"link.md":   "it is a link that leads out of the source folder",
	} {
		var diags diag.List
		text := ReadText(root.FS(), name, Limits{}, &diags)
		if got := lines(&diags); len(text.Data) > 0 || got != name+": error: "+want+" [file-unreadable] → it is read as empty" {
			t.Errorf("got %q and %s", text.Data, got)
		}
	}
}

// Generators that read every page as MDX let authors call it .md.
func TestDialects(t *testing.T) {
	tests := []struct {
		name, text string
		want       Dialect
	}{
		{"a.mdx", "Plain.", MDX},
		{"a.MDX", "", MDX},
		{"a.md", "Plain, with <b>bold</b> and <TABLE><TR></TR></TABLE>.\n\n<DETAILS>\n</DETAILS>", GFM},
		{"a.md", "<Callout>\n\nMind the gap.\n\n</Callout>", MDX},
		{"a.md", "1. One\n   <Callout kind=\"tip\">Short.</Callout>", MDX},
		{"a.md", "<Callout>Mind\nthe gap.</Callout>", MDX},
		{"a.md", "<Figure src=\"a.png\" />", MDX},
		{"a.md", "<Figure\n  src=\"a.png\" />", GFM}, // one tag on several lines alone is not enough to tell
		{"a.md", "## Knots {/*knots*/}", MDX},
		{"a.md", "A set {/*a*/} in a line.", GFM},
		{"a.md", "Replace <Name> by your name.\n\n<Name>\n\nis a `</Name>`.", GFM},
		{"a.md", "```xml\n<Callout>\n</Callout>\n```\n\n~~~~\n~~~\n<Callout/>\n~~~~\n", GFM},
		{"a.md", "```code``` in a line\n\n<Callout>\n</Callout>", MDX},
		{"a.md", "</Callout>\n<Callout>", GFM},
	}
	for _, tt := range tests {
		d := ReadDoc(fstest.MapFS{tt.name: {Data: []byte(tt.text)}}, tt.name, Limits{}, &diag.List{})
		if d.Dialect != tt.want {
			t.Errorf("%s %q is %s", tt.name, tt.text, d.Dialect)
		}
	}
}
