// Package gift writes the questions of a course as GIFT, a format of plain text that Moodle and others import, with a
// category for each lesson. https://docs.moodle.org/en/GIFT_format
package gift

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/bank"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct{}

// New returns the format.
func New(Options) *Format { return &Format{} }

// A Format writes GIFT.
type Format struct{}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name: "gift", Suffix: ".gift.txt", About: "the questions as plain text, for Moodle and others", Graded: true,
		Support: formats.Support{"Embed": formats.Degraded, "Raw": formats.Dropped},
		Questions: []formats.Questions{{Support: map[formats.QuestionKind]formats.Level{
			formats.CaseMatters: formats.Degraded, formats.Blanks: formats.Degraded, formats.BlanksNumbers: formats.Degraded,
			formats.Menus: formats.Degraded, formats.BlanksMenus: formats.Degraded, formats.Order: formats.Degraded, formats.Hints: formats.Degraded,
			formats.Attempts: formats.Degraded, formats.TimeLimit: formats.Degraded,
		}}},
	}
}

// Write writes the questions of in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	b := &writer{maker: bank.NewMaker(in), report: in.Report}
	b.maker.Address = b.picture
	fmt.Fprintf(&b.buf, "// %s\n\n", content.QuestionsMark)
	for _, l := range bank.Lessons(in) {
		if err := ctx.Err(); err != nil {
			return err
		}
		bank.TellLimits(in.Report, "GIFT", l)
		fmt.Fprintf(&b.buf, "$CATEGORY: $course$/top/%s/%s\n\n", category(in.Course.Title), category(l.Title))
		for _, item := range l.Items {
			b.item(item)
		}
	}
	if b.err != nil {
		return b.err
	}
	_, err := w.Write(b.buf.Bytes())
	return err
}

// category is a name in a path of categories: a slash in it is doubled.
func category(name string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(name), " "), "/", "//")
}

type writer struct {
	buf    bytes.Buffer
	maker  *bank.Maker
	report diag.Reporter
	err    error
}

// picture is a picture as an address: a file of text has no other place for it.
func (b *writer) picture(a *asset.Asset) string {
	data, err := a.Bytes()
	if err != nil {
		b.err = err
	}
	return "data:" + a.Type + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// escaper keeps what a text says from being signs of the format. A question ends at a blank line, so that there is none.
var escaper = strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", `\n`)

func (b *writer) html(blocks []content.Block) string {
	return escaper.Replace(b.maker.Blocks(blocks, nil))
}

// tell reports what the format has no place for: once, wherever it is so.
func (b *writer) tell(q *content.Question, message, instead string) {
	b.report.Report(diag.Diagnostic{Pos: q.Pos, Severity: diag.Note, Code: "gift-lacks", Message: message, Instead: instead, ByName: true})
}
