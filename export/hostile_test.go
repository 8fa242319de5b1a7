package export_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
	"coursepack/export"
)

// hostile is a page that wants to run, to load and to send, and is no well-formed HTML. BIG is 10 MB.
const hostile = `# Hostile

<script>alert(1)</script>
<style>@import url(https://evil.example/a.css); @font-face { src: url(https://evil.example/f.woff) }</style>
<link rel="stylesheet" href="https://evil.example/b.css"><meta http-equiv="refresh" content="0; url=https://evil.example">

<p onclick="steal()" id="a b c" dir="up" lang="no tag!" style="background: url(https://evil.example/x.png)">Text,
<a href="javascript:alert(1)">js</a> <a href="JaVa&#09;script:alert(2)">tab</a> <a href="data:text/html,x">data</a> [md](javascript:x)</p>

<form action="https://evil.example/post"><input type="text" autofocus onfocus="x()"><button>Send</button><textarea>typed</textarea></form>

<iframe src="https://evil.example/frame" srcdoc="<script>x</script>"></iframe>
<object data="https://evil.example/o.swf"><embed src="https://evil.example/e.swf"></object>
<video src="https://evil.example/v.mp4" poster="https://evil.example/p.png" autoplay></video>

<img src="https://evil.example/t.gif" onerror="x()" alt="tracker">
<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>y</script><image href="https://evil.example/i.png"/><text>drawn</text></svg>

## Heading {#x y"><script>}

<details ontoggle=x><summary>Sum <b>mary</summary>Folded</details>
<table><tr><td colspan="99999999">wide<td rowspan="-1">x</table>
]]> <![CDATA[ cdata ]]> &bogus; &#0; &#xFFFF; <? php ?> <!-- c -- c --> <!DOCTYPE x>

![big](data:image/png;base64,BIG)
`

// What comes out is valid, without scripts, loads nothing and sends nothing; each loss has been told.
func TestBooksOfHostileHTML(t *testing.T) {
	big := base64.StdEncoding.EncodeToString(make([]byte, 7_500_000))
	fsys := fstest.MapFS{
		"1.md":            {Data: []byte(strings.Replace(hostile, "BIG", big, 1))},
		"coursepack.yaml": {Data: []byte("id: hostile\nlanguage: en\n")},
	}
	var said diag.List
	sink := &export.Memory{}
	if _, err := export.Run(context.Background(), export.Options{FS: fsys, Formats: []string{"epub"}}, sink, &said); err != nil {
		t.Fatal(err)
	}
	book := sink.Files()["hostile.epub"]
	for name, page := range pagesOf(t, book) {
		if err := wellFormed(page); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if found := dangerous.Find(page); found != nil {
			t.Errorf("%s has %s", name, found)
		}
	}
	told := ""
	for _, d := range said.Sorted() {
		told += d.String() + "\n"
	}
	for _, loss := range []string{
		"<script> is for browsers", "<style> is for browsers", "<link> is for browsers", "<meta> is for browsers",
		"code in the attribute onclick", "code in the attribute onfocus", "code in the attribute onerror", "code in the attribute ontoggle",
		"the style loads a file", "a link that runs code (3 times)",
		"<form> cannot be sent", "<input> cannot be filled in", "<textarea> cannot be shown",
		"[embed-remote]", "[image-remote]", "[image-cleaned]", `data:image/png;base64,`,
	} {
		if !strings.Contains(told, loss) {
			t.Errorf("nothing is said of this: %s\n%s", loss, told)
		}
	}
	file := filepath.Join(t.TempDir(), "hostile.epub")
	if err := os.WriteFile(file, book, 0o666); err != nil {
		t.Fatal(err)
	}
	accepts(t, epubcheck, file)
}

// dangerous is a tag that runs, sends or loads from elsewhere.
var dangerous = regexp.MustCompile(`(?i)<(script|style|form|input|iframe|object|embed|base)\b|<[^<>]*\son[a-z]+\s*=|<[^<>]*\s(src|poster|data|xlink:href|action)="?\s*(https?:|//)|href="?\s*(javascript|data|vbscript):`)

// pagesOf returns the pages and drawings of a book.
func pagesOf(t *testing.T, book []byte) map[string][]byte {
	t.Helper()
	pages := entriesOf(t, book)
	maps.DeleteFunc(pages, func(name string, _ []byte) bool {
		ext := filepath.Ext(name)
		return ext != ".xhtml" && ext != ".svg"
	})
	return pages
}

func wellFormed(page []byte) error {
	d := xml.NewDecoder(bytes.NewReader(page))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
