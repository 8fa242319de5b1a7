package export

import (
	_ "embed"
	"errors"
	"io/fs"
	"strconv"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/formats/cartridge"
	"coursepack/formats/epub"
	"coursepack/formats/pdf"
	"coursepack/formats/scorm"
)

// SettingsFile is the name of the file, at the source's root, in which an author may say what the sources do not.
const SettingsFile = "coursepack.yaml"

// Schema is the JSON Schema of that file, for editors.
//
//go:embed coursepack.schema.json
var Schema string

// Settings are what the settings file says. Zero values leave what the layout found.
type Settings struct {
	ID, Title, Language string
	Authors             []content.Person
	Publisher, Rights   string
	License             content.License
	Description         string
	Cover               source.Value
	Date                time.Time
	Macros              []source.Macro
	Limits              source.Limits
	PDF                 pdf.Options
	EPUB                epub.Options
	SCORM               scorm.Options
	Moved               []Move
	Edition             content.Edition
	Cartridge           cartridge.Options
}

// ReadSettings reads the settings file of a source, if it has one. Whatever is the matter with it is reported.
func ReadSettings(fsys fs.FS, report diag.Reporter) *Settings {
	s := &Settings{}
	data, err := fs.ReadFile(fsys, SettingsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return s
	}
	r := &settingsReader{report: report}
	if err != nil {
		r.errorf(diag.Pos{File: SettingsFile}, "settings-unreadable", "the settings cannot be read: "+err.Error(), "")
		return s
	}
	root, problems := source.ParseYAML(SettingsFile, data, 1)
	for _, d := range problems {
		report.Report(d)
	}
	if root.Exists() {
		r.mapping(root, s.keys())
	}
	return s
}

// A setting reads the value of one key.
type setting struct {
	key  string
	read func(*settingsReader, source.Value)
}

// keys are all keys of the settings file; the schema has the same.
func (s *Settings) keys() []setting {
	return []setting{
		{"id", func(r *settingsReader, v source.Value) { s.ID = r.slug(v) }},
		{"title", text(&s.Title)},
		{"language", func(r *settingsReader, v source.Value) { s.Language = r.language(v) }},
		{"authors", func(r *settingsReader, v source.Value) { s.Authors = r.persons(v) }},
		{"publisher", text(&s.Publisher)},
		{"rights", text(&s.Rights)},
		{"license", func(r *settingsReader, v source.Value) { s.License = r.license(v) }},
		{"description", text(&s.Description)},
		{"cover", func(r *settingsReader, v source.Value) { s.Cover = v }},
		{"date", func(r *settingsReader, v source.Value) { s.Date = r.date(v) }},
		{"limits", func(r *settingsReader, v source.Value) { r.mapping(v, s.limits()) }},
		{"math", func(r *settingsReader, v source.Value) { r.mapping(v, s.math()) }},
		{"epub", func(r *settingsReader, v source.Value) { r.mapping(v, s.epub()) }},
		{"pdf", func(r *settingsReader, v source.Value) { r.mapping(v, s.pdf()) }},
		{"cartridge", func(r *settingsReader, v source.Value) { r.mapping(v, s.cartridge()) }},
		{"edition", func(r *settingsReader, v source.Value) {
			s.Edition = content.Edition(r.oneOf(v, string(content.Full), string(content.Student), string(content.Instructor)))
		}},
		{"moved", func(r *settingsReader, v source.Value) { s.Moved = r.moves(v) }},
		{"completion", func(r *settingsReader, v source.Value) { s.SCORM.Completion = r.completion(v) }},
	}
}

func (s *Settings) limits() []setting {
	return []setting{
		{"file_mb", func(r *settingsReader, v source.Value) { s.Limits.FileSize = int64(r.positive(v)) << 20 }},
		{"nesting", func(r *settingsReader, v source.Value) { s.Limits.Nesting = r.positive(v) }},
	}
}

func (s *Settings) math() []setting {
	return []setting{
		{"macros", func(r *settingsReader, v source.Value) { s.Macros = r.macros(v) }},
	}
}

func (s *Settings) epub() []setting {
	return []setting{
		{"profile", func(r *settingsReader, v source.Value) { s.EPUB.Profile = epub.ProfileOf(r.oneOf(v, epub.Profiles...)) }},
		{"fonts", func(r *settingsReader, v source.Value) { s.EPUB.Fonts = r.yes(v) }},
		{"page_list", func(r *settingsReader, v source.Value) { s.EPUB.PageList = r.yes(v) }},
		{"math_images", func(r *settingsReader, v source.Value) { s.EPUB.MathImages = r.yes(v) }},
		{"recordings", func(r *settingsReader, v source.Value) {
			_, said := v.Bool()
			s.EPUB.WithoutRecordings = !r.yes(v) && said
		}},
		{"image_megapixels", func(r *settingsReader, v source.Value) { s.EPUB.Pixels = 1e6 * min(r.positive(v), 1000) }},
		{"subjects", func(r *settingsReader, v source.Value) { s.EPUB.Subjects = v.Strings() }},
		{"series", func(r *settingsReader, v source.Value) { r.mapping(v, s.series()) }},
	}
}

func (s *Settings) series() []setting {
	return []setting{
		{"name", text(&s.EPUB.Series)},
		{"volume", func(r *settingsReader, v source.Value) { s.EPUB.Volume = r.positive(v) }},
	}
}

func (s *Settings) pdf() []setting {
	return []setting{
		{"paper", func(r *settingsReader, v source.Value) {
			if r.oneOf(v, "a4", "letter") == "letter" {
				s.PDF.Paper = pdf.Letter
			}
		}},
		{"two_sided", func(r *settingsReader, v source.Value) { s.PDF.TwoSided = r.yes(v) }},
		{"theme", func(r *settingsReader, v source.Value) {
			if r.oneOf(v, "serif", "sans") == "sans" {
				s.PDF.Theme = pdf.Sans
			}
		}},
		{"size", func(r *settingsReader, v source.Value) { s.PDF.Size = r.number(v, pdf.SmallestText, pdf.LargestText) }},
		{"grey", func(r *settingsReader, v source.Value) { s.PDF.Grey = r.yes(v) }},
		{"links", func(r *settingsReader, v source.Value) {
			if where := pdf.Links(r.oneOf(v, "list", "notes", "none")); where != "list" {
				s.PDF.Links = where
			}
		}},
		{"cards", func(r *settingsReader, v source.Value) { s.PDF.Cards = r.yes(v) }},
		{"own_fonts", func(r *settingsReader, v source.Value) { s.PDF.OwnFonts = r.yes(v) }},
	}
}

func (s *Settings) cartridge() []setting {
	return []setting{
		{"target", func(r *settingsReader, v source.Value) {
			s.Cartridge.Standard = r.oneOf(v, "both", "standard") == "standard"
		}},
		{"modules", func(r *settingsReader, v source.Value) {
			s.Cartridge.Lessons = r.oneOf(v, "units", "lessons") == "lessons"
		}},
		{"image_megapixels", func(r *settingsReader, v source.Value) { s.Cartridge.Pixels = 1e6 * min(r.positive(v), 1000) }},
		{"attach", func(r *settingsReader, v source.Value) {
			for _, item := range v.List() {
				if name := r.oneOf(item, "pdf", "epub"); name != "" {
					s.Cartridge.Attach = append(s.Cartridge.Attach, name)
				}
			}
		}},
	}
}

// apply lets the settings overrule what the layout found.
func (s *Settings) apply(o *source.Outline, store *asset.Store, report diag.Reporter) {
	o.Macros = append(o.Macros, s.Macros...)
	c := o.Course
	set(&c.ID, s.ID)
	set(&c.Title, s.Title)
	set(&c.Language, s.Language)
	set(&c.Publisher, s.Publisher)
	set(&c.Rights, s.Rights)
	set(&c.License, s.License)
	set(&c.Description, s.Description)
	if s.Authors != nil {
		c.Authors = s.Authors
	}
	if !s.Date.IsZero() {
		c.Date = s.Date
	}
	if s.Cover.Exists() {
		s.applyCover(c, store, report)
	}
}

func set[T comparable](field *T, value T) {
	var zero T
	if value != zero {
		*field = value
	}
}

func (s *Settings) applyCover(c *content.Course, store *asset.Store, report diag.Reporter) {
	name := s.Cover.String()
	cover, err := store.Load(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New("there is no such file")
	case err == nil && !cover.IsImage():
		err = errors.New("it is no picture")
	}
	if err != nil {
		report.Report(diag.Diagnostic{
			Pos: s.Cover.Pos, Severity: diag.Error, Code: "cover-unusable",
			Message: "the cover " + strconv.Quote(name) + ": " + err.Error(), Instead: "a cover with the title",
		})
		return
	}
	c.Cover = cover
}
