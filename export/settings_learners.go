package export

import (
	"coursepack/content/source"
	"coursepack/formats/scorm"
)

// moves reads a mapping of paths as they were to paths as they are.
func (r *settingsReader) moves(v source.Value) []Move {
	if !v.IsMap() {
		r.errorf(v.Pos, "setting-type", "moved files are written as \"old/path.md: new/path.md\" lines", "")
		return nil
	}
	var moves []Move
	for _, from := range v.Keys() {
		moves = append(moves, Move{v.KeyPos(from), from, r.text(v.Get(from))})
	}
	return moves
}

// completion reads when a course is done. What is not said is as for every course.
func (r *settingsReader) completion(v source.Value) scorm.Completion {
	rules := scorm.DefaultRules
	c := scorm.Completion{Rules: &rules}
	r.mapping(v, append(r.rules(&rules),
		setting{"tries", func(r *settingsReader, v source.Value) { c.Tries = r.positive(v) }},
		setting{"each", func(r *settingsReader, v source.Value) { c.Each = r.yes(v) }},
		setting{"lessons", func(r *settingsReader, v source.Value) { c.Lessons = r.lessonRules(v, rules) }},
	))
	return c
}

func (r *settingsReader) rules(rules *scorm.Rules) []setting {
	return []setting{
		{"pages", func(r *settingsReader, v source.Value) { rules.Pages = r.percent(v) }},
		{"mastery", func(r *settingsReader, v source.Value) { rules.Mastery = r.percent(v) }},
	}
}

// lessonRules reads the rules of lessons by their ids. What one does not say is as for the course.
func (r *settingsReader) lessonRules(v source.Value, ofCourse scorm.Rules) map[string]scorm.Rules {
	if !v.IsMap() {
		r.errorf(v.Pos, "setting-type", "rules are written under the ids of lessons", "see coursepack outline")
		return nil
	}
	lessons := map[string]scorm.Rules{}
	for _, id := range v.Keys() {
		rules := ofCourse
		r.mapping(v.Get(id), r.rules(&rules))
		lessons[id] = rules
	}
	return lessons
}
