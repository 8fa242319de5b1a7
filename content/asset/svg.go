package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// maxSVGDepth and maxSVGElements bound what one drawing may cost.
const (
	maxSVGDepth    = 200
	maxSVGElements = 500_000
)

// inspectSVG reads the size of an SVG and returns it cleaned of whatever runs or reaches outside: scripts, event
// handlers, foreign objects, references to other files, document type declarations with their entities.
func (a *Asset) inspectSVG(data []byte) ([]byte, error) {
	a.Type, a.Ext = "image/svg+xml", ".svg"
	c := svgCleaner{in: xml.NewDecoder(bytes.NewReader(data)), prefixes: map[string]bool{"": true, "xml": true, "xmlns": true}}
	c.in.Strict, c.in.CharsetReader = true, charsetReader
	c.in.Entity = declaredEntities(data)
	if err := c.run(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	a.Width, a.Height = c.width, c.height
	if len(c.in.Entity) > 0 {
		c.lose("entities")
	}
	a.Cleaned = c.lost
	return c.out.Bytes(), nil
}

// charsetReader reads the encodings that programs for drawing write beside UTF-8.
func charsetReader(charset string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "us-ascii", "ascii":
		return in, nil
	case "iso-8859-1", "latin1": // each byte is the character of that number
		data, err := io.ReadAll(in)
		var text strings.Builder
		for _, c := range data {
			text.WriteRune(rune(c))
		}
		return strings.NewReader(text.String()), err
	}
	return nil, fmt.Errorf("the encoding %s is not known", charset)
}

type svgCleaner struct {
	in            *xml.Decoder
	out           bytes.Buffer
	prefixes      map[string]bool // declared somewhere so far
	names         []string        // open elements, as written
	elements      int
	lost          []string         // kinds of what is left out
	skip          int              // depth below which nothing is written; 0 while everything is
	style         *strings.Builder // the text of a style element, while it is open
	width, height int
}

// run copies token by token. Names stay as they are written: prefixes need no translation.
func (c *svgCleaner) run() error {
	for {
		token, err := c.in.RawToken()
		if errors.Is(err, io.EOF) {
			if len(c.names) > 0 || c.elements == 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := c.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			if err := c.end(name(t.Name)); err != nil {
				return err
			}
		case xml.CharData:
			c.text(t)
		}
	}
}

// droppedElements cannot be shown in a still picture, run, or bring in other languages.
var droppedElements = map[string]string{
	"script": "scripts", "handler": "scripts", "listener": "scripts",
	"foreignObject": "text in HTML", "iframe": "embedded pages", "audio": "recordings", "video": "recordings",
	"metadata": "", "namedview": "",
}

// lose notes that something of a kind is left out.
func (c *svgCleaner) lose(kind string) {
	if kind != "" && !slices.Contains(c.lost, kind) {
		c.lost = append(c.lost, kind)
	}
}

func (c *svgCleaner) start(t xml.StartElement) error {
	c.names = append(c.names, name(t.Name))
	if c.elements++; c.elements > maxSVGElements || len(c.names) > maxSVGDepth {
		return errors.New("the drawing has too many elements")
	}
	if c.elements == 1 {
		c.size(t.Attr)
	}
	c.declare(t.Attr)
	kind, drop := droppedElements[t.Name.Local]
	if c.skip == 0 && (drop || !c.prefixes[t.Name.Space]) {
		c.lose(kind)
		c.skip = len(c.names)
	}
	if c.skip > 0 {
		return nil
	}
	if t.Name.Local == "style" {
		c.style = &strings.Builder{}
	}
	c.out.WriteString("<" + name(t.Name))
	seen := map[string]bool{}
	for _, a := range t.Attr {
		if !c.prefixes[a.Name.Space] && a.Name.Space == "xlink" {
			a.Name.Space = "" // as SVG 2 writes it
		}
		value, ok := cleanAttr(a)
		if !ok && strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
			c.lose("scripts")
		} else if !ok && t.Name.Local != "a" {
			c.lose("references to other files")
		}
		if ok && c.prefixes[a.Name.Space] && !seen[name(a.Name)] {
			seen[name(a.Name)] = true
			c.out.WriteString(" " + name(a.Name) + `="`)
			escape(&c.out, value)
			c.out.WriteByte('"')
		}
	}
	c.out.WriteByte('>')
	return nil
}

func (c *svgCleaner) declare(attrs []xml.Attr) {
	for _, a := range attrs {
		if a.Name.Space == "xmlns" {
			c.prefixes[a.Name.Local] = true
		}
	}
}

func (c *svgCleaner) end(closing string) error {
	depth := len(c.names)
	if depth == 0 || c.names[depth-1] != closing {
		return fmt.Errorf("</%s> closes nothing", closing)
	}
	c.names = c.names[:depth-1]
	c.endStyle()
	switch {
	case c.skip == depth:
		c.skip = 0
	case c.skip == 0:
		c.out.WriteString("</" + closing + ">")
	}
	return nil
}

func (c *svgCleaner) text(t xml.CharData) {
	if c.skip > 0 || len(c.names) == 0 {
		return
	}
	if c.style != nil {
		c.style.Write(t)
		return
	}
	escape(&c.out, string(t))
}

// endStyle writes the style sheet of a style element that ends, but nothing that is none: checkers of books refuse it.
func (c *svgCleaner) endStyle() {
	if c.style == nil {
		return
	}
	sheet, whole := wholeRules(c.style.String())
	if !whole {
		c.lose("a broken style sheet")
	}
	escape(&c.out, cleanCSS(sheet))
	c.style = nil
}

// wholeRules returns a style sheet up to the end of its last rule, and whether that is all of it. A block that is open at the end is
// closed there: CSS Syntax 3, 5.4.8.
func wholeRules(s string) (sheet string, whole bool) {
	depth, at, end := 0, 0, 0 // end is that of the last rule outside of blocks
	whole = true
	for l := css.NewLexer(parse.NewInputString(s)); ; {
		kind, token := l.Next()
		at += len(token)
		switch kind {
		case css.WhitespaceToken, css.CommentToken, css.CDOToken, css.CDCToken:
			continue
		case css.ErrorToken:
			switch {
			case depth > 0:
				return s + strings.Repeat("}", depth), true
			case whole:
				return s, true
			}
			return s[:end], false
		case css.BadStringToken, css.BadURLToken:
			return s[:end], false
		case css.LeftBraceToken:
			depth++
		case css.RightBraceToken:
			depth--
		}
		if depth < 0 {
			return s[:end], false
		}
		if whole = depth == 0 && (kind == css.RightBraceToken || kind == css.SemicolonToken); whole {
			end = at
		}
	}
}

// cleanAttr returns the value that an attribute may keep.
func cleanAttr(a xml.Attr) (string, bool) {
	local := strings.ToLower(a.Name.Local)
	switch {
	case strings.HasPrefix(local, "on"):
		return "", false
	case local == "href" || local == "src":
		v := strings.TrimSpace(a.Value)
		return v, strings.HasPrefix(v, "#") || strings.HasPrefix(v, "data:image/") && !strings.HasPrefix(v, "data:image/svg")
	}
	return cleanCSS(a.Value), true
}

var (
	cssURL    = regexp.MustCompile(`(?i)url\(\s*['"]?\s*([^'")]*)['"]?\s*\)`)
	cssImport = regexp.MustCompile(`(?i)@import[^;]*;?`)
)

// cleanCSS takes references to other files out of a style.
func cleanCSS(s string) string {
	if !strings.Contains(s, "(") && !strings.Contains(s, "@") {
		return s
	}
	s = cssImport.ReplaceAllString(s, "")
	return cssURL.ReplaceAllStringFunc(s, func(m string) string {
		target := cssURL.FindStringSubmatch(m)[1]
		if strings.HasPrefix(target, "#") || strings.HasPrefix(target, "data:image/") || strings.HasPrefix(target, "data:font/") {
			return m
		}
		return "none"
	})
}

func name(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

func escape(w *bytes.Buffer, s string) {
	for _, r := range s {
		switch r {
		case '&':
			w.WriteString("&amp;")
		case '<':
			w.WriteString("&lt;")
		case '>':
			w.WriteString("&gt;")
		case '"':
			w.WriteString("&quot;")
		default:
			w.WriteRune(r)
		}
	}
}

// size reads the intrinsic size: width and height, else the view box (SVG 2, 8.2 and 8.12).
func (c *svgCleaner) size(attrs []xml.Attr) {
	var width, height float64
	var box []string
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			width = svgLength(a.Value)
		case "height":
			height = svgLength(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
		}
	}
	if len(box) == 4 {
		w, h := svgLength(box[2]), svgLength(box[3])
		switch {
		case w <= 0 || h <= 0:
		case width > 0 && height > 0:
		case width > 0:
			height = width * h / w
		case height > 0:
			width = height * w / h
		default:
			width, height = w, h
		}
	}
	const max = 100_000
	if width > 0 && height > 0 && width < max && height < max {
		c.width, c.height = int(width+0.5), int(height+0.5)
	}
}

// pixels has the CSS pixels of the absolute units (CSS Values 4, 6.2), and of those of a font in its usual size.
var pixels = map[string]float64{"": 1, "px": 1, "pt": 4. / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
	"em": 16, "rem": 16, "ex": 8}

// svgLength returns a length in pixels, 0 if it depends on something else.
func svgLength(s string) float64 {
	s = strings.TrimSpace(s)
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%")
	unit, ok := pixels[strings.ToLower(s[len(digits):])]
	value, err := strconv.ParseFloat(digits, 64)
	if !ok || err != nil {
		return 0
	}
	return value * unit
}

var entity = regexp.MustCompile(`<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>`)

// declaredEntities has the short, plain entities that a drawing declares, as old versions of Illustrator do for name
// spaces. Entities made of entities, which can grow without bound, are not among them.
func declaredEntities(data []byte) map[string]string {
	entities := map[string]string{}
	for _, m := range entity.FindAllSubmatch(data[:min(len(data), 1<<16)], 100) {
		entities[string(m[1])] = string(m[2]) + string(m[3])
	}
	return entities
}
