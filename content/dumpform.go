package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"coursepack/content/asset"
)

// inlines returns ns as expressions: "text" (strong "more" (code "x")).
func inlines(ns []Inline) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = inline(n)
	}
	return strings.Join(out, " ")
}

func inline(n Inline) string {
	switch n := n.(type) {
	case *Text:
		return quote(n.Text)
	case *Code:
		return expr("code", quote(n.Text))
	case *Math:
		return expr("math", quote(n.TeX))
	case *Break:
		return "(break)"
	case *NoteRef:
		return expr("note", n.ID, number("n", n.Number))
	case *Blank:
		return expr("blank", strconv.Itoa(n.Number))
	case *Image:
		return expr("image", field("src", n.Src), imageAsset(n), imageAlt(n), field("title", n.Title),
			length("width", n.Width), length("height", n.Height))
	case *Link:
		return expr("link", target(n.Target), field("title", n.Title), inlines(n.Inlines))
	case *Cite:
		return expr("cite", strings.Join(n.IDs, ","), citeForm(n), inlines(n.Inlines))
	case *Span:
		return expr("span", attr(n.Attr), field("role", string(n.Role)), field("title", n.Title), inlines(n.Inlines))
	default:
		return expr(strings.ToLower(Kind(n)), inlines(Inlines(n)))
	}
}

func expr(head string, fields ...string) string {
	var b strings.Builder
	b.WriteString("(" + head)
	for _, f := range fields {
		if f != "" {
			b.WriteString(" " + f)
		}
	}
	b.WriteByte(')')
	return b.String()
}

func citeForm(n *Cite) string {
	if n.Form == CiteAuthorYear {
		return ""
	}
	return "form=" + n.Form.String()
}

func target(t Target) string {
	switch t := t.(type) {
	case Unresolved:
		return "unresolved:" + t.URL
	case Reference:
		if t.Bare {
			return "number of:" + t.Label
		}
		return "label:" + t.Label
	case External:
		return t.URL
	case Download:
		return "download:" + t.Asset.Path
	case Beside:
		return "beside:" + t.Course
	case Internal:
		if t.ID == "" {
			return "→" + t.Part.ID
		}
		return "→" + t.Part.ID + "#" + t.ID
	case nil:
		return "nowhere"
	default:
		panic(fmt.Sprintf("content.Dump: unknown target %T", t))
	}
}

func assetPath(a *asset.Asset) string {
	if a == nil {
		return ""
	}
	return a.Path
}

func imageAsset(n *Image) string {
	if n.Asset == nil {
		return ""
	}
	return fmt.Sprintf("asset=%s(%dx%d)", n.Asset.Path, n.Asset.Width, n.Asset.Height)
}

func imageAlt(n *Image) string {
	if n.NoAlt {
		return "no-alt"
	}
	return "alt=" + quote(n.Alt)
}

func length(name string, l Length) string {
	if l.IsZero() {
		return ""
	}
	unit := "px"
	if l.Percent {
		unit = "%"
	}
	return name + "=" + strconv.FormatFloat(l.Value, 'g', -1, 64) + unit
}

func attr(a Attr) string {
	var set []string
	for _, f := range []string{field("id", a.ID), field("lang", a.Lang), field("dir", a.Dir)} {
		if f != "" {
			set = append(set, f)
		}
	}
	return strings.Join(set, " ")
}

func columns(cs []Column) string {
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = c.Align.String()
	}
	return "(" + strings.Join(out, " ") + ")"
}

func alignment(a Align) string {
	if a == AlignDefault {
		return ""
	}
	return a.String()
}

func persons(ps []Person) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = p.Name
		if p.Role != "" {
			names[i] += "/" + p.Role
		}
	}
	return field("by", strings.Join(names, ", "))
}

func license(l License) string {
	if l.URL == "" {
		return field("license", l.Name)
	}
	return field("license", l.Name+" "+l.URL)
}

// field returns name=value, the value quoted where it has to be, or "" if there is no value.
func field(name, value string) string {
	if value == "" {
		return ""
	}
	if strings.ContainsAny(value, " \"\n") {
		value = quote(value)
	}
	return name + "=" + value
}

func number(name string, n int) string {
	if n == 0 {
		return ""
	}
	return name + "=" + strconv.Itoa(n)
}

func flag(name string, set bool) string {
	if !set {
		return ""
	}
	return name
}

func terms(t Terms) string {
	var parts []string
	if t.Points != 0 {
		parts = append(parts, field("points", strconv.FormatFloat(t.Points, 'g', -1, 64)))
	}
	if !t.Due.IsZero() {
		parts = append(parts, field("due", t.Due.Format(time.RFC3339)))
	}
	return strings.Join(parts, " ")
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func quote(s string) string { return strconv.Quote(s) }
