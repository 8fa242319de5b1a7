package qti

import (
	"coursepack/formats/internal/xmldoc"
)

// Addresses of the response processing that every system knows (Information Model, section 8.1).
const (
	templates    = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
	matchCorrect = templates + "match_correct" // one point for the correct response
	mapResponse  = templates + "map_response"  // what the declaration says
)

// process writes the response processing: a standard template where one does.
func (it *item) process(f *xmldoc.File) {
	if t := it.template(); t != "" {
		f.Empty("responseProcessing", "template", t)
		return
	}
	if !it.scored() && !it.hasFeedback() {
		return
	}
	f.Open("responseProcessing")
	if it.scored() {
		it.processScore(f)
	}
	it.processFeedback(f)
	f.Close("responseProcessing")
}

// template is the address of the template that does what the item needs; "" if there is none.
func (it *item) template() string {
	r := it.responses
	switch {
	case len(r) != 1 || it.hasFeedback() || !it.scored():
		return ""
	case r[0].mapped():
		return mapResponse
	case it.points == 1 && r[0].kind != "float": // which is no matter of being the same
		return matchCorrect
	}
	return ""
}

// scored reports whether the item can be scored without a person.
func (it *item) scored() bool {
	for _, r := range it.responses {
		if len(r.correct) == 0 {
			return false
		}
	}
	return len(it.responses) > 0
}

// processScore gives each response its share of the points, and each pair of a matching its share of that.
func (it *item) processScore(f *xmldoc.File) {
	for _, r := range it.responses {
		f.Open("responseCondition")
		f.Open("responseIf")
		if r.kind == "directedPair" {
			f.Open("not")
			f.Open("isNull")
			variable(f, r.ident)
			f.Close("isNull")
			f.Close("not")
			set(f, score, func() { f.Empty("mapResponse", "identifier", r.ident) })
		} else {
			r.isRight(f)
			set(f, score, func() { it.addShare(f) })
		}
		f.Close("responseIf")
		f.Close("responseCondition")
	}
}

// addShare writes the score with the share of a response.
func (it *item) addShare(f *xmldoc.File) {
	if len(it.responses) == 1 {
		value(f, "float", number(it.points))
		return
	}
	f.Open("sum")
	variable(f, score)
	value(f, "float", number(it.share()))
	f.Close("sum")
}

// isRight writes the test of whether a response is right.
func (r *response) isRight(f *xmldoc.File) {
	switch {
	case len(r.accept) == 1:
		r.is(f, r.accept[0])
	case len(r.accept) > 1:
		f.Open("or")
		for _, text := range r.accept {
			r.is(f, text)
		}
		f.Close("or")
	case r.kind == "float" && r.tolerance > 0:
		allowed := number(r.tolerance)
		r.isCorrect(f, "equal", "toleranceMode", "absolute", "tolerance", allowed+" "+allowed)
	case r.kind == "float":
		r.isCorrect(f, "equal", "toleranceMode", "exact")
	default:
		r.isCorrect(f, "match")
	}
}

// is writes the test of whether a response is one of several right values.
func (r *response) is(f *xmldoc.File, right string) {
	element, attrs := "match", []string(nil)
	if r.kind == "string" {
		element, attrs = "stringMatch", []string{"caseSensitive", "false"}
		if r.matters {
			attrs[1] = "true"
		}
	}
	f.Open(element, attrs...)
	variable(f, r.ident)
	value(f, r.kind, right)
	f.Close(element)
}

// isCorrect compares the response with the correct one of its declaration.
func (r *response) isCorrect(f *xmldoc.File, element string, attrs ...string) {
	f.Open(element, attrs...)
	variable(f, r.ident)
	f.Empty("correct", "identifier", r.ident)
	f.Close(element)
}

// processFeedback says which feedback is shown. That to an option has the option's identifier.
func (it *item) processFeedback(f *xmldoc.File) {
	if it.answersOptions() {
		show(f, func() { variable(f, it.responses[0].ident) })
	}
	if it.right+it.wrong != "" && it.scored() {
		it.processReplies(f)
	}
	if it.general != "" {
		show(f, func() { value(f, "identifier", generalFeedback) })
	}
}

// processReplies shows what is said to right answers and to others.
func (it *item) processReplies(f *xmldoc.File) {
	f.Open("responseCondition")
	f.Open("responseIf")
	f.Open("and")
	for _, r := range it.responses {
		r.isRight(f)
	}
	f.Close("and")
	show(f, func() { value(f, "identifier", rightFeedback) })
	f.Close("responseIf")
	f.Open("responseElse")
	show(f, func() { value(f, "identifier", wrongFeedback) })
	f.Close("responseElse")
	f.Close("responseCondition")
}

// show adds identifiers to those of the feedback that is shown.
func show(f *xmldoc.File, identifiers func()) {
	set(f, feedback, func() {
		f.Open("multiple")
		variable(f, feedback)
		identifiers()
		f.Close("multiple")
	})
}

func set(f *xmldoc.File, outcome string, expression func()) {
	f.Open("setOutcomeValue", "identifier", outcome)
	expression()
	f.Close("setOutcomeValue")
}

func variable(f *xmldoc.File, ident string) { f.Empty("variable", "identifier", ident) }

func value(f *xmldoc.File, kind, v string) { f.Text("baseValue", v, "baseType", kind) }
