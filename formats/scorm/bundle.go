package scorm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// The files of the player that no course changes. They are made when the first package asks for them.
var (
	pageScript = sync.OnceValues(func() (*script, error) {
		return bundle("dom.js", "work.js", "state.js", "text.js", "answers.js", "quiz.js", "exercise.js", "cards.js", "copy.js", "page.js")
	})
	shellStyle = sync.OnceValues(func() ([]byte, error) { return styles("theme.css", "shell.css") })
	pageStyle  = sync.OnceValues(func() ([]byte, error) { return styles("theme.css", "page.css", "practice.css") })
)

// shellScript is the script of the shell with the modules that connect it to the platforms of a standard.
func shellScript(connection ...string) func() (*script, error) {
	return sync.OnceValues(func() (*script, error) {
		return bundle(append(connection, "dom.js", "state.js", "progress.js", "tracking.js", "search.js", "shell.js")...)
	})
}

// A script is a function of the words and the rules of a course.
type script struct {
	code  []byte
	words []string // which ones it uses, by key
}

var usedWords = regexp.MustCompile(`\bwords\.(\w+)`)

// bundle joins modules, each after those that it imports, into one classic script: browsers refuse modules on file:. Their exports
// and imports become names in one function, so that no two modules may have the same.
func bundle(modules ...string) (*script, error) {
	var s script
	var b bytes.Buffer
	b.WriteString("(words, rules) => {\n'use strict';\n")
	for _, name := range modules {
		source, err := playerFiles.ReadFile("player/" + name)
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(source) {
			if !bytes.HasPrefix(line, []byte("import ")) {
				b.Write(bytes.TrimPrefix(line, []byte("export ")))
			}
		}
	}
	for _, m := range usedWords.FindAllSubmatch(b.Bytes(), -1) {
		s.words = append(s.words, string(m[1]))
	}
	b.WriteString("}\n")
	var err error
	s.code, err = minified(js.Minify, b.Bytes())
	return &s, err
}

// call returns the code with the words of a course's language and its rules.
func (s *script) call(words map[string]string, rules map[string]int) ([]byte, error) {
	used := map[string]string{}
	for _, key := range s.words {
		used[key] = words[key]
	}
	w, err := json.Marshal(used)
	if err != nil {
		return nil, err
	}
	r, err := json.Marshal(rules)
	return fmt.Appendf(nil, "(%s)(%s,%s);\n", s.code, w, r), err
}

// styles joins style sheets.
func styles(names ...string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range names {
		source, err := playerFiles.ReadFile("player/" + name)
		if err != nil {
			return nil, err
		}
		b.Write(source)
	}
	return minified(css.Minify, b.Bytes())
}

func minified(f minify.MinifierFunc, source []byte) ([]byte, error) {
	var b bytes.Buffer
	if err := f(minify.New(), &b, bytes.NewReader(source), nil); err != nil {
		return nil, fmt.Errorf("minifying the player: %w", err)
	}
	return b.Bytes(), nil
}
