package source

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"coursepack/content"
)

// AreQuestions reports whether files in the dialect hold nothing but questions.
func (d Dialect) AreQuestions() bool {
	switch d {
	case GIFT, MoodleXML, Text2QTI, RExams:
		return true
	}
	return false
}

// QuestionHead is how many bytes of a file QuestionDialect wants to see.
const QuestionHead = 4 << 10

var (
	quizElement   = regexp.MustCompile(`^(?s:\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>))*\s*<quiz[\s>/]`)
	text2qtiTitle = regexp.MustCompile(`^(?i:\s|%[^\n]*\n)*(?i:quiz title|quiz description):[ \t]*\S`)
	text2qtiAsked = regexp.MustCompile(`(?m)^\d+\.[ \t]+\S`)
	text2qtiRight = regexp.MustCompile(`(?m)^(?:\*[a-zA-Z]\)[ \t]+\S|\[\*\][ \t]+\S|=[ \t]+[-+\[\d]|___+[ \t]*$)`)
)

// QuestionDialect returns in which dialect a file holds questions, by its name and by the text that it starts with; "" if it
// is another file. Names that many files have decide nothing alone: XML must have the root of Moodle's, a text file must
// begin with the title of a quiz as text2qti has it, or be called one and have a question with an answer.
func QuestionDialect(name string, head []byte) Dialect {
	base := strings.ToLower(path.Base(name))
	switch {
	case bytes.Contains(head, []byte(content.QuestionsMark)):
		return ""
	case strings.HasSuffix(base, ".gift"), strings.HasSuffix(base, ".gift.txt"):
		return GIFT
	case strings.HasSuffix(base, ".xml") && quizElement.Match(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))):
		return MoodleXML
	case !strings.HasSuffix(base, ".txt"):
		return ""
	case text2qtiTitle.Match(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))):
		return Text2QTI
	case (strings.Contains(base, "quiz") || strings.HasSuffix(base, ".text2qti.txt")) && text2qtiAsked.Match(head) && text2qtiRight.Match(head):
		return Text2QTI
	}
	return ""
}

// rexamsMeta is what an exercise of R/exams ends with. https://www.R-exams.org/tutorials/first_steps/
var rexamsMeta = regexp.MustCompile(`(?s)\nMeta-information *\n=+ *\n.*\bextype:`)

// isRExams reports whether a text is such an exercise: nothing but code stands before its question. A page that shows one
// is none.
func isRExams(text []byte) bool {
	return rexamsMeta.Match(text) && beginsWithQuestion(text)
}

func beginsWithQuestion(text []byte) bool {
	open, before := "", "" // the line that closes what is open; the line before
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case before == "Question":
			return line != "" && strings.Trim(line, "=") == ""
		case open != "":
			if line == open {
				open = ""
			}
		case strings.HasPrefix(line, "```"):
			open = line[:len(line)-len(strings.TrimLeft(line, "`"))]
		case line == "---" && before == "":
			open = line
		case line != "" && line != "Question":
			return false
		default:
			before = line
		}
	}
	return false
}

var (
	text2qtiTitled = regexp.MustCompile(`(?m)^(?i:quiz title):[ \t]*(.*?)[ \t]*$`)
	rexamsTitled   = regexp.MustCompile(`(?m)^(?:extitle|exname):[ \t]*(.*?)[ \t]*$`)
)

// QuestionTitle returns what the author of a file of questions calls it, "" if nothing.
func QuestionTitle(d Dialect, text []byte) string {
	pattern := text2qtiTitled
	switch d {
	case RExams:
		pattern = rexamsTitled
	case Text2QTI:
	default:
		return ""
	}
	if m := pattern.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}
