package verify

import (
	"net/url"
	"path"
	"strings"
)

const manifestFile = "imsmanifest.xml"

// manifestName finds the manifest wherever it is, and however it is spelt: that it stands elsewhere is for a rule to tell.
func (p *Package) manifestName() (string, bool) {
	if p.has(manifestFile) {
		return manifestFile, true
	}
	for _, name := range p.Names {
		if strings.EqualFold(path.Base(name), manifestFile) {
			return name, true
		}
	}
	return "", false
}

// launched returns the resources that items lead to.
func (p *Package) launched() []*element {
	var found []*element
	for _, e := range p.manifest.all("item") {
		if r := p.resource(e.attr("identifierref")); r != nil {
			found = append(found, r)
		}
	}
	return found
}

// resource returns the resource of the manifest with an identifier.
func (p *Package) resource(identifier string) *element {
	p.resources()
	return p.byID[identifier]
}

// resources are those of the manifest, which are looked for once.
func (p *Package) resources() []*element {
	if p.byID != nil {
		return p.listed
	}
	p.listed, p.byID = p.manifest.all("resource"), map[string]*element{}
	for _, r := range p.listed {
		if id := r.attr("identifier"); id != "" && p.byID[id] == nil {
			p.byID[id] = r
		}
	}
	return p.listed
}

// named returns the elements of the manifest with one of the names, itself included.
func (p *Package) named(names ...string) []*element {
	if p.manifest == nil {
		return nil
	}
	var found []*element
	for _, name := range names {
		if local(p.manifest.name) == name {
			found = append(found, p.manifest)
		}
		found = append(found, p.manifest.all(name)...)
	}
	return found
}

// hasAddress reports whether an address from the package's root leads to a file, or to somewhere else altogether.
func (p *Package) hasAddress(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return p.has(address)
	}
	return u.Scheme != "" || p.has(u.Path) || p.has(address)
}
