package layout

import (
	"io/fs"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// readConfig reads the settings of a site from a file of YAML; the zero Value if there is no such file or nothing in it
// can be read.
func readConfig(fsys fs.FS, name string, report diag.Reporter) source.Value {
	if _, err := fs.Stat(fsys, name); err != nil {
		return source.Value{}
	}
	text := source.ReadText(fsys, name, configLimits, report)
	config, problems := source.ParseYAML(name, text.Data, 1)
	for _, p := range problems {
		report.Report(p)
	}
	return config
}
