package cartridge

import (
	"strconv"

	"coursepack/content"
	"coursepack/content/diag"
)

// limits are how often and how long a quiz may be worked on.
type limits struct {
	attempts int // 0 is as often as one likes
	minutes  int // 0 is as long as one likes
}

// mostAttempts is the highest number that a Common Cartridge has for them (IMS Common Cartridge Profile 1.1, rule 1i of the
// schema of QTI).
const mostAttempts = 5

// limitsOf returns the limits of quizzes that become one: the attempts of each, and the time of all together. It reports
// false if one of the two is left out because the quizzes do not agree on it.
func limitsOf(quizzes []*content.Quiz) (l limits, ok bool) {
	l.attempts, ok = quizzes[0].Attempts, true
	timed := 0
	for _, q := range quizzes {
		if q.Attempts != l.attempts {
			l.attempts, ok = 0, false
		}
		if q.TimeLimit > 0 {
			timed++
			l.minutes += int(q.TimeLimit.Minutes())
		}
	}
	if timed != 0 && timed != len(quizzes) {
		l.minutes, ok = 0, false
	}
	return l, ok
}

// metadata returns the labels and entries that QTI 1.2 has for the limits. More attempts than most are as many as one likes.
func (l limits) metadata(most int) []string {
	attempts, minutes := "unlimited", ""
	if l.attempts > 0 && l.attempts <= most {
		attempts = strconv.Itoa(l.attempts)
	}
	if l.minutes > 0 {
		minutes = strconv.Itoa(l.minutes)
	}
	return []string{"cc_maxattempts", attempts, "qmd_timelimit", minutes}
}

// limit gives a quiz the limits of those that it is made of, and reports what of them is lost.
func (c *cartridge) limit(q *quiz, of []*content.Quiz) {
	tell := func(message, instead string) {
		c.report.Report(diag.Diagnostic{
			Pos: of[0].Pos, Severity: diag.Note, Code: "quiz-limits", Message: message, Instead: instead, ByName: true,
		})
	}
	var agreed bool
	if q.limits, agreed = limitsOf(of); !agreed {
		tell("the quizzes of a page become one, and they differ in attempts or time", "one quiz without the limits in which they differ")
	}
	if q.limits.attempts > mostAttempts {
		tell(c.manual.reader()+" takes at most five attempts from a cartridge", "as many as one likes")
	}
}
