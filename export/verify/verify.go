// Package verify tells, without any learning management system, what Moodle and Canvas would make of a package: a SCORM or
// cmi5 package, a Common Cartridge, questions in QTI 2.1, an EPUB or a PDF, whoever made it. Each rule has been seen to hold in a running Moodle 4.5, or
// read in the import code of Canvas or Moodle or in the standard that it names.
package verify

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"coursepack/content/diag"
)

// A Rule is something that a package must do, and what happens where it does not.
type Rule struct {
	ID       string        `json:"id"`
	Severity diag.Severity `json:"severity"`
	System   string        `json:"system"` // whose rule it is
	Effect   string        `json:"effect"`
	Source   string        `json:"source"`

	check func(*Package, finder)
}

// A finder hears of a file that breaks the rule, and how.
type finder func(file, detail string)

// A Finding is a place where a package breaks a rule.
type Finding struct {
	*Rule
	File   string `json:"file"` // in the package; "" is the package itself
	Detail string `json:"detail"`
}

// OfOurs is the finding as one about a file that this program has written.
func (f Finding) OfOurs(name string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "output-broken",
		Message: fmt.Sprintf("%s is not sound: %s: %s: %s", name, f.ID, f.File, f.Detail),
		Hint:    "please report it: it is a mistake of coursepack",
	}
}

// A Kind is what a file is.
type Kind string

// The kinds that there are rules for.
const (
	SCORM12   Kind = "SCORM 1.2"
	SCORM2004 Kind = "SCORM 2004"
	CMI5      Kind = "cmi5"
	Cartridge Kind = "Common Cartridge"
	QTI       Kind = "QTI 2.1"
	EPUB      Kind = "EPUB"
	PDF       Kind = "PDF"
	Unknown   Kind = "unknown"
)

// Limits of what is read of a package.
const (
	maxText = 16 << 20  // bytes of a text
	maxAll  = 256 << 20 // bytes of all texts together
	maxPDF  = 256 << 20
)

// A Package is a file that has been opened.
type Package struct {
	Kind  Kind
	Names []string // of its files, in their order

	files     map[string]*zip.File
	texts     map[string][]byte
	documents map[string]*element // of those texts that are XML
	damaged   map[string]error    // why a text is not whole; nil for one that is
	read      int64               // bytes of all texts
	manifest  *element            // of what has a manifest that can be parsed
	broken    error               // why it cannot be
	listed    []*element          // resources of the manifest
	byID      map[string]*element // the first of them with each identifier; nil before they are looked for
	pdf       []byte
}

// Open reads what a file is. The error is about reading; a file that is nothing known has the kind Unknown.
func Open(r io.ReaderAt, size int64) (*Package, error) {
	head := make([]byte, min(size, 1024))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	p := &Package{
		Kind: Unknown, files: map[string]*zip.File{}, texts: map[string][]byte{}, documents: map[string]*element{}, damaged: map[string]error{},
	}
	if bytes.Contains(head, []byte("%PDF-")) {
		if size > maxPDF {
			return nil, fmt.Errorf("it is larger than %d MB", maxPDF>>20)
		}
		p.Kind, p.pdf = PDF, make([]byte, size)
		_, err := io.ReadFull(io.NewSectionReader(r, 0, size), p.pdf)
		return p, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && len(head) > 1 && string(head[:2]) == "PK" {
		return nil, fmt.Errorf("reading the zip: %w", err)
	}
	if err != nil {
		return p, nil
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") {
			p.Names = append(p.Names, f.Name)
			p.files[f.Name] = f
		}
	}
	p.Kind = p.kind()
	return p, nil
}

// kind looks at the files that only one kind of package has.
func (p *Package) kind() Kind {
	if p.has("META-INF/container.xml") || p.has("mimetype") {
		return EPUB
	}
	name, ok := p.manifestName()
	switch {
	case !ok && p.has(structureFile):
		return CMI5
	case !ok:
		return Unknown
	}
	p.manifest, p.broken = parseXML(p.text(name))
	if p.manifest == nil {
		return SCORM12
	}
	schema := strings.ToLower(p.manifest.first("metadata", "schema").text())
	version := p.manifest.first("metadata", "schemaversion").text()
	switch {
	case strings.Contains(schema, "common cartridge"), strings.Contains(p.manifest.attr("xmlns"), "imscc"):
		return Cartridge
	case strings.HasPrefix(schema, "qtiv2"), isQTI(p.manifest):
		return QTI
	case isSCORM2004(version):
		return SCORM2004
	}
	return SCORM12
}

func (p *Package) has(name string) bool { return p.files[name] != nil }

// text returns the content of a file, of a large one the beginning; nothing once the limit for all is reached. Whether the file is
// whole, [Package.damage] tells.
func (p *Package) text(name string) []byte {
	if data, ok := p.texts[name]; ok {
		return data
	}
	f := p.files[name]
	if f == nil || p.read > maxAll {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		p.damaged[name] = err
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxText))
	p.read += int64(len(data))
	p.texts[name], p.damaged[name] = data, err
	return data
}

// under returns the names of files in a folder, with that ending.
func (p *Package) under(folder, ending string) []string {
	var names []string
	for _, name := range p.Names {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ending) {
			names = append(names, name)
		}
	}
	return names
}

// Check applies all rules for what the package is. Findings come rule by rule.
func (p *Package) Check() []Finding {
	var found []Finding
	for _, r := range rulesFor(p.Kind) {
		r.check(p, func(file, detail string) {
			found = append(found, Finding{r, file, detail})
		})
	}
	if p.Kind == PDF {
		found = append(found, p.checkPDF()...)
	}
	return found
}

// Rules returns every rule, by its id.
func Rules() []*Rule {
	all := slices.Concat(zipRules, scormRules, cmi5Rules, cartridgeRules, questionRules, canvasRules, canvasQuizRules, qtiRules, epubRules)
	slices.SortFunc(all, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

func rulesFor(k Kind) []*Rule {
	switch k {
	case SCORM12, SCORM2004:
		return slices.Concat(zipRules, scormRules)
	case CMI5:
		return slices.Concat(zipRules, cmi5Rules)
	case Cartridge:
		return slices.Concat(zipRules, cartridgeRules, questionRules, canvasRules, canvasQuizRules)
	case QTI:
		return slices.Concat(zipRules, qtiRules)
	case EPUB:
		return slices.Concat(zipRules, epubRules)
	}
	return nil
}
