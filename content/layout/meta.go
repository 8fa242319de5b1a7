package layout

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// The names by which authors call the data of a lesson, the most particular first.
var (
	outcomeKeys      = []string{"learning_outcomes", "learningOutcomes", "outcomes", "learning_objectives", "learningObjectives", "objectives"}
	prerequisiteKeys = []string{"prerequisites", "prerequisite", "requires"}
	readKeys         = []string{"estimated_read_minutes", "read_minutes", "reading_time", "readingTime", "duration", "teaching"}
	practiceKeys     = []string{"estimated_practice_minutes", "practice_minutes", "exercises"}
	difficultyKeys   = []string{"difficulty", "level"}
	authorKeys       = []string{"authors", "author"}
	publishedKeys    = []string{"published_at", "publishedAt", "date", "pubDate", "publishDate"}
	reviewedKeys     = []string{"last_reviewed", "lastReviewed", "lastUpdated", "last_updated", "last_modified", "lastmod", "updated", "updatedDate"}
	licenseKeys      = []string{"license", "licence", "rights"}
	sourceKeys       = []string{"source_material", "sourceMaterial", "sources"}
	linkKeys         = []string{"primary_url", "url", "link", "href", "slug"}
	creatorKeys      = []string{"instructors", "instructor", "authors", "author", "creator", "institution"}
)

// lessonMeta collects what pages of one lesson say in their front matter. What the brief says comes first, then the
// lesson proper, then the first page; what the lesson draws on may stand on any of its pages. Those for instructors say nothing
// of a lesson that has others.
func lessonMeta(pages []*page) content.LessonMeta {
	ranked := slices.Clone(pages)
	if slices.ContainsFunc(pages, func(p *page) bool { return !p.instructor }) {
		ranked = slices.DeleteFunc(ranked, func(p *page) bool { return p.instructor })
	}
	slices.SortStableFunc(ranked, func(p, q *page) int {
		return metaRank(p) - metaRank(q)
	})
	var m content.LessonMeta
	for i, p := range ranked {
		if i == 0 || metaRank(p) < metaRanks {
			fill(&m, p.front())
		}
		for _, v := range p.front().First(sourceKeys...).List() {
			m.Sources = addSource(m.Sources, sourceOf(v))
		}
	}
	return m
}

// metaRanks is the rank of pages that say nothing of the lesson as a whole.
const metaRanks = 2

func metaRank(p *page) int {
	switch p.kind {
	case content.KindBrief:
		return 0
	case content.KindLesson:
		return 1
	}
	return metaRanks
}

// fill sets what is not set in m yet.
func fill(m *content.LessonMeta, front source.Value) {
	if m.Description == "" {
		m.Description = oneLine(front.Get("description").String())
	}
	if m.Outcomes == nil {
		m.Outcomes = front.First(outcomeKeys...).Strings()
	}
	if m.Prerequisites == nil {
		m.Prerequisites = prerequisites(front.First(prerequisiteKeys...))
	}
	if m.ReadMinutes == 0 {
		m.ReadMinutes = minutes(front.First(readKeys...))
	}
	if m.PracticeMinutes == 0 {
		m.PracticeMinutes = minutes(front.First(practiceKeys...))
	}
	if m.Difficulty == "" {
		m.Difficulty = front.First(difficultyKeys...).String()
	}
	if m.Authors == nil {
		m.Authors = persons(front.First(authorKeys...))
	}
	if m.Published.IsZero() {
		m.Published, _ = front.First(publishedKeys...).Time()
	}
	if m.Reviewed.IsZero() {
		m.Reviewed, _ = front.First(reviewedKeys...).Time()
	}
	if m.License == (content.License{}) {
		m.License = license(front.First(licenseKeys...))
	}
}

var (
	minutesText = lazyregexp.New(`^~?(\d{1,4})\s*(?:m|min|mins|minutes?)?\.?$`)
	clockText   = lazyregexp.New(`^(\d{1,2}):(\d{2})$`)
)

// minutes reads "13", "13 min" and "1:30".
func minutes(v source.Value) int {
	s := strings.ToLower(v.String())
	if m := minutesText.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	if m := clockText.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[1])
		n, _ := strconv.Atoi(m[2])
		return 60*hours + n
	}
	return 0
}

// prerequisites makes links of what the author writes: a page's address, a lesson's folder or id, or words.
// The text of a link is what a reader can make sense of if it leads nowhere.
func prerequisites(v source.Value) []content.Inline {
	var links []content.Inline
	for _, item := range v.List() {
		address, title := item.String(), ""
		if item.IsMap() {
			title = item.First("title", "name", "label").String()
			address = item.First(linkKeys...).String()
		}
		if address == "" && title == "" {
			continue
		}
		if address == "" {
			address = title
		}
		if title == "" {
			title = address
			if isPath := strings.ContainsAny(address, "/-_") && !strings.ContainsAny(address, " :"); isPath {
				title = humanize(stem(strings.TrimSuffix(address, "/")))
			}
		}
		links = append(links, &content.Link{
			Pos: item.Pos, Target: content.Unresolved{URL: address},
			Inlines: []content.Inline{&content.Text{Pos: item.Pos, Text: title}},
		})
	}
	return links
}

func persons(v source.Value) []content.Person {
	var out []content.Person
	for _, item := range v.List() {
		p := content.Person{Name: item.String()}
		if item.IsMap() {
			p = content.Person{Name: item.First("name", "title").String(), Role: item.Get("role").String()}
		}
		if p.Name != "" {
			out = append(out, p)
		}
	}
	return out
}

// license reads a name, an address, or a mapping of both.
func license(v source.Value) content.License {
	if v.IsMap() {
		return content.License{Name: v.First("name", "title").String(), URL: v.First(linkKeys...).String()}
	}
	return content.License{Name: v.String(), URL: webAddress(v.String())}
}

// webAddress returns s if it is one.
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// sourceOf reads material that a lesson draws on: a mapping, or an address or a title alone.
func sourceOf(v source.Value) content.Source {
	if !v.IsMap() {
		s := content.Source{Pos: v.Pos, URL: webAddress(v.String())}
		if s.URL == "" {
			s.Title = v.String()
		}
		return s
	}
	return content.Source{
		Pos: v.Pos, Title: v.First("title", "name").String(), URL: v.First(linkKeys...).String(),
		Creator: strings.Join(v.First(creatorKeys...).Strings(), ", "), Type: v.Get("type").String(),
		License: license(v.First(licenseKeys...)),
	}
}

// addSource adds s to list, or what s knows more to the source of the same address.
func addSource(list []content.Source, s content.Source) []content.Source {
	if s.Title == "" && s.URL == "" {
		return list
	}
	for i := range list {
		known := &list[i]
		if s.URL == "" && s.Title != known.Title || s.URL != known.URL {
			continue
		}
		for _, f := range []struct{ to, from *string }{
			{&known.Title, &s.Title}, {&known.Creator, &s.Creator}, {&known.Type, &s.Type},
		} {
			if *f.to == "" {
				*f.to = *f.from
			}
		}
		if known.License == (content.License{}) {
			known.License = s.License
		}
		return list
	}
	return append(list, s)
}

// settle gives the course what its lessons add up to or agree on: authors, a licence, the latest date.
func settle(c *content.Course, lessons []*lesson) {
	for i, l := range lessons {
		for _, person := range l.Meta.Authors {
			if !slices.Contains(c.Authors, person) {
				c.Authors = append(c.Authors, person)
			}
		}
		switch {
		case i == 0:
			c.License = l.Meta.License
		case c.License != l.Meta.License:
			c.License = content.License{}
		}
		for _, p := range l.pages {
			c.Date = latest(c.Date, p.front())
		}
	}
}

// latest returns the latest of t and the dates in front matter.
func latest(t time.Time, front source.Value) time.Time {
	for _, key := range slices.Concat(publishedKeys, reviewedKeys) {
		if u, ok := front.Get(key).Time(); ok && u.After(t) {
			t = u
		}
	}
	return t
}
