//go:build ignore

// This program copies the patterns of the languages from a module that carries those of hyph-utf8, one to a line. The module
// is large and nothing else of it is wanted, so the program does not depend on it.
package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

const module = "github.com/boxesandglue/boxesandglue@v0.2.10"

// files are the names of the patterns here, by those that the module gives them.
var files = map[string]string{
	"enus": "en", "engb": "en-gb", "de": "de", "fr": "fr", "es": "es", "pt": "pt", "it": "it", "nl": "nl", "pl": "pl", "ru": "ru", "uk": "uk",
}

func main() {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		log.Fatal(err)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(out, &found); err != nil {
		log.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(found.Dir, "frontend", "hyphenationpatterns.go"), nil, 0)
	if err != nil {
		log.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		entry, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, _ := strconv.Unquote(entry.Key.(*ast.BasicLit).Value)
		text, err := strconv.Unquote(entry.Value.(*ast.BasicLit).Value)
		if name := files[key]; name != "" && err == nil {
			if err := os.WriteFile("patterns/"+name+".txt", []byte(text), 0o666); err != nil {
				log.Fatal(err)
			}
		}
		return true
	})
}
