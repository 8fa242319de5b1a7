package layout

import (
	"cmp"
	"path"
	"strconv"
	"strings"
	"time"

	"coursepack/content/internal/lazyregexp"
)

// dateInName is the date that the name of a post starts with.
var dateInName = lazyregexp.New(`^(\d{4}-\d{1,2}-\d{1,2})-(.+)$`)

// permalink returns the address of a page below the site's base.
// https://jekyllrb.com/docs/permalinks/
func (s *jekyllSite) permalink(p *page, collection string) string {
	template := p.front().Get("permalink").String()
	if template == "" {
		template = s.permalinkOf(p, collection)
	}
	if !strings.Contains(template, ":") {
		return path.Clean("/"+template) + slashAtEnd(template)
	}
	values := s.placeholders(p, collection)
	url := placeholder.ReplaceAllStringFunc(template, func(name string) string {
		if v, ok := values[name[1:]]; ok {
			return v
		}
		return name
	})
	return path.Clean("/"+url) + slashAtEnd(url)
}

// slashAtEnd returns the slash that path.Clean takes off an address.
func slashAtEnd(url string) string {
	if strings.HasSuffix(url, "/") && strings.Trim(url, "/") != "" {
		return "/"
	}
	return ""
}

var placeholder = lazyregexp.New(`:[a-z_]+`)

// permalinkOf returns the template of the addresses of pages such as p.
func (s *jekyllSite) permalinkOf(p *page, collection string) string {
	style := s.config.Get("permalink").String()
	switch collection {
	case "":
		if p.isIndex() {
			return "/:path/"
		}
		return "/:path/:basename" + permalinkEnd(style)
	case postsName:
		switch style {
		case "", "date":
			return "/:categories/:year/:month/:day/:title.html"
		case "pretty":
			return "/:categories/:year/:month/:day/:title/"
		case "ordinal":
			return "/:categories/:year/:y_day/:title.html"
		case "none":
			return "/:categories/:title.html"
		}
		return style
	}
	for _, c := range s.collections {
		if own := c.settings.Get("permalink").String(); c.name == collection && own != "" {
			return own
		}
	}
	return "/:collection/:path" + permalinkEnd(style)
}

// permalinkEnd is how the addresses of pages end that are not posts.
func permalinkEnd(style string) string {
	switch {
	case style == "pretty" || strings.HasSuffix(style, "/"):
		return "/"
	case style == "" || style == "date" || style == "ordinal" || style == "none" || strings.HasSuffix(style, ":output_ext"):
		return ".html"
	}
	return ""
}

// placeholders are what the names in a template stand for.
func (s *jekyllSite) placeholders(p *page, collection string) map[string]string {
	base := stem(p.path)
	front := p.front()
	date, _ := front.Get("date").Time()
	if m := dateInName.FindStringSubmatch(base); m != nil && collection == postsName {
		base = m[2]
		if date.IsZero() {
			date, _ = time.Parse("2006-1-2", m[1])
		}
	}
	title := cmp.Or(front.Get("slug").String(), base)
	inFolder := strings.TrimSuffix(p.key, path.Ext(p.key))
	if collection == "" {
		inFolder = parent(p.key)
	} else {
		inFolder = strings.TrimPrefix(inFolder, collection+"/")
	}
	return map[string]string{
		"path": inFolder, "basename": base, "name": base, "title": title, "slug": title, "collection": collection, "output_ext": ".html",
		"categories": strings.ToLower(strings.Join(front.First("categories", "category").Strings(), "/")),
		"year":       date.Format("2006"), "short_year": date.Format("06"), "month": date.Format("01"), "i_month": date.Format("1"),
		"day": date.Format("02"), "i_day": date.Format("2"), "y_day": strconv.Itoa(date.YearDay()),
	}
}
