package export_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"coursepack/export"
)

// Every code that the program can report is explained, and no other is.
func TestEveryCodeIsExplained(t *testing.T) {
	reported := reportedCodes(t)
	if len(reported) < 50 {
		t.Fatalf("only %d codes were found", len(reported))
	}
	for _, code := range slices.Sorted(maps.Keys(reported)) {
		if export.Explain(code) == "" {
			t.Errorf("%s: the code %s needs a line in the table of export/codes.go", reported[code], code)
		}
	}
	for _, code := range export.Codes() {
		kind, trouble, _ := strings.Cut(code, "-")
		ofFile := (kind == "image" || kind == "embed" || kind == "track") && reported["file-"+trouble] != "" // made of it by package resolve
		if reported[code] == "" && !ofFile {
			t.Errorf("nothing reports the code %s any more", code)
		}
	}
}

var kebab = regexp.MustCompile(`^[a-z]+[a-z0-9]*(-[a-z0-9]+)+$`)

// reportedCodes returns the codes that stand in the program, with the place of one of their uses: what is given to a
// field Code or to a parameter code, and what functions return whose names end in Code.
func reportedCodes(t *testing.T) map[string]string {
	t.Helper()
	files := token.NewFileSet()
	packages := map[string][]*ast.File{}
	for _, top := range []string{"../content", "../export", "../formats"} {
		err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, name, nil, 0)
			packages[path.Dir(filepath.ToSlash(name))] = append(packages[path.Dir(filepath.ToSlash(name))], file)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	codes := map[string]string{}
	for _, pkg := range packages {
		at := codeParameters(pkg)
		note := func(e ast.Node) {
			ast.Inspect(e, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if code, _ := strconv.Unquote(lit.Value); kebab.MatchString(code) {
						codes[code] = files.Position(lit.Pos()).String()
					}
				}
				return true
			})
		}
		for _, file := range pkg {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.KeyValueExpr:
					if key, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(key.Name, "code") {
						note(n.Value)
					}
				case *ast.AssignStmt:
					for i, to := range n.Lhs {
						value := n.Rhs[min(i, len(n.Rhs)-1)]
						if _, isText := value.(*ast.BasicLit); isText && isCode(to) {
							note(value)
						}
					}
				case *ast.CallExpr:
					if i, ok := at[calledName(n)]; ok && i < len(n.Args) {
						note(n.Args[i])
					}
				case *ast.FuncDecl:
					if strings.HasSuffix(n.Name.Name, "Code") && returnsString(n.Type) {
						note(n.Body)
					}
				}
				return true
			})
		}
	}
	return codes
}

// codeParameters returns, by the names of functions, which of their parameters is called code.
func codeParameters(pkg []*ast.File) map[string]int {
	at := map[string]int{}
	find := func(name string, params *ast.FieldList) {
		i := 0
		for _, field := range params.List {
			for _, param := range field.Names {
				if param.Name == "code" {
					at[name] = i
				}
				i++
			}
		}
	}
	for _, file := range pkg {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				find(n.Name.Name, n.Type.Params)
			case *ast.AssignStmt:
				for i, value := range n.Rhs {
					if f, ok := value.(*ast.FuncLit); ok {
						if name, ok := n.Lhs[i].(*ast.Ident); ok {
							find(name.Name, f.Type.Params)
						}
					}
				}
			}
			return true
		})
	}
	return at
}

// isCode reports whether a value is given to a variable code or to a field Code.
func isCode(to ast.Expr) bool {
	switch to := to.(type) {
	case *ast.Ident:
		return to.Name == "code"
	case *ast.SelectorExpr:
		return to.Sel.Name == "Code"
	}
	return false
}

func returnsString(f *ast.FuncType) bool {
	if f.Results.NumFields() != 1 {
		return false
	}
	result, ok := f.Results.List[0].Type.(*ast.Ident)
	return ok && result.Name == "string"
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
