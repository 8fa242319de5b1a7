package template

import (
	"encoding/json"
	"html"
	"math"
	"net/url"
	"strings"
	"time"
	"unicode"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// filter returns what a filter makes of a value, nil if the page has come to too much.
func (x *liquidPage) filter(name string, v liquidValue, args []liquidValue) liquidValue {
	if x.isTooMuch() {
		return nil
	}
	v = x.filtered(name, v, args)
	switch v := v.(type) {
	case string:
		x.bytes += len(v)
	case []liquidValue:
		x.bytes += len(v)
	}
	return v
}

// filtered knows the filters of https://jekyllrb.com/docs/liquid/filters/ and those of Liquid itself. One that it does not
// know leaves the value as it is.
func (x *liquidPage) filtered(name string, v liquidValue, args []liquidValue) liquidValue {
	arg := func(i int) string { return text(argumentAt(args, i)) }
	for _, filters := range []func(string, liquidValue, func(int) string) (liquidValue, bool){
		x.addressFilter, textFilter, casesFilter, numberFilter, dateFilter,
	} {
		if out, ok := filters(name, v, arg); ok {
			return out
		}
	}
	if out, ok := listFilter(name, v, args); ok {
		return out
	}
	x.tally(x.at, diag.Note, "filter-unknown", "the filter "+shortName(name)+" is not known", "the value as it is")
	return v
}

// argumentAt is what a filter is given in the i-th place; nil if that is nothing.
func argumentAt(args []liquidValue, i int) liquidValue {
	if i < len(args) {
		return args[i]
	}
	return nil
}

func (x *liquidPage) addressFilter(name string, v liquidValue, _ func(int) string) (liquidValue, bool) {
	s := text(v)
	switch name {
	case "relative_url":
		return x.address(s), true
	case "absolute_url":
		return x.URL + x.address(s), true
	}
	return nil, false
}

// address puts the site's base before a path, unless it leads elsewhere.
func (x *liquidPage) address(s string) string {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "#") {
		return s
	}
	return x.Base + "/" + strings.TrimPrefix(s, "/")
}

var (
	htmlTags   = lazyregexp.New(`(?s)<script.*?</script>|<!--.*?-->|<style.*?</style>|<[^<>]*>`)
	notInSlugs = lazyregexp.New(`[^\p{M}\p{L}\p{Nd}]+`)
)

func textFilter(name string, v liquidValue, arg func(int) string) (liquidValue, bool) {
	if s, ok := plainFilter(name, v); ok {
		return s, true
	}
	switch name {
	case "prepend":
		return arg(0) + text(v), true
	case "append":
		return text(v) + arg(0), true
	case "replace":
		return replaceUpTo(text(v), arg(0), arg(1), -1), true
	case "replace_first":
		return replaceUpTo(text(v), arg(0), arg(1), 1), true
	case "remove":
		return replaceUpTo(text(v), arg(0), "", -1), true
	case "remove_first":
		return replaceUpTo(text(v), arg(0), "", 1), true
	case "split":
		return splitText(text(v), arg(0)), true
	case "truncate":
		return truncated([]rune(text(v)), int(number(arg(0))), arg(1)), true
	case "truncatewords":
		words := strings.Fields(text(v))
		if n := int(number(arg(0))); n > 0 && len(words) > n {
			return strings.Join(words[:n], " ") + firstText(arg(1), "..."), true
		}
		return v, true
	case "number_of_words":
		return float64(len(strings.Fields(text(v)))), true
	}
	return nil, false
}

// plainFilter has the filters that take text and nothing else.
func plainFilter(name string, v liquidValue) (liquidValue, bool) {
	s := text(v)
	switch name {
	case "markdownify", "smartify", "liquify", "textilize", "scssify", "sassify", "emojify", "to_string":
		return v, true // the text becomes Markdown in any case
	case "escape", "xml_escape", "escape_once":
		return html.EscapeString(html.UnescapeString(s)), true
	case "cgi_escape", "url_encode":
		return url.QueryEscape(s), true
	case "uri_escape", "url_escape":
		return (&url.URL{Path: s}).EscapedPath(), true
	case "url_decode":
		if decoded, err := url.QueryUnescape(s); err == nil {
			return decoded, true
		}
		return s, true
	case "strip_html":
		return htmlTags.ReplaceAllString(s, ""), true
	case "strip":
		return strings.TrimSpace(s), true
	case "lstrip":
		return strings.TrimLeftFunc(s, unicode.IsSpace), true
	case "rstrip":
		return strings.TrimRightFunc(s, unicode.IsSpace), true
	case "strip_newlines":
		return strings.ReplaceAll(s, "\n", ""), true
	case "newline_to_br":
		return strings.ReplaceAll(s, "\n", "<br />\n"), true
	case "normalize_whitespace":
		return strings.Join(strings.Fields(s), " "), true
	case "slugify":
		return strings.Trim(strings.ToLower(notInSlugs.ReplaceAllString(s, "-")), "-"), true
	case "jsonify", "json":
		return jsonOf(v), true
	}
	return nil, false
}

// maxFiltered is how long a text may become in a filter.
const maxFiltered = 1 << 20

func replaceUpTo(s, old, with string, n int) string {
	if old == "" || strings.Count(s, old)*len(with) > maxFiltered {
		return s
	}
	return strings.Replace(s, old, with, n)
}

func splitText(s, by string) []liquidValue {
	var out []liquidValue
	for part := range strings.SplitSeq(s, by) {
		out = append(out, part)
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

func truncated(s []rune, n int, end string) string {
	if end == "" {
		end = "..."
	}
	if n <= 0 {
		n = 50
	}
	if len(s) <= n {
		return string(s)
	}
	return string(s[:max(n-len([]rune(end)), 0)]) + end
}

func jsonOf(v liquidValue) string {
	switch v := v.(type) {
	case *liquidMap:
		return "{}"
	case []liquidValue:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = jsonOf(item)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case nil:
		return "null"
	case bool, float64:
		return text(v)
	}
	out, _ := json.Marshal(text(v)) // of a string, it cannot fail
	return string(out)
}

func casesFilter(name string, v liquidValue, _ func(int) string) (liquidValue, bool) {
	s := text(v)
	switch name {
	case "capitalize":
		r := []rune(strings.ToLower(s))
		if len(r) > 0 {
			r[0] = unicode.ToUpper(r[0])
		}
		return string(r), true
	case "upcase":
		return strings.ToUpper(s), true
	case "downcase":
		return strings.ToLower(s), true
	case "titleize", "titlecase":
		words := strings.Fields(s)
		for i, w := range words {
			r := []rune(w)
			r[0] = unicode.ToUpper(r[0])
			words[i] = string(r)
		}
		return strings.Join(words, " "), true
	}
	return nil, false
}

func numberFilter(name string, v liquidValue, arg func(int) string) (liquidValue, bool) {
	a, b := number(v), number(arg(0))
	switch name {
	case "plus":
		return a + b, true
	case "minus":
		return a - b, true
	case "times":
		return a * b, true
	case "divided_by":
		if b == 0 {
			return nil, true
		}
		if !strings.Contains(text(v)+arg(0), ".") {
			return math.Floor(a / b), true
		}
		return a / b, true
	case "modulo":
		if b == 0 {
			return nil, true
		}
		return math.Mod(a, b), true
	case "floor":
		return math.Floor(a), true
	case "ceil":
		return math.Ceil(a), true
	case "round":
		scale := math.Pow(10, min(max(b, 0), 15))
		return math.Round(a*scale) / scale, true
	case "abs":
		return math.Abs(a), true
	case "at_least":
		return max(a, b), true
	case "at_most":
		return min(a, b), true
	case "to_integer":
		return math.Trunc(a), true
	}
	return nil, false
}

// A verb of a date format and what it is called in Go.
var dateVerbs = strings.NewReplacer(
	"%Y", "2006", "%y", "06", "%m", "01", "%-m", "1", "%d", "02", "%-d", "2", "%e", "_2", "%b", "Jan", "%B", "January",
	"%a", "Mon", "%A", "Monday", "%H", "15", "%I", "03", "%-I", "3", "%M", "04", "%S", "05", "%p", "PM", "%P", "pm",
	"%F", "2006-01-02", "%T", "15:04:05", "%R", "15:04", "%D", "01/02/06", "%Z", "MST", "%z", "-0700", "%j", "002", "%%", "%",
)

// dateFilter writes dates. What is no date stays as it is, "now" too: what is written does not depend on the clock.
func dateFilter(name string, v liquidValue, arg func(int) string) (liquidValue, bool) {
	layout := ""
	switch name {
	case "date":
		layout = dateVerbs.Replace(arg(0))
	case "date_to_string":
		layout = "02 Jan 2006"
	case "date_to_long_string":
		layout = "02 January 2006"
	case "date_to_xmlschema":
		layout = time.RFC3339
	case "date_to_rfc822":
		layout = time.RFC1123Z
	default:
		return nil, false
	}
	for _, known := range []string{
		time.DateOnly, time.RFC3339, "2006-01-02 15:04:05 -0700", time.DateTime, "2006-01-02 15:04", "2006/01/02",
		"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
	} {
		if t, err := time.Parse(known, strings.TrimSpace(text(v))); err == nil {
			return t.Format(layout), true
		}
	}
	return v, true
}
