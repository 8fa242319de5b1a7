// Package moodlexml writes the questions of a course as Moodle XML, which Moodle's question bank imports, with a category for
// each lesson. https://docs.moodle.org/en/Moodle_XML_format
package moodlexml

import (
	"context"
	"encoding/base64"
	"io"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/xmldoc"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct{}

// New returns the format.
func New(Options) *Format { return &Format{} }

// A Format writes question banks.
type Format struct{}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name: "moodlexml", Suffix: "-moodle.xml", About: "the questions, for Moodle's question bank", Graded: true,
		Support:   formats.Support{"Embed": formats.Degraded, "Raw": formats.Dropped},
		Questions: []formats.Questions{{Support: map[formats.QuestionKind]formats.Level{formats.Attempts: formats.Degraded, formats.TimeLimit: formats.Degraded}}},
	}
}

// Write writes the questions of in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	b := &writer{File: xmldoc.New("<!-- " + content.QuestionsMark + " -->\n"), maker: bank.NewMaker(in), report: in.Report}
	b.maker.Address = b.picture
	b.Open("quiz")
	for _, l := range bank.Lessons(in) {
		if err := ctx.Err(); err != nil {
			return err
		}
		bank.TellLimits(in.Report, "Moodle XML", l)
		b.category(in.Course.Title, l.Title)
		for _, item := range l.Items {
			b.question(item)
		}
	}
	if b.err != nil {
		return b.err
	}
	b.Close("quiz")
	_, err := w.Write(b.Bytes())
	return err
}

// A writer writes the file. Pictures that a text shows gather until the text is written.
type writer struct {
	*xmldoc.File
	maker    *bank.Maker
	report   diag.Reporter
	pictures []*asset.Asset
	err      error
}

// category names the category of the questions that follow. A slash in a name is doubled.
func (b *writer) category(names ...string) {
	path := "$course$/top"
	for _, name := range names {
		if name = xmldoc.Plain(name); name != "" {
			path += "/" + strings.ReplaceAll(name, "/", "//")
		}
	}
	b.Open("question", "type", "category")
	b.Open("category")
	b.Text("text", path)
	b.Close("category")
	b.Close("question")
}

// text writes an element that holds HTML and the files that it shows.
func (b *writer) text(name, html string, attrs ...string) {
	b.Open(name, append(attrs, "format", "html")...)
	b.textIn(html)
	b.Close(name)
}

func (b *writer) textIn(html string) {
	b.Data("text", html)
	seen := map[string]bool{}
	for _, a := range b.pictures {
		if name := fileName(a); !seen[name] {
			seen[name] = true
			b.file(name, a)
		}
	}
	b.pictures = nil
}

func (b *writer) file(name string, a *asset.Asset) {
	data, err := a.Bytes()
	if err != nil {
		b.err = err
	}
	b.Data("file", base64.StdEncoding.EncodeToString(data), "name", name, "path", "/", "encoding", "base64")
}

// picture is the address of a picture. Moodle keeps the files of a text under this name.
func (b *writer) picture(a *asset.Asset) string {
	b.pictures = append(b.pictures, a)
	return "@@PLUGINFILE@@/" + fileName(a)
}

func fileName(a *asset.Asset) string { return a.Hash[:16] + strings.ToLower(a.Ext) }

func (b *writer) blocks(name string, blocks []content.Block) {
	b.text(name, b.maker.Blocks(blocks, nil))
}
