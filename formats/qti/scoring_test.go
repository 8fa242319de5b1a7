package qti

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"coursepack/formats/internal/bank/banktest"
	"coursepack/formats/internal/identity"
)

// Answers to the questions of the course get the points and the feedback that they should, by the rules of the
// specification (Information Model, section 8 and 15).
func TestAnswersAreScored(t *testing.T) {
	in, _ := banktest.Input(t)
	items := map[string]string{}
	for _, f := range written(t, in) {
		items[f.name] = f.text
	}
	for _, tt := range []struct {
		question string
		given    map[string][]string
		score    float64
		feedback string
	}{
		{"q1", answer("choice1"), 2, "choice1 GENERAL"},
		{"q1", answer("choice2"), 0, "choice2 GENERAL"},
		{"q1", answer(), 0, "GENERAL"},
		{"q2", answer("choice2", "choice1"), 1, ""},
		{"q2", answer("choice1"), 0, ""},
		{"q2", answer("choice1", "choice2", "choice3"), 0, ""},
		{"q3", answer("0.00001009"), 1, ""},
		{"q3", answer("0.0000102"), 0, ""},
		{"q4", answer("Hz"), 1, "RIGHT"},
		{"q4", answer("1/s * 1"), 1, "RIGHT"},
		{"q4", answer("hz"), 0, "WRONG"},
		{"q4", answer(), 0, "WRONG"},
		{"q5", map[string][]string{"RESPONSE1": {"344"}, "RESPONSE2": {"AIR"}, "RESPONSE3": {"choice2"}}, 1, ""},
		{"q5", map[string][]string{"RESPONSE1": {"344"}, "RESPONSE3": {"choice1"}}, 1. / 3, ""},
		{"q6", answer("left1 right-gD", "left2 right-n-"), 1, ""},
		{"q6", answer("left1 right-gD", "left2 right-j-"), .5, ""},
		{"q7", answer("choice1", "choice2"), 1, ""},
		{"q7", answer("choice2", "choice1"), 0, ""},
		{"q8", answer("Because of the moon."), 0, ""},
		{"q9", answer("choice2"), 1, ""},
		{"q9", answer("choice1"), 0, ""},
	} {
		name := identity.Course("sea").Of("question", "sea/waves/"+tt.question) + ".xml"
		s := newSession(t, items[name], tt.given)
		s.process()
		got, err := strconv.ParseFloat(s.vars[score][0], 64)
		if err != nil || math.Abs(got-tt.score) > 1e-9 {
			t.Errorf("%s: %v gets %v, not %v", tt.question, tt.given, s.vars[score], tt.score)
		}
		if got := strings.Join(s.vars[feedback], " "); got != tt.feedback {
			t.Errorf("%s: %v is told %s, not %s", tt.question, tt.given, got, tt.feedback)
		}
	}
}

func answer(values ...string) map[string][]string { return map[string][]string{"RESPONSE": values} }

// A session is one attempt at an item.
type session struct {
	t    *testing.T
	item node
	vars map[string][]string // nil is NULL
}

type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []*node    `xml:",any"`
	Text    string     `xml:",chardata"`
}

func newSession(t *testing.T, text string, given map[string][]string) *session {
	s := &session{t: t, vars: map[string][]string{score: {"0"}}}
	if err := xml.Unmarshal([]byte(text), &s.item); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for name, values := range given {
		s.vars[name] = values
	}
	return s
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the nodes of a name below n.
func (n *node) all(name string) (found []*node) {
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func (s *session) declaration(ident string) *node {
	for _, d := range s.item.all("responseDeclaration") {
		if d.attr("identifier") == ident {
			return d
		}
	}
	s.t.Fatalf("%s is not declared", ident)
	return nil
}

func (s *session) process() {
	for _, p := range s.item.all("responseProcessing") {
		switch p.attr("template") {
		case matchCorrect:
			if s.same("RESPONSE") {
				s.vars[score] = []string{"1"}
			}
		case mapResponse:
			s.vars[score] = s.mapped("RESPONSE")
		}
		s.run(p.Nodes)
	}
}

func (s *session) run(rules []*node) {
	for _, n := range rules {
		switch n.XMLName.Local {
		case "responseCondition":
			branch := n.Nodes[0]
			if s.eval(branch.Nodes[0])[0] == "true" {
				s.run(branch.Nodes[1:])
			} else if len(n.Nodes) > 1 {
				s.run(n.Nodes[1].Nodes)
			}
		case "setOutcomeValue":
			s.vars[n.attr("identifier")] = s.eval(n.Nodes[0])
		default:
			s.t.Fatalf("unknown rule %s", n.XMLName.Local)
		}
	}
}

// eval returns the value of an expression.
func (s *session) eval(n *node) []string {
	var args [][]string
	for _, c := range n.Nodes {
		args = append(args, s.eval(c))
	}
	truth := func(b bool) []string { return []string{strconv.FormatBool(b)} }
	isTrue := func(v []string) bool { return v[0] == "true" }
	switch n.XMLName.Local {
	case "variable":
		return s.vars[n.attr("identifier")]
	case "correct":
		return s.correct(n.attr("identifier"))
	case "baseValue":
		return []string{n.Text}
	case "mapResponse":
		return s.mapped(n.attr("identifier"))
	case "multiple":
		return slices.Concat(args...)
	case "isNull":
		return truth(len(args[0]) == 0)
	case "not":
		return truth(!isTrue(args[0]))
	case "and":
		return truth(!slices.ContainsFunc(args, func(v []string) bool { return !isTrue(v) }))
	case "or":
		return truth(slices.ContainsFunc(args, isTrue))
	case "match":
		return truth(s.same(n.Nodes[0].attr("identifier")))
	case "stringMatch":
		given, right := strings.Join(args[0], ""), args[1][0]
		return truth(given == right || n.attr("caseSensitive") == "false" && strings.EqualFold(given, right))
	case "sum":
		return []string{number(s.float(args[0]) + s.float(args[1]))}
	case "equal":
		allowed, _, _ := strings.Cut(n.attr("tolerance"), " ")
		return truth(len(args[0]) > 0 && math.Abs(s.float(args[0])-s.float(args[1])) <= s.float([]string{allowed}))
	}
	s.t.Fatalf("unknown expression %s", n.XMLName.Local)
	return nil
}

func (s *session) float(v []string) float64 {
	f, err := strconv.ParseFloat(v[0], 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

func (s *session) correct(ident string) (values []string) {
	for _, v := range s.declaration(ident).all("value") {
		values = append(values, v.Text)
	}
	return values
}

// same reports whether a response is the correct one; the order of values counts if they are ordered.
func (s *session) same(ident string) bool {
	given, right := slices.Clone(s.vars[ident]), s.correct(ident)
	if s.declaration(ident).attr("cardinality") == "multiple" {
		slices.Sort(given)
		slices.Sort(right)
	}
	return slices.Equal(given, right)
}

// mapped is the sum of what the values of a response are mapped to.
func (s *session) mapped(ident string) []string {
	sum := 0.0
	for _, e := range s.declaration(ident).all("mapEntry") {
		if slices.Contains(s.vars[ident], e.attr("mapKey")) {
			sum += s.float([]string{e.attr("mappedValue")})
		}
	}
	return []string{number(sum)}
}
