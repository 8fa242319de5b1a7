package lms

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// addresses calls f for every address that a page leads to or shows.
func addresses(body string, f func(address string)) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" || a.Key == "poster" {
				f(a.Val)
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	for _, n := range fragment(body) {
		walk(n)
	}
}

// leadsOut reports whether an address is one outside of the course.
func leadsOut(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme != ""
}

// moodleLinks returns the addresses that lead nowhere after the import of a page from a file of the package: pages are not kept
// as files, no id is left to lead to, and percent signs are not decoded.
func (c cartridge) moodleLinks(file, body string) (broken []string) {
	addresses(body, func(address string) {
		_, there := c[path.Join(path.Dir(file), address)]
		if !leadsOut(address) && (!there || path.Ext(address) == ".html") {
			broken = append(broken, address)
		}
	})
	return broken
}

// canvasReference is how Canvas writes addresses in the course: canvas_link_migrator, link_parser.rb.
var canvasReference = regexp.MustCompile(`^\$(?:CANVAS_OBJECT_REFERENCE|WIKI_REFERENCE)\$/([^/]*)/([^?#]*)(#.*)?$`)

// canvasLinks returns the addresses that lead nowhere after the import of a page. Objects are named as references have them:
// "pages/tides", and so are places in pages, "pages/tides#ebb".
func (c cartridge) canvasLinks(objects map[string]bool, body string) (broken []string) {
	ids := idsOf(body)
	addresses(body, func(address string) {
		address = unescaped(address)
		m := canvasReference.FindStringSubmatch(address)
		file, isFile := strings.CutPrefix(address, "$IMS-CC-FILEBASE$/")
		there := false
		switch {
		case m != nil:
			there = objects[m[1]+"/"+m[2]] && (m[3] == "" || objects[m[1]+"/"+m[2]+m[3]])
		case isFile:
			_, there = c["web_resources/"+file]
		case strings.HasPrefix(address, "#"):
			there = ids[address]
		default:
			there = c.hasFile(address)
		}
		if !there && !leadsOut(address) {
			broken = append(broken, address)
		}
	})
	return broken
}

// hasFile reports whether a plain relative address leads to a file of the course, if need be once some of its first steps are
// dropped: link_resolver.rb.
func (c cartridge) hasFile(address string) bool {
	for steps := strings.Split(address, "/"); len(steps) > 0; steps = steps[1:] {
		if _, ok := c["web_resources/"+strings.Join(steps, "/")]; ok {
			return true
		}
	}
	return false
}

var idAttribute = regexp.MustCompile(`\sid="([^"]*)"`)

// idsOf are the addresses of the ids of a page within it, without percent signs.
func idsOf(body string) map[string]bool {
	ids := map[string]bool{}
	for _, m := range idAttribute.FindAllStringSubmatch(body, -1) {
		ids["#"+html.UnescapeString(m[1])] = true
	}
	return ids
}

// unescaped is an address without percent signs.
func unescaped(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// brokenIn is the error that links of a page lead nowhere.
func brokenIn(page string, broken []string) error {
	if len(broken) == 0 {
		return nil
	}
	return fmt.Errorf("links of %s lead nowhere: %q", page, broken)
}
