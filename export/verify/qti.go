package verify

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
)

const qtiSpec = "IMS QTI v2.1, "

// qtiRules are what the specification asks of a package of questions and importers rely on.
var qtiRules = []*Rule{
	{
		ID: "qti-manifest-place", Severity: diag.Error, System: "all",
		Effect: "the package is not taken for one", Source: "IMS Content Packaging 1.2, section 2.1",
		check: func(p *Package, found finder) {
			if name, _ := p.manifestName(); name != manifestFile {
				found(name, "the manifest must be imsmanifest.xml in the package's root")
			}
		},
	},
	{
		ID: "qti-file-missing", Severity: diag.Error, System: "all",
		Effect: "a question, a test or a picture is missing", Source: qtiSpec + "Content Packaging, section 2",
		check: func(p *Package, found finder) {
			for _, e := range slices.Concat(p.resources(), p.manifest.all("file")) {
				if href := e.attr("href"); href != "" && !p.hasAddress(href) {
					found(manifestFile, "there is no file "+href)
				}
			}
		},
	},
	{
		ID: "qti-identifier-twice", Severity: diag.Error, System: "all",
		Effect: "one of the questions replaces the other", Source: qtiSpec + "Information Model, section 4; XML Schema, xs:ID",
		check: func(p *Package, found finder) {
			for _, id := range twice(p.resources()) {
				found(manifestFile, "the resource "+id+" is there more than once")
			}
			var items []*element
			p.eachQTI(itemRoot, func(_ string, item *element) { items = append(items, item) })
			for _, id := range twice(items) {
				found("", "the question "+id+" is there more than once")
			}
		},
	},
	{
		ID: "qti-resource", Severity: diag.Error, System: "all",
		Effect: "the question or the test is not read", Source: qtiSpec + "XML Binding, section 2",
		check: func(p *Package, found finder) {
			for _, r := range p.resources() {
				want, ok := qtiRoots[r.attr("type")]
				if !ok {
					continue
				}
				root := p.document(r.attr("href"))
				if root == nil || local(root.name) != want || root.attr("identifier") == "" || root.attr("title") == "" {
					found(r.attr("href"), "it is no "+want+" with an identifier and a title")
				}
			}
		},
	},
	{
		ID: "qti-reference", Severity: diag.Error, System: "all",
		Effect: "the test lacks a question", Source: qtiSpec + "Information Model, section 4.3",
		check: func(p *Package, found finder) {
			p.eachQTI(testRoot, func(name string, test *element) {
				for _, ref := range test.all("assessmentItemRef") {
					to := p.document(path.Join(path.Dir(name), ref.attr("href")))
					if to == nil || local(to.name) != itemRoot {
						found(name, "there is no question "+ref.attr("href"))
					}
				}
			})
		},
	},
	{
		ID: "qti-response", Severity: diag.Error, System: "all",
		Effect: "what is answered is not known, and nothing is scored", Source: qtiSpec + "Information Model, section 7",
		check: func(p *Package, found finder) {
			p.eachQTI(itemRoot, func(name string, item *element) {
				declared, answered := identifiers(item.all("responseDeclaration")), responses(item)
				for _, id := range answered {
					if !slices.Contains(declared, id) {
						found(name, "the response "+id+" is not declared")
					}
				}
				for _, id := range declared {
					if !slices.Contains(answered, id) {
						found(name, "nothing answers the response "+id)
					}
				}
			})
		},
	},
	{
		ID: "qti-correct", Severity: diag.Error, System: "all",
		Effect: "the right answer cannot be given", Source: qtiSpec + "Information Model, section 5.1",
		check: func(p *Package, found finder) {
			p.eachQTI(itemRoot, func(name string, item *element) {
				choices := identifiers(choices(item))
				for _, id := range expected(item) {
					if !slices.Contains(choices, id) {
						found(name, fmt.Sprintf("there is no choice %q", id))
					}
				}
			})
		},
	},
	{
		ID: "qti-choice-twice", Severity: diag.Error, System: "all",
		Effect: "two choices cannot be told apart", Source: qtiSpec + "Information Model, section 7.1",
		check: func(p *Package, found finder) {
			p.eachQTI(itemRoot, func(name string, item *element) {
				for _, interaction := range interactions(item) {
					for _, id := range twice(choices(interaction)) {
						found(name, "the choice "+id+" is there more than once")
					}
				}
			})
		},
	},
	{
		ID: "qti-outcome", Severity: diag.Error, System: "all",
		Effect: "a score or feedback is lost", Source: qtiSpec + "Information Model, section 5.2",
		check: func(p *Package, found finder) {
			p.eachQTI(itemRoot, func(name string, item *element) {
				declared := identifiers(item.all("outcomeDeclaration"))
				uses := identifiers(item.all("setOutcomeValue"))
				for _, shown := range item.all("modalFeedback") {
					uses = append(uses, shown.attr("outcomeIdentifier"))
				}
				for _, id := range unique(uses) {
					if !slices.Contains(declared, id) {
						found(name, "the outcome "+id+" is not declared")
					}
				}
			})
		},
	},
	{
		ID: "qti-picture", Severity: diag.Error, System: "all",
		Effect: "the picture is missing", Source: qtiSpec + "Content Packaging, section 2",
		check: func(p *Package, found finder) {
			listed := map[string]bool{}
			for _, f := range p.manifest.all("file") {
				listed[f.attr("href")] = true
			}
			p.eachQTI("", func(name string, root *element) {
				for _, img := range root.all("img") {
					if src := path.Join(path.Dir(name), img.attr("src")); !strings.Contains(img.attr("src"), ":") && !(listed[src] && p.has(src)) {
						found(name, "the manifest has no file "+src)
					}
				}
			})
		},
	},
}

const (
	itemRoot = "assessmentItem"
	testRoot = "assessmentTest"
)

// qtiRoots are the root elements of what resources are.
var qtiRoots = map[string]string{"imsqti_item_xmlv2p1": itemRoot, "imsqti_test_xmlv2p1": testRoot}

// isQTI reports whether a manifest has questions of QTI 2.
func isQTI(manifest *element) bool {
	return slices.ContainsFunc(manifest.all("resource"), func(r *element) bool { return qtiRoots[r.attr("type")] != "" })
}

// eachQTI calls f for every question or test; without a name of a root element, for both.
func (p *Package) eachQTI(root string, f func(name string, root *element)) {
	for _, r := range p.resources() {
		kind, ok := qtiRoots[r.attr("type")]
		doc := p.document(r.attr("href"))
		if ok && doc != nil && (root == "" || root == kind) {
			f(r.attr("href"), doc)
		}
	}
}

func identifiers(elements []*element) (ids []string) {
	for _, e := range elements {
		ids = append(ids, e.attr("identifier"))
	}
	return ids
}

// interactions are the elements below e that a learner answers with.
func interactions(e *element) (found []*element) {
	for _, c := range e.children {
		if c.attr("responseIdentifier") != "" {
			found = append(found, c)
		}
		found = append(found, interactions(c)...)
	}
	return found
}

func responses(item *element) (ids []string) {
	for _, i := range interactions(item) {
		ids = append(ids, i.attr("responseIdentifier"))
	}
	return ids
}

// choices are the elements below e that can be chosen.
func choices(e *element) (found []*element) {
	for _, name := range []string{"simpleChoice", "inlineChoice", "simpleAssociableChoice", "hottext", "gapText", "gap", "hotspotChoice",
		"associableHotspot", "gapImg"} {
		found = append(found, e.all(name)...)
	}
	return found
}

// expected are the identifiers of choices that declarations name.
func expected(item *element) (ids []string) {
	for _, d := range item.all("responseDeclaration") {
		if kind := d.attr("baseType"); kind != "identifier" && kind != "pair" && kind != "directedPair" {
			continue
		}
		for _, v := range d.all("value") {
			ids = append(ids, strings.Fields(v.text())...)
		}
		for _, e := range d.all("mapEntry") {
			ids = append(ids, strings.Fields(e.attr("mapKey"))...)
		}
	}
	return unique(ids)
}
