package resolve

import (
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
)

// Templates that stand for the address of the site, and paths that are put below it, where nothing has filled them in.
// https://jekyllrb.com/docs/liquid/filters/
var (
	templateBase = regexp.MustCompile(`^\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|base_?path|base_?url)\s*-?\}\}/?`)
	templatePath = regexp.MustCompile(`^\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|prepend:[^{}]*)\s*-?\}\}`)
)

// spelled returns an address as a browser would see it: without templates of the site's own address, and with slashes
// for backslashes. https://url.spec.whatwg.org/#path-state
func spelled(address string) string {
	if strings.HasPrefix(address, "data:") {
		return address
	}
	for templateBase.MatchString(address) {
		address = "/" + templateBase.ReplaceAllString(address, "")
		if !strings.HasPrefix(address, "/{{") {
			break
		}
		address = address[1:]
	}
	address = templatePath.ReplaceAllString(address, "$1")
	return strings.ReplaceAll(address, `\`, "/")
}

// loadInAnyCase returns the one file that a path on page p means where the case of letters does not count. Sites are
// served from machines where it does.
func (r *resolver) loadInAnyCase(p *content.Part, at content.Pos, name string) (*asset.Asset, error) {
	for _, candidate := range r.site.assetPaths(p, at, name) {
		switch found := r.store.Fold(candidate); {
		case len(found) == 1:
			a, err := r.store.Load(found[0])
			if err == nil {
				r.report.Report(diag.Diagnostic{
					Pos: at, Severity: diag.Note, Code: "file-letter-case",
					Message: strconv.Quote(shorten(name)) + " has other capital letters than the file", Instead: "the file " + found[0],
				})
			}
			return a, err
		case len(found) > 1:
			return nil, ambiguous(found)
		}
	}
	return nil, fs.ErrNotExist
}

// ambiguous are names that differ in the case of letters alone.
type ambiguous []string

func (a ambiguous) Error() string { return "it may be any of " + strings.Join(a, ", ") }
func (a ambiguous) Unwrap() error { return fs.ErrNotExist }

// tellTwins reports a file whose name another file of its folder has too, but for the case of letters: most machines of
// authors can hold only one of them.
func (r *resolver) tellTwins(at content.Pos, a *asset.Asset) {
	if a.Path == "" || r.told[a.Path] {
		return
	}
	twins := r.store.Fold(a.Path)
	if len(twins) < 2 {
		return
	}
	for _, name := range twins {
		r.told[name] = true
	}
	r.report.Report(diag.Diagnostic{
		Pos: at, Severity: diag.Note, Code: "file-twins", Message: "the names of " + strings.Join(twins, " and ") + " differ in capital letters only",
		Hint: "many machines can hold only one of them",
	})
}

// nearestAsset is a hint at a file whose name is like that of a path on page p.
func (r *resolver) nearestAsset(p *content.Part, at content.Pos, name string) string {
	for _, candidate := range r.site.assetPaths(p, at, name) {
		dir := path.Dir(candidate)
		names := r.store.Names(dir)
		if r.site.compared += len(names); r.site.compared > maxComparisons {
			return ""
		}
		if near, ok := diag.Nearest(path.Base(candidate), names); ok {
			return "did you mean " + path.Join(dir, near) + "?"
		}
	}
	return ""
}

// folder returns the folder that a path on page p means; ok is false if there is none.
func (r *resolver) folder(p *content.Part, at content.Pos, name string) (dir string, ok bool) {
	for _, candidate := range r.site.assetPaths(p, at, name) {
		if r.store.IsFolder(candidate) {
			return candidate, true
		}
	}
	return "", false
}

// deadFolder returns the outermost folder of a path on page p that is not there; that of the file if there are all, and
// the path is none of a page; else ".".
func (r *resolver) deadFolder(p *content.Part, at content.Pos, name string) string {
	file := r.site.assetPaths(p, at, name)[0]
	for i := range len(file) {
		if file[i] == '/' && !r.store.IsFolder(file[:i]) {
			return file[:i]
		}
	}
	if mayBePage(name) {
		return "."
	}
	return path.Dir(file)
}

// pageInAnyCase finds a page by the path of its file where the case of letters does not count.
func (s *site) pageInAnyCase(p *content.Part, link string) *content.Part {
	if s.folded == nil {
		s.folded = map[string]*content.Part{}
		for p := range s.course.Parts {
			name := strings.ToLower(p.Source)
			addNew(s.folded, name, p)
			addNew(s.folded, strings.TrimSuffix(name, path.Ext(name)), p)
		}
	}
	link = strings.TrimSuffix(strings.ToLower(link), ".html")
	if strings.HasPrefix(link, "/") {
		return s.folded[strings.Trim(link, "/")]
	}
	return s.folded[path.Join(strings.ToLower(path.Dir(p.Source)), link)]
}
