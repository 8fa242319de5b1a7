package qti

import (
	"fmt"
	"strconv"

	"coursepack/content"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/xmldoc"
)

// A response is something that an item asks for.
type response struct {
	ident       string
	cardinality string   // "single", "multiple" or "ordered"
	kind        string   // its baseType: "identifier", "string", "float" or "directedPair"
	correct     []string // all of them together; none if a person grades it
	accept      []string // each by itself, where several values are right
	matters     bool     // upper and lower case, of strings
	tolerance   float64  // of floats
}

// responses are what an answer consists of: one response, or one for each blank.
func responses(a content.Answer) []*response {
	c, ok := a.(*content.Cloze)
	if !ok {
		return []*response{responseTo(a, "RESPONSE")}
	}
	var all []*response
	for i, blank := range c.Answers {
		all = append(all, responseTo(blank, blankID(i)))
	}
	return all
}

// blankID is the identifier of what is filled into the i-th blank.
func blankID(i int) string { return "RESPONSE" + strconv.Itoa(i+1) }

func responseTo(a content.Answer, ident string) *response {
	r := &response{ident: ident, cardinality: "single"}
	switch a := a.(type) {
	case *content.Choice:
		r.kind = "identifier"
		r.expectOptions(a)
	case *content.Numeric:
		r.kind, r.correct, r.tolerance = "float", []string{number(a.Value)}, a.Tolerance
	case *content.ShortText:
		r.kind, r.accept, r.matters = "string", a.Accept, a.CaseSensitive
		r.correct = a.Accept[:min(1, len(a.Accept))]
	case *content.Matching:
		r.cardinality, r.kind, r.correct = "multiple", "directedPair", pairs(a)
	case *content.Ordering:
		r.cardinality, r.kind = "ordered", "identifier"
		for i := range a.Items {
			r.correct = append(r.correct, choiceID(i))
		}
	case *content.Essay, nil:
		r.kind = "string"
	default:
		panic(fmt.Sprintf("qti: unknown answer %T", a))
	}
	return r
}

// expectOptions expects all right options, or any of them if one may be chosen.
func (r *response) expectOptions(c *content.Choice) {
	for i, o := range c.Options {
		if o.Correct {
			r.correct = append(r.correct, choiceID(i))
		}
	}
	switch {
	case c.Multiple:
		r.cardinality = "multiple"
	case len(r.correct) > 1:
		r.accept, r.correct = r.correct, r.correct[:1]
	}
}

// choiceID is the identifier of the i-th thing to choose.
func choiceID(i int) string { return "choice" + strconv.Itoa(i+1) }

func leftID(i int) string { return "left" + strconv.Itoa(i+1) }

// rightID is the identifier of a right side. Several left sides may have the same one.
func rightID(side practice.Side) string { return "right-" + side.Key }

func pairs(m *content.Matching) []string {
	_, keys := practice.Rights(m)
	var all []string
	for i, key := range keys {
		all = append(all, leftID(i)+" "+rightID(practice.Side{Key: key}))
	}
	return all
}

// declare writes the responseDeclaration. Where values have points of their own, it says which.
func (r *response) declare(f *xmldoc.File, points float64) {
	f.Open("responseDeclaration", "identifier", r.ident, "cardinality", r.cardinality, "baseType", r.kind)
	if len(r.correct) > 0 {
		f.Open("correctResponse")
		for _, value := range r.correct {
			f.Text("value", value)
		}
		f.Close("correctResponse")
	}
	r.declareMapping(f, points)
	f.Close("responseDeclaration")
}

func (r *response) declareMapping(f *xmldoc.File, points float64) {
	keys, each := r.accept, points
	if r.kind == "directedPair" {
		keys, each = r.correct, points/float64(max(1, len(r.correct)))
	}
	if len(keys) == 0 {
		return
	}
	matters := ""
	if r.kind == "string" {
		matters = strconv.FormatBool(r.matters)
	}
	f.Open("mapping", "lowerBound", "0", "upperBound", number(points), "defaultValue", "0")
	for _, key := range keys {
		f.Empty("mapEntry", "mapKey", key, "mappedValue", number(each), "caseSensitive", matters)
	}
	f.Close("mapping")
}

// mapped reports whether the declaration says what values count.
func (r *response) mapped() bool {
	return len(r.accept) > 0 || r.kind == "directedPair" && len(r.correct) > 0
}
