package highlight

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

//go:generate go run gen.go

var (
	//go:embed lexers.zip
	lexersZip []byte

	//go:embed languages.txt
	languagesText string

	archive = sync.OnceValue(func() *zip.Reader {
		z, err := zip.NewReader(bytes.NewReader(lexersZip), int64(len(lexersZip)))
		if err != nil {
			panic(err)
		}
		return z
	})

	// languages are the files of the archive by the names that authors call them.
	languages = sync.OnceValue(func() map[string]string {
		files := map[string]string{}
		for line := range strings.Lines(languagesText) {
			file, names, _ := strings.Cut(line, ":")
			for name := range strings.FieldsSeq(names) {
				files[name] = file
			}
		}
		return files
	})

	lexers sync.Map // by file: func() chroma.Lexer
)

// fileOf returns the file of a language; "" if there is none.
func fileOf(language string) string { return languages()[strings.ToLower(strings.TrimSpace(language))] }

// lexerOf loads the lexer in a file, once.
func lexerOf(file string) chroma.Lexer {
	once, _ := lexers.LoadOrStore(file, sync.OnceValue(func() chroma.Lexer {
		registry := chroma.NewLexerRegistry()
		load(registry, file)
		return registry.Get(file)
	}))
	return once.(func() chroma.Lexer)()
}

// load registers the lexer in a file, and those of the languages that may be inside of a text in it.
func load(registry *chroma.LexerRegistry, file string) {
	data := unzipped(file)
	var l struct {
		Config chroma.Config `xml:"config"`
		Rules  chroma.Rules  `xml:"rules"`
	}
	if err := xml.Unmarshal(data, &l); err != nil {
		panic(fmt.Sprintf("highlight: %s: %v", file, err))
	}
	l.Rules["impatience"] = []chroma.Rule{{Mutator: impatience{}}}
	registry.Register(chroma.MustNewLexer(&l.Config, func() chroma.Rules { return l.Rules }))
	for _, inside := range namesInside(data) {
		if other := fileOf(inside); other != "" && registry.Get(inside) == nil {
			load(registry, other)
		}
	}
}

func unzipped(file string) []byte {
	f, err := archive().Open(file)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// namesInside finds the languages to which rules hand over.
func namesInside(rules []byte) []string {
	var names []string
	for {
		_, rest, found := bytes.Cut(rules, []byte(`<using lexer="`))
		if !found {
			return names
		}
		var name []byte
		name, rules, _ = bytes.Cut(rest, []byte(`"`))
		names = append(names, string(name))
	}
}

// impatience lets every expression run for as long as a text may take, once its lexer is made ready. After chroma's own 250 ms a
// rule is skipped in silence, and a text would look different on a busy machine. No rule leads to its state.
type impatience struct{}

func (impatience) Mutate(*chroma.LexerState) error { return nil }

func (impatience) MutateLexer(rules chroma.CompiledRules, state string, _ int) error {
	for _, list := range rules {
		for _, r := range list {
			r.Regexp.MatchTimeout = patience
		}
	}
	delete(rules, state)
	return nil
}
