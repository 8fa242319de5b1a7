package scorm

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"coursepack/content"
)

//go:embed player
var playerFiles embed.FS

var (
	templates = template.Must(template.ParseFS(playerFiles, "player/*.html"))
	strs      = mustStrings()
)

// mustStrings reads the words of the player's interface by language.
func mustStrings() map[string]map[string]string {
	data, err := playerFiles.ReadFile("player/strings.json")
	if err != nil {
		panic(err)
	}
	all := map[string]map[string]string{}
	if err := json.Unmarshal(data, &all); err != nil {
		panic(fmt.Sprintf("player/strings.json: %v", err))
	}
	return all
}

// stringsFor returns the words of the language nearest to lang, and that language.
func stringsFor(lang string) (map[string]string, string) {
	for ; lang != ""; lang = parent(lang) {
		if s, ok := strs[lang]; ok {
			return s, lang
		}
	}
	return strs["en"], "en"
}

// parent cuts the last subtag off a language tag.
func parent(lang string) string { return lang[:max(strings.LastIndexByte(lang, '-'), 0)] }

// courseData is what course.js tells the player.
type courseData struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Language string            `json:"language"`
	Strings  map[string]string `json:"strings"`
	Pages    []*page           `json:"pages"` // in reading order
	Menu     []*menuItem       `json:"menu"`
}

// A menuItem leads to a page or groups others.
type menuItem struct {
	Title string      `json:"title"`
	Page  string      `json:"page,omitempty"` // the page's id
	Items []*menuItem `json:"items,omitempty"`
}

// shellData is what shell.html is filled with.
type shellData struct {
	Lang, Dir, CourseLang, Title string
	First                        string // address of the first page
	Strings                      map[string]string
}

// addPlayer adds the shell, its scripts and styles, and what they need to know of the course.
func (p *scormPackage) addPlayer() error {
	words, lang := stringsFor(p.course.Language)
	data, err := json.Marshal(courseData{
		ID: p.course.ID, Title: p.course.Title, Language: p.course.Language, Strings: words, Pages: p.pages, Menu: p.menu(),
	})
	if err != nil {
		return err
	}
	p.files["course.js"] = fmt.Appendf(nil, "window.COURSE = %s;\n", data)

	var shell bytes.Buffer
	err = templates.ExecuteTemplate(&shell, "shell.html", shellData{
		Lang: lang, Dir: content.Direction(lang), CourseLang: p.course.Language, Title: p.course.Title,
		First: p.pages[0].Href, Strings: words,
	})
	if err != nil {
		return err
	}
	p.files[launchName] = shell.Bytes()
	return fs.WalkDir(playerFiles, "player", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err != nil || ext != ".js" && ext != ".css" {
			return err
		}
		p.files[name], err = playerFiles.ReadFile(name)
		return err
	})
}

// menu returns the course as a tree. A lesson of one page is that page.
func (p *scormPackage) menu() []*menuItem {
	root := &menuItem{}
	root.Items = append(root.Items, &menuItem{Title: p.words.AboutCourse, Page: aboutID})
	open := []*menuItem{root} // the units that the next one may be inside of
	for _, u := range p.course.Units {
		level := min(max(u.Level, 1), len(open))
		open = open[:level]
		into := open[level-1]
		if u.Title != "" {
			into.Items = append(into.Items, &menuItem{Title: u.Title})
			into = into.Items[len(into.Items)-1]
		}
		open = append(open, into)
		for _, l := range u.Lessons {
			into.Items = append(into.Items, lessonItem(l))
		}
	}
	return root.Items
}

func lessonItem(l *content.Lesson) *menuItem {
	if len(l.Parts) == 1 {
		return &menuItem{Title: l.Title, Page: l.Parts[0].ID}
	}
	item := &menuItem{Title: l.Title}
	for _, part := range l.Parts {
		item.Items = append(item.Items, &menuItem{Title: part.MenuTitle(), Page: part.ID})
	}
	return item
}
