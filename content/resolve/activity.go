package resolve

import (
	"net/url"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// Activities of H5P need its player, which no format here has: they are told once, and a link to each is kept.
// https://h5p.org/documentation/for-developers/h5p-specification

// isActivityFile reports whether an address is that of a file with an activity.
func isActivityFile(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.EqualFold(path.Ext(u.Path), ".h5p")
}

// isActivity reports whether what is shown in a frame is an activity: such a file, or a page that plays one, on h5p.org or
// h5p.com, or as plugins of WordPress and Drupal name it.
func isActivity(address string) bool {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil {
		return false
	}
	host := "." + u.Hostname()
	return isActivityFile(address) || strings.HasSuffix(host, ".h5p.org") || strings.HasSuffix(host, ".h5p.com") ||
		strings.Contains(u.RawQuery, "h5p_embed") || strings.Contains(u.Path+"/", "/h5p/")
}

// embedsActivity reports whether a text has the mark for an activity of WordPress, [h5p id="1"], whose pages alone know where that
// is: https://wordpress.org/plugins/h5p/
func embedsActivity(text string) bool { return strings.Contains(text, "h5p id=") }

func (r *resolver) reportActivity(at content.Pos, instead string) {
	r.report.Report(diag.Diagnostic{
		Pos: at, Severity: diag.Warning, Code: "embed-activity", ByName: true,
		Message: "an activity of H5P needs its own player, and cannot be carried along", Instead: instead,
	})
}

// activityLink returns a link to the file of an activity that a page shows in a frame, or like an image, as a plugin of MkDocs
// has it. https://pypi.org/project/mkdocs-h5p/
func activityLink(at content.Pos, address, name string) *content.Link {
	if name == "" || strings.EqualFold(name, "h5p") {
		name = path.Base(address)
	}
	return &content.Link{
		Pos: at, Target: content.Unresolved{URL: address}, Inlines: []content.Inline{&content.Text{Pos: at, Text: name}},
	}
}
