package scorm

import (
	"encoding/json"
	"slices"

	"coursepack/formats/internal/practice"
)

// addSearch adds the texts of all pages, in reading order, for the player to search in.
func (p *scormPackage) addSearch() error {
	texts := make([]string, len(p.pages))
	for i, page := range p.pages {
		if page.part != nil {
			texts[i] = practice.Text(page.part.Blocks)
		} else {
			texts[i] = p.course.Description
		}
	}
	data, err := json.Marshal(texts)
	p.files["search.js"] = slices.Concat([]byte("window.SEARCH = "), data, []byte(";\n"))
	return err
}
