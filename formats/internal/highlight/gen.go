//go:build ignore

// This program writes what chroma knows of languages to lexers.zip, each language a file that is read when it is wanted, and the
// names by which authors call them to languages.txt. The package of chroma that has them would read all of them whenever the
// program starts.
package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"log"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

func main() {
	files := map[string][]byte{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if r := plain(l); r != nil {
			text, err := chroma.Marshal(r)
			if err != nil {
				log.Printf("%s is left out: %v", l.Config().Name, err)
				continue
			}
			files[fileName(l)] = text
		}
	}
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			log.Fatal(err)
		}
		w.Write(files[name])
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	write("lexers.zip", archive.Bytes())
	write("languages.txt", names(files))
}

func write(name string, data []byte) {
	if err := os.WriteFile(name, data, 0o666); err != nil {
		log.Fatal(err)
	}
}

func fileName(l chroma.Lexer) string {
	return strings.ToLower(strings.ReplaceAll(l.Config().Name, "/", "-"))
}

// plain returns the part of a lexer that is made of rules; nil if there is none.
func plain(l chroma.Lexer) *chroma.RegexLexer {
	if l.Config().Name == "Go" {
		return golang()
	}
	r, ok := l.(*chroma.RegexLexer)
	if v := reflect.Indirect(reflect.ValueOf(l)); !ok && v.Kind() == reflect.Struct {
		if inner := v.FieldByName("Lexer"); inner.IsValid() { // one that looks at the text first
			r, _ = inner.Interface().(*chroma.RegexLexer)
		}
	}
	return r
}

// golang is Go without the templates in its raw strings, and with strings that end in one way only: those of chroma take an
// exponential time for a row of backslashes.
func golang() *chroma.RegexLexer {
	l := lexers.Go.(*chroma.RegexLexer)
	rules := l.MustRules().Clone()
	for i, r := range rules["root"] {
		switch {
		case strings.HasPrefix(r.Pattern, "(`)"):
			rules["root"][i] = chroma.Rule{Pattern: "`[^`]*`", Type: chroma.LiteralString}
		case strings.HasPrefix(r.Pattern, `"`):
			rules["root"][i] = chroma.Rule{Pattern: `"(?:\\.|[^"\\\n])*"`, Type: chroma.LiteralString}
		}
	}
	return chroma.MustNewLexer(l.Config(), func() chroma.Rules { return rules })
}

var extension = regexp.MustCompile(`^\*\.([\w+-]+)$`)

// names lists the files, each with the names that lead to it.
func names(files map[string][]byte) []byte {
	called := map[string][]string{}
	call := func(name string) {
		name = strings.ToLower(name)
		if l := lexers.Get(name); l != nil && files[fileName(l)] != nil && !strings.Contains(name, " ") {
			called[fileName(l)] = append(called[fileName(l)], name)
		}
	}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		call(l.Config().Name)
		for _, alias := range l.Config().Aliases {
			call(alias)
		}
		for _, glob := range l.Config().Filenames {
			if m := extension.FindStringSubmatch(glob); m != nil {
				call(m[1])
			}
		}
	}
	var b bytes.Buffer
	for _, file := range slices.SortedFunc(maps.Keys(called), cmp.Compare) {
		list := called[file]
		slices.Sort(list)
		fmt.Fprintf(&b, "%s: %s\n", file, strings.Join(slices.Compact(list), " "))
	}
	return b.Bytes()
}
