package lazyregexp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"coursepack/content/internal/lazyregexp"
)

func TestEveryPatternCompiles(t *testing.T) {
	compiled := 0
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isNew(call.Fun) {
				if pattern, ok := text(call.Args[0]); ok {
					compiled++
					if _, err := regexp.Compile(pattern); err != nil {
						t.Errorf("%s: %v", name, err)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if compiled < 100 {
		t.Errorf("only %d patterns were found", compiled)
	}
}

func isNew(fun ast.Expr) bool {
	selector, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := selector.X.(*ast.Ident)
	return ok && pkg.Name == "lazyregexp"
}

// text returns what strings and constants of a file add up to.
func text(e ast.Expr) (s string, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		x, xok := text(e.X)
		y, yok := text(e.Y)
		return x + y, xok && yok
	case *ast.Ident:
		if e.Obj != nil && e.Obj.Kind == ast.Con {
			if spec, ok := e.Obj.Decl.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				return text(spec.Values[0])
			}
		}
	}
	return "", false
}

func TestBrokenPatternPanicsWhenUsed(t *testing.T) {
	re := lazyregexp.New("(")
	defer func() {
		if recover() == nil {
			t.Error("it matches")
		}
	}()
	re.MatchString("")
}
