package scorm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// The modules of the player's two scripts, each after those that it imports. The words and rules of the course come
// before all, and the connection to the platform is that of the standard.
var (
	shellModules = []string{"dom.js", "state.js", "progress.js", "tracking.js", "search.js", "shell.js"}
	pageModules  = []string{"dom.js", "work.js", "state.js", "text.js", "answers.js", "quiz.js", "exercise.js", "cards.js", "copy.js", "page.js"}
)

// bundle joins modules into one classic script: browsers refuse modules on file:. Their exports and imports become names
// in one function, so that no two modules may have the same.
func bundle(constants map[string]any, modules []string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("(() => {\n'use strict';\n")
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		value, err := json.Marshal(constants[name])
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "const %s = %s;\n", name, value)
	}
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
	b.WriteString("})();\n")
	return minified(js.Minify, b.Bytes())
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

// pick returns those of all whose names the modules use.
func pick(all map[string]string, modules []string) (map[string]string, error) {
	used := map[string]string{}
	for _, name := range modules {
		source, err := playerFiles.ReadFile("player/" + name)
		if err != nil {
			return nil, err
		}
		for key, text := range all {
			if strings.Contains(string(source), "words."+key) {
				used[key] = text
			}
		}
	}
	return used, nil
}
