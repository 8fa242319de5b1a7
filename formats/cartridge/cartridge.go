// Package cartridge writes a course as a Common Cartridge 1.1 with the extension by which Canvas takes it for one of its
// own: one file that gives Canvas pages, modules and quizzes, and Moodle and others their activities.
//
// Canvas reads pages from one folder and quizzes from another, wherever the manifest leads; others read what the manifest
// leads to. So there are two copies of each: those for Canvas, and those of the manifest, which are written for Moodle
// unless asked otherwise, since it decodes texts more often than the standard has it.
//
// Sources: IMS Common Cartridge Profile 1.1; IMS QTI 1.2; and what the importers of Moodle 4.5 and of Canvas were seen to
// do, each rule beside the code that follows it.
package cartridge

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/identity"
	"coursepack/formats/internal/picture"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct {
	Standard bool     // the manifest's copies follow the standard to the letter, instead of being fit for Moodle
	Lessons  bool     // each lesson is a module, instead of a part of its unit's
	Pixels   int      // larger pictures are made smaller; 0 is 4 million
	Attach   []string // names of formats whose files stand in the cartridge, with links to them
}

// manual is the dialect of the copies that the manifest leads to.
func (o Options) manual() dialect {
	if o.Standard {
		return standard
	}
	return moodle
}

// New returns the format.
func New(o Options) *Format { return &Format{o} }

// A Format writes cartridges.
type Format struct{ options Options }

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name:   "imscc",
		Suffix: ".imscc",
		About:  "a Common Cartridge that Canvas and Moodle import as pages, modules and quizzes",
		Graded: true,
		Hides:  true,
		Support: formats.Support{
			"Embed": formats.Degraded, // remote ones as links
			"Raw":   formats.Dropped,
		},
		Questions: []formats.Questions{canvas.questions(), f.options.manual().questions()},
		Attach:    f.options.Attach,
	}
}

// Write writes in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	c := newCartridge(in, f.options)
	c.plan()
	if err := c.addPages(ctx); err != nil {
		return err
	}
	if err := c.addTasks(ctx); err != nil {
		return err
	}
	c.addQuizzes()
	c.addLinks()
	c.addCanvas()
	c.addMedia()
	return c.write(ctx, w)
}

// A cartridge is what the zip will hold.
type cartridge struct {
	course  *content.Course
	words   *words.Words
	tool    string
	report  diag.Reporter
	entries map[string][]*content.Part // of bibliographies, by id
	ids     identity.Course
	slugs   identity.Slugger
	manual  dialect // of the copies that the manifest leads to
	lessons bool    // each is a module
	pixels  int     // the most that pictures have

	modules []*module
	pages   []*page
	byPart  map[*content.Part]*page
	quizzes []*quiz
	taken   map[*content.Quiz]place
	tasks   []*task
	links   []*weblink

	resources []resource
	media     map[string]*asset.Asset // by name in the package
	public    map[string]bool         // those that learners are shown
	files     map[string][]byte       // made by us, by name
	attached  []formats.Attachment
}

func newCartridge(in *formats.Input, o Options) *cartridge {
	return &cartridge{
		course: in.Course, words: words.For(in.Course.Language), tool: in.Tool, report: in.Report,
		entries: in.Course.Bibliography(), ids: identity.Course(in.Course.ID), slugs: identity.Slugger{},
		manual: o.manual(), lessons: o.Lessons, pixels: cmp.Or(o.Pixels, 4e6),
		byPart: map[*content.Part]*page{}, taken: map[*content.Quiz]place{},
		media: map[string]*asset.Asset{}, public: map[string]bool{}, files: map[string][]byte{}, attached: in.Attached,
	}
}

// addLinks writes the addresses outside of the course.
func (c *cartridge) addLinks() {
	for _, l := range c.links {
		f := xmldoc.New("")
		f.Open("webLink", "xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1")
		f.Text("title", title(l.Title))
		f.Empty("url", "href", l.URL, "target", "_blank")
		f.Close("webLink")
		name := "weblinks/" + l.Ident + ".xml"
		c.files[name] = f.Bytes()
		c.resources = append(c.resources, resource{Ident: l.resource(), Type: typeLink, Files: []string{name}})
	}
}

// addMedia names the pictures and files of the course in the manifest, and the books that stand in the cartridge.
func (c *cartridge) addMedia() {
	names := slices.Sorted(maps.Keys(c.media))
	for _, a := range c.attached {
		c.public[mediaFolder+a.Name] = true
		names = append(names, mediaFolder+a.Name)
	}
	for _, name := range names {
		c.resources = append(c.resources, resource{Ident: c.mediaIdent(name), Type: typeContent, Hidden: !c.public[name], Files: []string{name}})
	}
}

func (c *cartridge) mediaIdent(name string) string { return c.ids.Of("file", name) }

// write writes the zip: the manifest first, then all files by name.
func (c *cartridge) write(ctx context.Context, w io.Writer) error {
	z := zipfile.NewWriter(w)
	if err := z.Deflate(manifestName, zipfile.Bytes(c.manifest())); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := z.Deflate(name, zipfile.Bytes(c.files[name])); err != nil {
			return err
		}
	}
	add := func(name string, a *asset.Asset) error { return c.writeFile(z, name, a) }
	if err := zipfile.Assets(ctx, c.media, add); err != nil {
		return err
	}
	for _, a := range c.attached {
		if err := z.Store(mediaFolder+a.Name, zipfile.Bytes(a.Data)); err != nil {
			return err
		}
	}
	return z.Close()
}

// writeFile adds a picture or a file of the course.
func (c *cartridge) writeFile(z *zipfile.Writer, name string, a *asset.Asset) error {
	if !picture.IsLarge(a, c.pixels) {
		return z.Asset(name, a)
	}
	data, err := picture.Smaller(a, c.pixels)
	if err != nil {
		return err
	}
	return z.Store(name, zipfile.Bytes(data))
}

// mediaFolder is where Canvas looks for the files of a course.
const mediaFolder = "web_resources/"
