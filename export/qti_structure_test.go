package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/export"
	"coursepack/formats/qti"
)

// Questions are built as QTI 2.1 has it: those of every sample, of every kind, and with every node in them.
func TestQuestionsAreBuiltAsQTIHasIt(t *testing.T) {
	one := func(t *testing.T, n content.Node) {
		_, file := writeOne(t, qti.New(qti.Options{}), n)
		for _, complaint := range qtiComplaints(t, []byte(contentOf(t, file))) {
			t.Error(complaint)
		}
	}
	for kind, quiz := range quizSpecimens() {
		t.Run(string(kind), func(t *testing.T) { one(t, quiz) })
	}
	for kind, n := range specimens(t) {
		t.Run(kind, func(t *testing.T) {
			switch b := n.(type) {
			case *content.Quiz, *content.Exercise, *content.Flashcards, *content.Blank:
			case content.Block:
				one(t, &content.Exercise{Pos: questionAt, ID: "e", Prompt: []content.Block{b}, Solution: []content.Block{b}})
			case content.Inline:
				line := []content.Block{&content.Paragraph{Pos: questionAt, Inlines: []content.Inline{b}}}
				one(t, &content.Exercise{Pos: questionAt, ID: "e", Prompt: line, Solution: line})
			}
		})
	}
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			files, _ := exported(t, s, func(o *export.Options) { o.Formats = []string{"qti"} })
			for name, data := range files {
				for _, complaint := range qtiComplaints(t, data) {
					t.Errorf("%s: %s", name, complaint)
				}
			}
		})
	}
}

// What is built otherwise is found.
func TestTheStructureOfQTIIsHeld(t *testing.T) {
	const head = `xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t"`
	item := func(in string) string {
		return "<assessmentItem " + head + ` adaptive="false" timeDependent="false">` + in + "</assessmentItem>"
	}
	section := func(in string) string {
		return "<assessmentTest " + head + `><testPart identifier="p" navigationMode="linear" submissionMode="individual">` +
			`<assessmentSection identifier="s" title="t" visible="true">` + in + "</assessmentSection></testPart></assessmentTest>"
	}
	for _, tt := range []struct{ text, want string }{
		{item("<itemBody><p>Yes?</p></itemBody><responseProcessing/>"), ""},
		{item("<responseProcessing/><itemBody><p>Yes?</p></itemBody>"), "assessmentItem: itemBody is out of place"},
		{item("<itemBody>Yes?</itemBody>"), `itemBody: the text "Yes?" is out of place`},
		{item("<itemBody><p><div/></p></itemBody>"), "p: div is out of place"},
		{item(`<itemBody><p style="color: red">Yes?</p></itemBody>`), "p: no attribute style"},
		{item("<itemBody><details/></itemBody>"), "itemBody: details is out of place"},
		{item(`<responseDeclaration identifier="R" cardinality="single"><correctResponse/></responseDeclaration>`), "correctResponse: value is missing"},
		{item(`<outcomeDeclaration identifier="S"/>`), "outcomeDeclaration: cardinality is missing"},
		{section(`<itemSessionControl maxAttempts="2"/><timeLimits maxTime="60"/>`), ""},
		{section(`<timeLimits maxTime="60"/><itemSessionControl maxAttempts="2"/>`), "assessmentSection: itemSessionControl is out of place"},
	} {
		if got := strings.Join(structureComplaints(t, tt.text), "; "); got != tt.want {
			t.Errorf("%s\ngives %q, not %q", tt.text, got, tt.want)
		}
	}
}

// qtiComplaints says what in the items and tests of a package is not as the information model has it.
func qtiComplaints(t *testing.T, data []byte) []string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var complaints []string
	for _, f := range archive.File {
		if path.Ext(f.Name) != ".xml" || f.Name == "imsmanifest.xml" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range structureComplaints(t, string(text)) {
			complaints = append(complaints, f.Name+": "+complaint)
		}
	}
	return complaints
}

// An xmlNode is an element, or text if it has no name.
type xmlNode struct {
	name  xml.Name
	attrs []xml.Attr
	below []*xmlNode
	text  string
}

func structureComplaints(t *testing.T, text string) []string {
	t.Helper()
	root := &xmlNode{}
	open := []*xmlNode{root}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &xmlNode{name: token.Name, attrs: token.Attr}
			top.below = append(top.below, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				top.below = append(top.below, &xmlNode{text: s})
			}
		}
	}
	c := structureCheck{model: qtiModel()}
	c.element(root.below[len(root.below)-1])
	return c.complaints
}

// A structureCheck compares elements with what the model has of them.
type structureCheck struct {
	model      map[string]*elementModel
	complaints []string
}

func (c *structureCheck) complain(n *xmlNode, format string, args ...any) {
	c.complaints = append(c.complaints, n.name.Local+": "+fmt.Sprintf(format, args...))
}

func (c *structureCheck) element(n *xmlNode) {
	if n.name.Space == "http://www.w3.org/1998/Math/MathML" {
		return // another standard's
	}
	m := c.model[n.name.Local]
	if m == nil {
		c.complain(n, "no such element")
		return
	}
	c.attributes(n, m)
	at := 0
	for _, p := range m.children {
		found := 0
		for at < len(n.below) && found < p.most && p.takes(n.below[at]) {
			at++
			found++
		}
		if found < p.least {
			c.complain(n, "%s is missing", p.names[0])
		}
	}
	if at < len(n.below) {
		if child := n.below[at]; child.name.Local == "" {
			c.complain(n, "the text %q is out of place", child.text)
		} else {
			c.complain(n, "%s is out of place", child.name.Local)
		}
		return
	}
	for _, child := range n.below {
		if child.name.Local != "" {
			c.element(child)
		}
	}
}

func (c *structureCheck) attributes(n *xmlNode, m *elementModel) {
	for _, name := range m.required {
		if !slices.ContainsFunc(n.attrs, func(a xml.Attr) bool { return a.Name.Local == name }) {
			c.complain(n, "%s is missing", name)
		}
	}
	for _, a := range n.attrs {
		if name := a.Name.Local; name != "xmlns" && !slices.Contains(m.required, name) && !slices.Contains(m.optional, name) {
			c.complain(n, "no attribute %s", name)
		}
	}
}

// An elementModel is what an element may have: attributes, and what stands in it, in this order.
type elementModel struct {
	required, optional []string
	children           []particle
}

// A particle is how often some of the names come one after the other. The name #text is that of text.
type particle struct {
	names       []string
	least, most int
}

func (p particle) takes(n *xmlNode) bool {
	name := n.name.Local
	if name == "" {
		name = "#text"
	}
	return slices.Contains(p.names, name)
}

// qtiModel reads qtiTable.
func qtiModel() map[string]*elementModel {
	const endless = 1 << 30
	groups, model := map[string][]string{}, map[string]*elementModel{}
	var named func(list string) []string
	named = func(list string) (names []string) {
		for name := range strings.SplitSeq(list, ",") {
			if group, ok := groups[name]; ok {
				names = append(names, group...)
			} else {
				names = append(names, name)
			}
		}
		return names
	}
	for line := range strings.Lines(qtiTable) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		if strings.HasPrefix(head, "@") {
			groups[head] = named(strings.ReplaceAll(strings.TrimSpace(rest), " ", ","))
			continue
		}
		attrs, children, _ := strings.Cut(rest, "|")
		m := &elementModel{}
		for _, attr := range named(strings.Join(strings.Fields(attrs), ",")) {
			if name, required := strings.CutSuffix(attr, "!"); required {
				m.required = append(m.required, name)
			} else if name != "" {
				m.optional = append(m.optional, name)
			}
		}
		for field := range strings.FieldsSeq(children) {
			p := particle{least: 1, most: 1}
			switch field[len(field)-1] {
			case '?':
				p.least = 0
			case '*':
				p.least, p.most = 0, endless
			case '+':
				p.most = endless
			case '2':
				p.least, p.most = 2, 2
			}
			p.names = named(strings.TrimRight(field, "?*+2"))
			m.children = append(m.children, p)
		}
		for _, name := range named(strings.ReplaceAll(head, " ", ",")) {
			model[name] = m
		}
	}
	return model
}

// qtiTable has the elements that packages of ours may use: names, attributes (! is required), and what stands in them, in order
// (? at most once, * any number of times, + at least once, 2 twice). Names that begin with an at sign are groups.
//
// It is our reading of IMS QTI v2.1, Assessment Test, Section and Item Information Model, not a schema. Items, tests, interactions,
// declarations and processing were compared with the parts of the draft's schema that the documentation of pyslet quotes
// (https://github.com/swl10/pyslet), which lacks caseSensitive of mapEntry; the elements of HTML were compared with nothing.
const qtiTable = `
@body: id class lang label
@shared: a abbr acronym b big cite code dfn em i img kbd q samp small span strong sub sup tt var br math #text
@inline: @shared textEntryInteraction inlineChoiceInteraction
@blockstatic: p h1 h2 h3 h4 h5 h6 ul ol dl div blockquote pre hr table math
@interaction: choiceInteraction orderInteraction matchInteraction extendedTextInteraction
@block: @blockstatic @interaction rubricBlock
@flow: @inline @block
@flowstatic: @shared @blockstatic
@expression: baseValue variable correct mapResponse isNull not and or sum multiple match stringMatch equal testVariables
@rule: responseCondition setOutcomeValue

assessmentItem: identifier! title! label lang adaptive! timeDependent! toolName toolVersion | responseDeclaration* outcomeDeclaration* itemBody? responseProcessing? modalFeedback*
responseDeclaration: identifier! cardinality! baseType | defaultValue? correctResponse? mapping?
correctResponse: interpretation | value+
defaultValue: interpretation | value+
value: fieldIdentifier baseType | #text?
mapping: lowerBound upperBound defaultValue! | mapEntry+
mapEntry: mapKey! mappedValue! caseSensitive |
outcomeDeclaration: identifier! cardinality! baseType view interpretation normalMaximum normalMinimum masteryValue | defaultValue?

itemBody: @body | @block*
rubricBlock: @body view! | @blockstatic*
choiceInteraction: @body responseIdentifier! shuffle! maxChoices! minChoices | prompt? simpleChoice+
orderInteraction: @body responseIdentifier! shuffle! maxChoices minChoices orientation | prompt? simpleChoice+
simpleChoice: @body identifier! fixed | @flowstatic*
matchInteraction: @body responseIdentifier! shuffle! maxAssociations! minAssociations | prompt? simpleMatchSet2
simpleMatchSet: @body | simpleAssociableChoice*
simpleAssociableChoice: @body identifier! fixed matchMax! matchMin | @flowstatic*
extendedTextInteraction: @body responseIdentifier! expectedLength expectedLines format | prompt?
textEntryInteraction: @body responseIdentifier! expectedLength patternMask placeholderText |
inlineChoiceInteraction: @body responseIdentifier! shuffle! required | inlineChoice+
inlineChoice: @body identifier! fixed | #text?
modalFeedback: outcomeIdentifier! showHide! identifier! title | @flowstatic*

responseProcessing: template templateLocation | @rule*
responseCondition: | responseIf responseElseIf* responseElse?
responseIf responseElseIf: | @expression @rule*
responseElse: | @rule*
setOutcomeValue: identifier! | @expression
baseValue: baseType! | #text
variable: identifier! weightIdentifier |
correct mapResponse: identifier! |
isNull not: | @expression
and or sum: | @expression+
multiple: | @expression*
match: | @expression2
stringMatch: caseSensitive! substring | @expression2
equal: toleranceMode! tolerance includeLowerBound includeUpperBound | @expression2
testVariables: variableIdentifier! weightIdentifier baseType sectionIdentifier includeCategory excludeCategory |

assessmentTest: identifier! title! toolName toolVersion | outcomeDeclaration* timeLimits? testPart+ outcomeProcessing?
testPart: identifier! navigationMode! submissionMode! | itemSessionControl? timeLimits? assessmentSection+
itemSessionControl: maxAttempts showFeedback allowReview showSolution allowComment allowSkipping validateResponses |
timeLimits: minTime maxTime allowLateSubmission |
assessmentSection: identifier! required fixed title! visible! keepTogether | itemSessionControl? timeLimits? rubricBlock* assessmentItemRef,assessmentSection*
assessmentItemRef: identifier! href! category required fixed |
outcomeProcessing: | setOutcomeValue*

p h1 h2 h3 h4 h5 h6 abbr acronym b big cite code dfn em i kbd q samp small span strong sub sup tt var: @body | @inline*
pre: @body | @inline*
dt: @body | @inline*
caption: @body | @inline*
a: @body href! type | @inline*
div li dd: @body | @flow*
blockquote: @body cite | @block*
ul ol: @body | li*
dl: @body | dt,dd*
hr br: @body |
img: @body src! alt! longdesc width height |
table: @body summary | caption? col* colgroup* thead? tfoot? tbody+
thead tfoot tbody: @body | tr+
tr: @body | th,td+
td th: @body headers scope abbr axis rowspan colspan | @flow*
`
