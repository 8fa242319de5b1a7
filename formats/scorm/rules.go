package scorm

import "coursepack/content"

// Rules say when a course, or a lesson of it, is done.
type Rules struct {
	Pages   int // percent of the pages that must be seen
	Mastery int // percent of the points that must be reached; 0 if questions do not count
}

// Completion says when a course is done. The zero value is what most people want.
type Completion struct {
	Rules   *Rules           // of the course; nil is DefaultRules
	Lessons map[string]Rules // of lessons that have rules of their own, by id
	Each    bool             // every lesson must meet the rules of the course, too
	Tries   int              // how often a question may be tried before its answer is shown; 0 is as often as one likes
}

// DefaultRules are those of a course that says nothing: everything was seen, and four of five points were reached.
// Learners may try again as often as they like, so that nobody is kept from the end.
var DefaultRules = Rules{Pages: 100, Mastery: 80}

// ruleData is what course.js says of the rules of a course or a lesson.
type ruleData struct {
	First   int `json:"first,omitempty"` // of a lesson: the number of its first page
	Count   int `json:"count,omitempty"` // of a lesson: how many pages it has
	Pages   int `json:"pages"`
	Mastery int `json:"mastery"`
}

func (p *scormPackage) rules() ruleData {
	rules := p.options.rules()
	return ruleData{Pages: rules.Pages, Mastery: rules.Mastery}
}

func (c Completion) rules() Rules {
	if c.Rules == nil {
		return DefaultRules
	}
	return *c.Rules
}

// lessonRules returns the rules of the lessons that have any.
func (p *scormPackage) lessonRules() []ruleData {
	all := []ruleData{}
	lessons := map[*content.Lesson]int{}
	for number, page := range p.pages {
		if page.lesson == nil {
			continue
		}
		if at, ok := lessons[page.lesson]; ok {
			all[at].Count++
			continue
		}
		rules, own := p.options.Lessons[page.lesson.ID]
		if !own {
			rules = p.options.rules()
		}
		if own || p.options.Each {
			lessons[page.lesson] = len(all)
			all = append(all, ruleData{First: number, Count: 1, Pages: rules.Pages, Mastery: rules.Mastery})
		}
	}
	return all
}
