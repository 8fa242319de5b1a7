package export

import (
	"fmt"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/anki"
	"coursepack/formats/cartridge"
	"coursepack/formats/epub"
	"coursepack/formats/gift"
	"coursepack/formats/moodlexml"
	"coursepack/formats/pdf"
	"coursepack/formats/qti"
	"coursepack/formats/scorm"
)

// A format is what can be asked for by name.
type format struct {
	name string
	new  func(*Settings) formats.Format
}

// allFormats in the order in which lists show them.
var allFormats = []format{
	{"pdf", func(s *Settings) formats.Format { return pdf.New(s.PDF) }},
	{"epub", func(s *Settings) formats.Format { return epub.New(s.EPUB) }},
	{"scorm12", func(s *Settings) formats.Format { return scorm.New(s.SCORM) }},
	{"scorm2004", func(s *Settings) formats.Format { return scorm.New2004(s.SCORM) }},
	{"cmi5", func(s *Settings) formats.Format { return scorm.NewCMI5(s.SCORM) }},
	{"imscc", func(s *Settings) formats.Format { return cartridge.New(s.Cartridge) }},
	{"qti", func(*Settings) formats.Format { return qti.New(qti.Options{}) }},
	{"moodlexml", func(*Settings) formats.Format { return moodlexml.New(moodlexml.Options{}) }},
	{"anki", func(*Settings) formats.Format { return anki.New(anki.Options{}) }},
	{"gift", func(*Settings) formats.Format { return gift.New(gift.Options{}) }},
}

// printed is the edition whose pages other formats refer to.
func printed(s *Settings) formats.Paged { return pdf.New(s.PDF) }

// DefaultFormats are written where nobody says otherwise.
var DefaultFormats = []string{"pdf", "epub", "scorm12"}

// Formats describes every format.
func Formats() []formats.Info {
	var infos []formats.Info
	for _, f := range allFormats {
		infos = append(infos, f.new(&Settings{}).Info())
	}
	return infos
}

// findFormats returns the formats by those names, each once; "all" is all of them.
func findFormats(names []string) ([]format, error) {
	if len(names) == 0 {
		names = DefaultFormats
	}
	if slices.Contains(names, "all") {
		return allFormats, nil
	}
	var found []format
	for i, name := range names {
		at := slices.IndexFunc(allFormats, func(f format) bool { return f.name == name })
		if at < 0 {
			return nil, unknownFormat(name)
		}
		if !slices.Contains(names[:i], name) {
			found = append(found, allFormats[at])
		}
	}
	return found, nil
}

func unknownFormat(name string) error {
	var known []string
	for _, f := range allFormats {
		known = append(known, f.name)
	}
	if near, ok := diag.Nearest(name, known); ok {
		return fmt.Errorf("no format is called %q; did you mean %s?", name, near)
	}
	return fmt.Errorf("no format is called %q; there are %s", name, strings.Join(known, ", "))
}
