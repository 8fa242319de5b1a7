// Package scorm writes a course as a package that plays in a learning platform: SCORM 1.2, SCORM 2004 or cmi5. They have
// the same player, which shows the lessons and tells the platform what the learner has done; what differs is the manifest
// and the language that the player speaks with the platform.
//
// A package has a single SCO, because with several a Moodle course counts as done after any of them, and because a page
// that navigated would end the session: the player's shell stays, the lessons change in a frame. Everything that a platform
// keeps learners' progress by (the identifiers in the manifest, the keys of pages and questions) derives from the ids of
// the course, its parts and questions, so that a new upload keeps it.
package scorm

import (
	"context"
	"io"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/zipfile"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct {
	Completion
}

// New returns the format for SCORM 1.2, which every platform takes.
func New(o Options) *Format { return &Format{standards["scorm12"], o} }

// New2004 returns the format for SCORM 2004, 4th edition.
func New2004(o Options) *Format { return &Format{standards["scorm2004"], o} }

// NewCMI5 returns the format for cmi5.
func NewCMI5(o Options) *Format { return &Format{standards["cmi5"], o} }

// A Format writes packages.
type Format struct {
	standard *standard
	options  Options
}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name:   f.standard.name,
		Suffix: f.standard.suffix,
		About:  f.standard.about,
		Graded: true,
		Support: formats.Support{
			"Embed": formats.Degraded, // remote ones as links
			"Raw":   formats.Dropped,
		},
		Questions: []formats.Questions{{Support: map[formats.QuestionKind]formats.Level{formats.TimeLimit: formats.Degraded}}},
	}
}

// Write writes in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	p := newPackage(in, f.standard, f.options)
	p.reportState()
	if err := p.addPages(ctx); err != nil {
		return err
	}
	if err := p.addPlayer(); err != nil {
		return err
	}
	return p.write(ctx, w)
}

// A scormPackage is what the zip will hold.
type scormPackage struct {
	standard *standard
	options  Options
	course   *content.Course
	words    *words.Words
	report   diag.Reporter
	pages    []*page
	items    []*practice.Item
	keys     map[content.Node]string // of items
	byPart   map[*content.Part]*page
	entries  map[string][]*content.Part // of bibliographies, by id
	assets   map[string]*asset.Asset    // by name in the package
	files    map[string][]byte          // made by us, by name
}

func newPackage(in *formats.Input, e *standard, o Options) *scormPackage {
	p := &scormPackage{
		standard: e, options: o,
		course: in.Course, words: words.For(in.Course.Language), report: in.Report,
		entries: in.Course.Bibliography(),
		byPart:  map[*content.Part]*page{}, assets: map[string]*asset.Asset{}, files: map[string][]byte{},
		items: practice.Items(in.Course), keys: map[content.Node]string{},
	}
	for _, item := range p.items {
		p.keys[item.Node] = item.Key
	}
	p.planPages()
	return p
}

// write writes the zip: the manifest first, then all files by name.
func (p *scormPackage) write(ctx context.Context, w io.Writer) error {
	names := p.names()
	z := zipfile.NewWriter(w)
	if err := z.Deflate(p.standard.manifestName, zipfile.Bytes(p.standard.manifest(p, names))); err != nil {
		return err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.writeFile(z, name); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *scormPackage) writeFile(z *zipfile.Writer, name string) error {
	if a, ok := p.assets[name]; ok {
		return z.Asset(name, a)
	}
	return z.Deflate(name, zipfile.Bytes(p.files[name]))
}

// names are those of all files but the manifest, in order.
func (p *scormPackage) names() []string {
	var names []string
	for name := range p.files {
		names = append(names, name)
	}
	for name := range p.assets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// assetName is where a file lies in the package. The name holds the hash, so that equal names are equal files.
func assetName(a *asset.Asset) string {
	return "media/" + a.Hash[:16] + strings.ToLower(a.Ext)
}
