package layout

import (
	"io/fs"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Before their Workbench, The Carpentries made lessons with Jekyll: https://carpentries.github.io/lesson-example/
//
// The setup comes first and the episodes after it, in the order of episode_order or of their names; then the other pages,
// first those of the site and then those of _extras.

const episodesName = "episodes"

// instructorGuide is what the theme's menu calls Instructor Notes.
const instructorGuide = "extras/guide.md"

func isCarpentriesJekyll(fsys fs.FS) (reason string, ok bool) {
	config := readConfig(fsys, jekyllConfig, &diag.List{})
	if !exists(fsys, "_"+episodesName) {
		return "", false
	}
	return jekyllConfig + " names its carpentry, and there are _episodes", config.First("carpentry", "life_cycle", "start_time").Exists()
}

// jekyllLesson reads a lesson of the older style.
func jekyllLesson(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := newJekyllSite(in, report)
	for _, name := range []string{episodesName, "extras"} { // the theme's own settings may be elsewhere
		s.publish(name)
	}
	s.readPages()
	s.info.title = headingText(s.info.title)
	s.info.expander = template.Episode(s.liquid())
	front := s.takeHome()
	var before, after []item
	episodes := &group{title: humanize(episodesName), dir: episodesName, phaseOrder: noOrder}
	extras := &group{title: "Extras", dir: "extras", phaseOrder: noOrder}
	for _, p := range s.pages {
		switch it := (item{page: p}); {
		case strings.HasPrefix(p.key, episodesName+"/"):
			episodes.items = append(episodes.items, it)
		case p.key == "aio.md":
			s.skip(p.path, "it is all episodes once more")
		case p.key == "setup.md":
			before = append(before, it)
		case strings.HasPrefix(p.key, "extras/"):
			p.instructor = p.instructor || p.key == instructorGuide
			extras.items = append(extras.items, it)
		default:
			after = append(after, it)
		}
	}
	order := s.config.Get("episode_order").Strings()
	slices.SortStableFunc(episodes.items, func(a, b item) int {
		return place(order, stem(a.page.path)) - place(order, stem(b.page.path))
	})
	root := &group{items: slices.Concat(before, []item{{group: episodes}}, after, []item{{group: extras}})}
	s.dropBlank(root)
	return s.outline(root, front, onePageLessons, s.info)
}

// publish makes the site show a collection.
func (s *jekyllSite) publish(name string) {
	i := slices.IndexFunc(s.collections, func(c jekyllCollection) bool { return c.name == name })
	if i < 0 {
		s.collections = append(s.collections, jekyllCollection{name: name})
		i = len(s.collections) - 1
	}
	s.collections[i].output = true
}

// place is where a name stands in a list; names that do not come last.
func place(list []string, name string) int {
	if i := slices.Index(list, name); i >= 0 {
		return i
	}
	return len(list)
}
