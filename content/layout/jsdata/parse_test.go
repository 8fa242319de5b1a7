package jsdata

import (
	"fmt"
	"strings"
	"testing"

	"coursepack/content/source"
	"coursepack/content/testkit"
)

func parse(s string) *Module { return Parse(source.NewText("config.mjs", []byte(s)), nil) }

// show writes a value on one line, what cannot be read in angle brackets.
func show(v Value) string {
	var all []string
	switch v.Kind {
	case Missing:
		return "nothing"
	case String:
		return fmt.Sprintf("%q", v.Text)
	case Array:
		for _, item := range v.Items {
			all = append(all, show(item))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case Object:
		for _, p := range v.Props {
			all = append(all, p.Key+": "+show(p.Value))
		}
		return "{" + strings.Join(all, ", ") + "}"
	case Call, Unread:
		return "<" + v.What() + ">"
	}
	return v.Text
}

func TestValues(t *testing.T) {
	tests := []struct{ js, want string }{
		{`'a'`, `"a"`},
		{`"it's" + ' ' + "fine"`, `"it's fine"`},
		{`'a\n\'b\' \x41\u00e9\u{1F58B}\uD83D\uDD8B\` + "\n" + `c'`, `"a\n'b' Aé🖋🖋c"`},
		{"`two\nlines \\` \\${x}`", `"two\nlines ` + "`" + ` ${x}"`},
		{"`a ${b ? {c: 1} : `d`} e`", "<a template with values in it>"},
		{`-1.5`, "-1.5"},
		{`0x1F`, "0x1F"},
		{`[1, 2,, 3,]`, "[1, 2, <an expression>, 3]"},
		{`[true, false, null, undefined]`, "[true, false, nothing, nothing]"},
		{`{a: 1, 'b-c': 2, "d": 3, 4: 5, }`, "{a: 1, b-c: 2, d: 3, 4: 5}"},
		{`{/* c */ a: 1, // d` + "\n" + `b: 2}`, "{a: 1, b: 2}"},
		{`{[a]: 1, b: 2}`, "{: <a computed key>, b: 2}"},
		{`{a() { return {b: 1}; }, async c() {}, get d() { return 1 }, e: 2}`, "{a: <a function>, async: <a function>, get: <a function>, e: 2}"},
		{`{a: (x, y) => ({b: 1}), c: function () { return /[/"]}/; }, d: x => x, e: 1}`, "{a: <a function>, c: <a function>, d: <a function>, e: 1}"},
		{`{a: b ? 'c' : 'd', e: 1 + 2, f: !g, h: new Date(), i: a.b.c, j: k?.l}`, "{a: <an expression>, e: <an expression>, f: <an expression>, h: <an expression>, i: <the value of a.b.c>, j: <the value of k.l>}"},
		{`{a: /[/'"]+\/}/g, b: 1}`, "{a: <an expression>, b: 1}"},
		{`[f(), g.h({a: 1}), ...i, ...j(), 1]`, "[<a call of f>, <a call of g.h>, <a spread of the value of i>, <a spread of a call of j>, 1]"},
		{`known`, `[1, {a: "b"}]`},
		{`[...known, known]`, `[1, {a: "b"}, [1, {a: "b"}]]`},
		{`{...object, known, c: 3}`, `{x: 1, known: [1, {a: "b"}], c: 3}`},
		{`imported`, `<something from "./other.mjs">`},
		{`renamed`, `<something from "./other.mjs">`},
		{`original`, `<the value of original>`},
		{`([1, 2])`, "[1, 2]"},
		{`[1, 2] as const`, "[1, 2]"},
		{`{a: 1} satisfies Config<"x">`, "{a: 1}"},
		{`{a: known!}`, `{a: [1, {a: "b"}]}`},
		{`{a: 1`, "{a: 1, const: <a function>}"}, // nothing closes it
		{`[1, 'two`, `[1, "two", <an expression>]`},
		{`{a: }`, "{a: <an expression>}"},
		{`{a: 1 b: 2}`, "{a: <an expression>}"},
		{`wrap({a: 1}, 2)`, "{a: 1}"},
		{`await wrap({a: 1})`, "{a: 1}"},
		{`wrap()`, "nothing"},
	}
	const before = `import imported, { original as renamed } from './other.mjs';
		import type { T } from "t"
		const known: Array<T> = [1, { a: 'b' }]
		let object = { x: 1 };
		for (const x of known) { x(); }
		`
	for _, tt := range tests {
		m := parse(before + "export default " + tt.js + "\nconst later = 1;")
		if got := show(m.Default); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.js, got, tt.want)
		}
	}
}

func TestCalledLooksForTheImport(t *testing.T) {
	m := parse(`
import other from 'other';
import docs from '@astrojs/starlight';
module.exports = { integrations: [other({ title: 'no' }), docs({ title: 'yes' }), docs({ title: 'late' })] };`)
	v := m.Called("@astrojs/starlight").Get("title")
	if v.String() != "yes" {
		t.Errorf("got %s", show(v))
	}
	if at := m.Pos(v).String(); at != "config.mjs:4:73" {
		t.Errorf("it stands at %s", at)
	}
	if v := m.Called("none"); v.Kind != Missing {
		t.Errorf("got %s", show(v))
	}
	if got := show(m.Default); got != "{integrations: [<a call of other>, <a call of docs>, <a call of docs>]}" {
		t.Errorf("got %s", got)
	}
}

func TestHugeModulesAreBounded(t *testing.T) {
	laughs := "const a0 = ['x'];\n"
	for i := range 30 {
		laughs += fmt.Sprintf("const a%d = [...a%d, a%d, ...a%d];\n", i+1, i, i, i)
	}
	for name, js := range map[string]string{
		"brackets":    strings.Repeat("[", 1e5),
		"braces":      strings.Repeat("{a:", 1e5),
		"parentheses": strings.Repeat("(", 1e5),
		"calls":       strings.Repeat("f(", 1e5),
		"awaits":      strings.Repeat("await ", 1e5),
		"templates":   strings.Repeat("`${", 1e5),
		"laughs":      laughs + "export default a30",
	} {
		var m *Module
		testkit.Soon(t, func() { m = parse("export default " + js) }, "%s", name)
		if n := count(m.Default); n > 2*maxSize {
			t.Errorf("%s gives %d values", name, n)
		}
	}
}

func count(v Value) int {
	n := 1
	for _, item := range v.Items {
		n += count(item)
	}
	for _, p := range v.Props {
		n += count(p.Value)
	}
	return n
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"import a, {b as c} from 'd';\nexport default a({e: [1, ...c, `f${g}`], h() {}, [i]: /j/})",
		"const a = {b: 'c\\u{41}'} as const; module.exports = a", "export default (x) => ({", "'\\", "`${{}", "/*", "/[",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m := Parse(source.NewText("f", data), nil)
		if n := count(m.Default); n > 2*maxSize {
			t.Fatalf("%d values", n)
		}
		end := source.NewText("f", data).Pos(len(data))
		if at := m.Pos(m.Default); at.Compare(end) > 0 {
			t.Fatalf("%v is after the end %v", at, end)
		}
	})
}
