package scorm

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"coursepack/content"
	"coursepack/formats/internal/practice"
)

//go:embed player/*.js player/*.css player/*.html player/*.json
var playerFiles embed.FS

var (
	templates = template.Must(template.ParseFS(playerFiles, "player/*.html"))
	allWords  = sync.OnceValue(mustStrings)
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
		if s, ok := allWords()[lang]; ok {
			return s, lang
		}
	}
	return allWords()["en"], "en"
}

// parent cuts the last subtag off a language tag.
func parent(lang string) string { return lang[:max(strings.LastIndexByte(lang, '-'), 0)] }

// What stands around the data in course.js.
const (
	courseHead = "window.COURSE = "
	courseTail = ";\n"
)

// courseData is what course.js tells the player.
type courseData struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Language string      `json:"language"`
	Pages    []*page     `json:"pages"` // in reading order
	Menu     []*menuItem `json:"menu"`
	Items    []itemData  `json:"items"`   // in reading order
	Rules    ruleData    `json:"rules"`   // of the course
	Lessons  []ruleData  `json:"lessons"` // of lessons that have rules of their own
}

// itemData is what course.js says of a question, an exercise or a card.
type itemData struct {
	Key     string   `json:"key"`
	Kind    string   `json:"kind"`
	ID      string   `json:"id,omitempty"` // what platforms call a question in their reports
	Page    string   `json:"page"`
	Text    string   `json:"text,omitempty"`
	Points  float64  `json:"points,omitempty"`  // 0 if it is not graded
	Form    string   `json:"form,omitempty"`    // how a question is answered
	Options []string `json:"options,omitempty"` // keys of what an answer is stored as
}

func (p *scormPackage) itemData() []itemData {
	all := []itemData{}
	for _, item := range p.items {
		d := itemData{Key: item.Key, Kind: string(item.Kind), Page: p.byPart[item.Part].ID, Text: cut(item.Text, 250), Points: item.Points()}
		if q, ok := item.Node.(*content.Question); ok {
			d.ID, d.Form, d.Options = interactionID(item), practice.Form(q.Answer), practice.AnswerKeys(q.Answer)
		}
		all = append(all, d)
	}
	return all
}

var notInIDs = regexp.MustCompile(`[^A-Za-z0-9_]+`)

// interactionID names a question in the reports of a platform. The end tells it from all others; the rest is to be read.
// SCORM 1.2 takes 255 characters without spaces (CMIIdentifier), Moodle's SCORM 2004 letters, digits, low lines and dots.
func interactionID(item *practice.Item) string {
	name := strings.Trim(notInIDs.ReplaceAllString(item.ID, "_"), "_")
	return fmt.Sprintf("%s.%x", name[:min(len(name), 200)], item.Key)
}

// cut shortens s to n characters, of which the last says that there was more.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
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
	Connect                      string // what it may connect to; "" is nothing
	Strings                      map[string]string
}

// addPlayer adds the shell, its scripts and styles, and what they need to know of the course.
func (p *scormPackage) addPlayer() error {
	strs, lang := stringsFor(p.course.Language)
	data, err := json.Marshal(courseData{
		ID: p.course.ID, Title: p.course.Title, Language: p.course.Language, Pages: p.pages, Menu: p.menu(),
		Items: p.itemData(), Rules: p.rules(), Lessons: p.lessonRules(),
	})
	if err != nil {
		return err
	}
	p.files["course.js"] = slices.Concat([]byte(courseHead), data, []byte(courseTail))

	var shell bytes.Buffer
	err = templates.ExecuteTemplate(&shell, "shell.html", shellData{
		Lang: lang, Dir: content.Direction(lang), CourseLang: p.course.Language, Title: p.course.Title,
		First: p.pages[0].Href, Strings: strs, Connect: p.standard.connect,
	})
	if err != nil {
		return err
	}
	p.files[launchName] = shell.Bytes()
	if err := p.addSearch(); err != nil {
		return err
	}
	return p.addScripts(strs)
}

func (p *scormPackage) addScripts(strs map[string]string) error {
	rules := map[string]int{"tries": p.options.Tries}
	for name, bundled := range map[string]func() (*script, error){"player/shell.js": p.standard.shell, "player/page.js": pageScript} {
		s, err := bundled()
		if err != nil {
			return err
		}
		if p.files[name], err = s.call(strs, rules); err != nil {
			return err
		}
	}
	for name, joined := range map[string]func() ([]byte, error){"player/shell.css": shellStyle, "player/page.css": pageStyle} {
		sheet, err := joined()
		if err != nil {
			return err
		}
		p.files[name] = sheet
	}
	return nil
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
