package epub

import (
	_ "embed"
	"slices"

	"coursepack/formats/internal/zipfile"
)

var (
	//go:embed style.css
	styleCSS []byte
	//go:embed kindle.css
	kindleCSS []byte
)

// Profiles lists the profiles by the names that settings have for them.
var Profiles = []string{"standard", string(Kindle)}

// ProfileOf returns the profile of that name.
func ProfileOf(name string) Profile {
	if name == Profiles[0] {
		return Standard
	}
	return Profile(name)
}

// styles are the style sheets of the pages.
func (p Profile) styles() []resource {
	css := styleCSS
	if p == Kindle {
		css = slices.Concat(styleCSS, kindleCSS)
	}
	return []resource{{Name: "style.css", MediaType: "text/css", Open: zipfile.Bytes(css)}}
}
