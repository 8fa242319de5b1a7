package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func encoded(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTypeComesFromTheBytes(t *testing.T) {
	pngData := encoded(t, png.Encode)
	jpegData := encoded(t, func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	gifData := encoded(t, func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) })
	tests := []struct {
		name          string
		data          []byte
		mediaType     string
		width, height int
		misnamed      bool
	}{
		{"a.png", pngData, "image/png", 3, 2, false},
		{"a.PNG", pngData, "image/png", 3, 2, false},
		{"a.jpg", pngData, "image/png", 3, 2, true},
		{"a", pngData, "image/png", 3, 2, false},
		{"a.jpeg", jpegData, "image/jpeg", 3, 2, false},
		{"a.gif", gifData, "image/gif", 3, 2, false},
		{"a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>`), "image/svg+xml", 30, 20, false},
		{"a.png", []byte(`<?xml version="1.0"?><svg width="1in" height="2cm"/>`), "image/svg+xml", 96, 76, true},
		{"a.pdf", []byte("%PDF-1.4"), "application/pdf", 0, 0, false},
		{"data.csv", []byte("a,b"), "text/csv", 0, 0, false},
		{"a.unknown", []byte("what is this"), "application/octet-stream", 0, 0, false},
	}
	for _, tt := range tests {
		a, err := NewStore(fstest.MapFS{tt.name: {Data: tt.data}}, 1<<20).Load(tt.name)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Type != tt.mediaType || a.Width != tt.width || a.Height != tt.height || a.Misnamed() != tt.misnamed {
			t.Errorf("%s: got %s %d×%d misnamed=%v, want %s %d×%d %v", tt.name,
				a.Type, a.Width, a.Height, a.Misnamed(), tt.mediaType, tt.width, tt.height, tt.misnamed)
		}
	}
}

func TestRefusals(t *testing.T) {
	fsys := fstest.MapFS{
		"empty.png":     {},
		"large.bin":     {Data: make([]byte, 2000)},
		"text.png":      {Data: []byte("this is no picture")},
		"cut.png":       {Data: encoded(t, png.Encode)[:20]},
		"folder/a.txt":  {Data: []byte("a")},
		"broken.svg":    {Data: []byte("<svg><g></svg>")},
		"unclosed.svg":  {Data: []byte("<svg><g>")},
		"deep.svg":      {Data: []byte("<svg>" + strings.Repeat("<g>", 150))},
		"recursive.svg": {Data: []byte(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>`)},
	}
	s := NewStore(fsys, 1000)
	for name, want := range map[string]error{
		"gone.png": fs.ErrNotExist, "folder": fs.ErrNotExist, "../a.png": ErrOutside, "/etc/passwd": ErrOutside,
		"empty.png": ErrEmpty, "large.bin": ErrTooLarge, "text.png": ErrBroken, "cut.png": ErrBroken,
		"broken.svg": ErrBroken, "unclosed.svg": ErrBroken, "deep.svg": ErrBroken, "recursive.svg": ErrBroken,
	} {
		if a, err := s.Load(name); !errors.Is(err, want) {
			t.Errorf("%s: got %v, %v; want %v", name, a, err, want)
		}
	}
}

func TestLinksThatLeaveTheSourceAreRefused(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.txt")
	source := filepath.Join(dir, "source")
	if err := errors.Join(os.WriteFile(secret, []byte("secret"), 0o666), os.Mkdir(source, 0o777),
		os.Symlink(secret, filepath.Join(source, "absolute.txt")),
		os.Symlink("../secret.txt", filepath.Join(source, "relative.txt")),
		os.WriteFile(filepath.Join(source, "own.txt"), []byte("own"), 0o666),
		os.Symlink("own.txt", filepath.Join(source, "inside.txt"))); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s := NewStore(root.FS(), 1000)
	for _, name := range []string{"absolute.txt", "relative.txt"} {
		if a, err := s.Load(name); !errors.Is(err, ErrOutside) {
			t.Errorf("%s: got %v, %v", name, a, err)
		}
	}
	if _, err := s.Load("inside.txt"); err != nil {
		t.Errorf("a link inside the source: %v", err)
	}
}

func TestEqualFilesAreOneAsset(t *testing.T) {
	data := encoded(t, png.Encode)
	s := NewStore(fstest.MapFS{"a.png": {Data: data}, "b/c.png": {Data: bytes.Clone(data)}}, 1000)
	a, _ := s.Load("a.png")
	b, _ := s.Load("b/c.png")
	c, _ := s.Add(data)
	if a != b || b != c {
		t.Errorf("got %p %p %p", a, b, c)
	}
}

func TestDrawingsMayBeInLatin1(t *testing.T) {
	got, err := (&Asset{}).inspectSVG([]byte("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><svg><text>\xe9</text></svg>"))
	if want := "<svg><text>é</text></svg>"; err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestDrawingsAreCleaned(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	tests := []struct{ in, want string }{
		{`<script>alert(1)</script><g/>`, `<g></g>`},
		{`<g onclick="alert(1)" fill="red"/>`, `<g fill="red"></g>`},
		{`<a xlink:href="javascript:alert(1)">x</a>`, `<a>x</a>`},
		{`<use xlink:href="#part"/>`, `<use xlink:href="#part"></use>`},
		{`<image href="https://example.org/a.png"/>`, `<image></image>`},
		{`<image href="data:image/png;base64,AAAA"/>`, `<image href="data:image/png;base64,AAAA"></image>`},
		{`<image href="data:image/svg+xml,&lt;svg/>"/>`, `<image></image>`},
		{`<foreignObject><p>x</p></foreignObject>`, ``},
		{`<style>@import "a.css"; .a{fill:url(#b);mask:url(http://x/y)}</style>`, `<style> .a{fill:url(#b);mask:none}</style>`},
		{`<style>'</style>`, `<style></style>`},
		{`<style>a{b:c} d</style>`, `<style>a{b:c}</style>`},
		{`<style>a{b:'c
d</style>`, `<style></style>`},
		{`<style>a{b:c;} /* } */ <![CDATA[d>e{f:"}"]]></style>`, `<style>a{b:c;} /* } */ d&gt;e{f:&quot;}&quot;}</style>`},
		{`<style>@media print{a{b:c}</style>`, `<style>@media print{a{b:c}}</style>`},
		{`<style>a{b:c}}d{e:f}</style>`, `<style>a{b:c}</style>`},
		{`<rect style="fill:url('//x/y')"/>`, `<rect style="fill:none"></rect>`},
		{`<sodipodi:namedview/><g inkscape:label="x"/>`, `<g></g>`},
		{`<!-- note --><?php x ?><text>a &amp; b</text>`, `<text>a &amp; b</text>`},
		{`<g fill="a" fill="b"/>`, `<g fill="a"></g>`},
	}
	for _, tt := range tests {
		a := &Asset{}
		got, err := a.inspectSVG([]byte(head + tt.in + `</svg>`))
		if want := head + tt.want + `</svg>`; err != nil || string(got) != want {
			t.Errorf("got  %s, %v\nwant %s", got, err, want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="3em" viewBox="0,0 1 1"><style>a{b:url(c)}</style></svg>`))
	f.Add([]byte(`<!DOCTYPE svg [<!ENTITY ns "http://x/">]><svg xmlns:a="&ns;"><a:b c="&lt;"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a := &Asset{}
		clean, err := a.inspectSVG(data)
		if err != nil {
			return
		}
		d := xml.NewDecoder(bytes.NewReader(clean))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v in %q", err, clean)
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "script" {
				t.Fatalf("a script is left in %q", clean)
			}
		}
		again, err := (&Asset{}).inspectSVG(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("cleaning again changes %q to %q, %v", clean, again, err)
		}
	})
}
