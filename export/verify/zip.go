package verify

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
)

// zipRules hold for every package that is a zip.
var zipRules = []*Rule{
	{
		ID: "zip-name", Severity: diag.Error, System: "Moodle",
		Effect: "the file unpacks to another place, or the package is rejected",
		Source: "APPNOTE.TXT 4.4.17; Moodle 4.5, scorm_validate_package",
		check: func(p *Package, found finder) {
			for _, name := range p.Names {
				if strings.HasPrefix(name, "/") || strings.HasPrefix(name, "./") || strings.Contains(name, `\`) ||
					strings.Contains("/"+name+"/", "/../") {
					found(name, "the name is no plain path below the package's root")
				}
			}
		},
	},
	{
		ID: "zip-name-twice", Severity: diag.Error, System: "all",
		Effect: "one of the files replaces the other on Windows and macOS",
		Source: "EPUB 3.3, section 4.2.2; file systems that fold case",
		check: func(p *Package, found finder) {
			seen := map[string]string{}
			for _, name := range p.Names {
				key := strings.ToLower(name)
				if other, ok := seen[key]; ok {
					found(name, "there is "+other+", too")
				}
				seen[key] = name
			}
		},
	},
	{
		ID: "zip-damaged", Severity: diag.Error, System: "all",
		Effect: "the package cannot be unpacked",
		Source: "APPNOTE.TXT 4.4.7",
		check: func(p *Package, found finder) {
			for _, name := range p.Names {
				if err := p.damage(name); err != nil {
					found(name, err.Error())
				}
			}
		},
	},
}

// textual are the endings of files that rules look into.
var textual = []string{".html", ".htm", ".xhtml", ".xml", ".qti", ".opf"}

// damage reads a file to its end, where its checksum is compared. Large files are looked at no further than a limit.
func (p *Package) damage(name string) error {
	if slices.Contains(textual, strings.ToLower(path.Ext(name))) { // rules will read it
		p.text(name)
	}
	if err, read := p.damaged[name]; read {
		return err
	}
	r, err := p.files[name].Open()
	if err != nil {
		return fmt.Errorf("it cannot be unpacked: %w", err)
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, io.LimitReader(r, maxText))
	return err
}
