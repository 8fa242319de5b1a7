// Package highlight finds out which parts of a program text are keywords, strings, comments and the like, so that formats can show
// them as such. It knows the languages that chroma knows, and no format: colours and classes are those of its users.
package highlight

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// A Run is a stretch of a text that is all of one kind.
type Run struct {
	Kind Kind
	Text string
}

// Limits of what is read: a text that exceeds them is plain.
const (
	maxText = 1 << 17 // bytes
	maxLine = 4000    // bytes

	// patience is how long one text may take. Some of chroma's expressions go back and forth over a text for ever; honest texts take
	// some milliseconds, and must not look different on a machine that is busy with twenty other things.
	patience = 2 * time.Second

	// maxLate is after how many such texts a Reader gives up a language.
	maxLate = 2
)

// A Reader reads program texts. The zero value is ready. It is for one goroutine, which asks for the texts of a course in their
// order: what it is told depends on those before only where texts take longer than any honest one.
type Reader struct {
	late map[string]int // by language
}

// Runs divides a text in a language, as authors call it. The runs make up the text to the letter. A text in a language that nobody
// here knows, or one that is beyond the limits, is one plain run; no text has none.
func (r *Reader) Runs(language, text string) []Run {
	if text == "" {
		return nil
	}
	file := fileOf(language)
	if file == "" || file == "plaintext" || len(text) > maxText || longestLine(text) > maxLine || !utf8.ValidString(text) {
		return plain(text)
	}
	key := cacheKey{file, text}
	if runs, ok := known.get(key); ok {
		return runs
	}
	if r.late[file] >= maxLate {
		return plain(text)
	}
	runs, ok := read(lexerOf(file), text)
	if !ok {
		if r.late == nil {
			r.late = map[string]int{}
		}
		r.late[file]++
		return plain(text)
	}
	known.put(key, runs)
	return runs
}

func plain(text string) []Run { return []Run{{Plain, text}} }

func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(line))
	}
	return longest
}

// read divides a text; ok is false if that took too long or gave another text.
func read(lexer chroma.Lexer, text string) (runs []Run, ok bool) {
	defer func() { // chroma panics where the rules of a language are at odds with each other
		if recover() != nil {
			runs, ok = plain(text), true
		}
	}()
	start := time.Now()
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return plain(text), true
	}
	at := 0
	for token := next(); token != chroma.EOF; token = next() {
		if time.Since(start) > patience {
			return nil, false
		}
		value := token.Value
		if at+len(value) == len(text)+1 { // with the end of the line that chroma adds for itself
			value = strings.TrimSuffix(value, "\n")
		}
		if !strings.HasPrefix(text[at:], value) {
			return plain(text), true
		}
		runs = appendRun(runs, kindOf(token.Type), text, at, at+len(value))
		at += len(value)
	}
	if time.Since(start) > patience {
		return nil, false
	}
	return appendRun(runs, Plain, text, at, len(text)), true
}

// appendRun adds a part of the text as a run. It goes on with the run before if that is of its kind; spaces are of any kind.
func appendRun(runs []Run, kind Kind, text string, start, end int) []Run {
	if start == end {
		return runs
	}
	if n := len(runs) - 1; n >= 0 && (runs[n].Kind == kind || strings.TrimSpace(text[start:end]) == "") {
		runs[n].Text = text[start-len(runs[n].Text) : end]
		return runs
	}
	return append(runs, Run{kind, text[start:end]})
}

// A cache remembers what texts were divided into.
type cache struct {
	mu   sync.Mutex
	runs map[cacheKey][]Run
	size int // bytes of the texts
}

type cacheKey struct{ file, text string }

const maxCached = 1 << 24

// known is shared by the formats of a course, which show the same texts. It only saves time.
var known = cache{runs: map[cacheKey][]Run{}}

func (c *cache) get(key cacheKey) ([]Run, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	runs, ok := c.runs[key]
	return runs, ok
}

func (c *cache) put(key cacheKey, runs []Run) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += len(key.text); c.size > maxCached {
		c.runs, c.size = map[cacheKey][]Run{}, len(key.text)
	}
	c.runs[key] = runs
}
