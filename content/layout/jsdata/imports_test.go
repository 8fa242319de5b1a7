package jsdata

import (
	"testing"

	"coursepack/content/source"
)

func TestDataFromOtherFiles(t *testing.T) {
	files := map[string]string{
		"conf/menu.ts":      "import { deep } from '../deep.js';\nexport const menu: Item[] = ['a', deep];\nexport default { main: 1 };",
		"conf/index.ts":     "export const folder = 'index';",
		"deep.ts":           "export const deep = { b: 'c' };",
		"names.json":        `{"root": {"label": "English"}}`,
		"round.mjs":         "import { b } from './round.mjs';\nexport const a = b;\nexport const c = [b];",
		"outside/theirs.js": "export const x = 1;",
	}
	open := func(name string) *source.Text {
		if s, ok := files[name]; ok {
			return source.NewText(name, []byte(s))
		}
		return nil
	}
	tests := []struct{ js, want string }{
		{"import { menu } from './conf/menu'; export default menu", `["a", {b: "c"}]`},
		{"import { menu as m } from './conf/menu.ts'; export default [m]", `[["a", {b: "c"}]]`},
		{"import all, { menu } from './conf/menu.js'; export default { all, menu }", `{all: {main: 1}, menu: ["a", {b: "c"}]}`},
		{"import { folder } from './conf'; export default folder", `"index"`},
		{"import names from './names.json' with { type: 'json' }; export default names", `{root: {label: "English"}}`},
		{"import * as m from './conf/menu.ts'; export default m", `<something from "./conf/menu.ts">`},
		{"import { none } from './conf/menu.ts'; export default none", `<something from "./conf/menu.ts">`},
		{"import { x } from 'outside/theirs'; export default x", `<something from "outside/theirs">`},
		{"import { c } from './round.mjs'; export default c", `[<something from "./round.mjs">]`},
	}
	for _, tt := range tests {
		m := Parse(source.NewText("config.mjs", []byte(tt.js)), open)
		if got := show(m.Default); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.js, got, tt.want)
		}
	}
	m := Parse(source.NewText("config.mjs", []byte("import { menu } from './conf/menu';\nexport default menu")), open)
	for v, want := range map[*Value]string{
		&m.Default: "config.mjs:2:16", &m.Default.Items[0]: "conf/menu.ts:2:30", &m.Default.Items[1].Props[0].Value: "deep.ts:1:26",
	} {
		if got := m.Pos(*v).String(); got != want {
			t.Errorf("%s is at %s, not %s", show(*v), got, want)
		}
	}
}

func TestFunctionsThatReturnData(t *testing.T) {
	tests := []struct{ js, want string }{
		{"export default { a: f() }; function f(): Item[] { return ['x', g()] }\nfunction g() { return 1 }", `{a: ["x", 1]}`},
		{"export default f(); function f() { return f() }", "<data that is nested too deep>"},
		{"export default [f(2)]; function f() { return 1 }", "[<a call of f>]"},
		{"export default g<A<B['c']>>({ a: 1 })", "{a: 1}"},
		{"export default [f()]; function f() { let a = 1; return a }", "[<a call of f>]"},
	}
	for _, tt := range tests {
		m := Parse(source.NewText("config.mjs", []byte(tt.js)), nil)
		if got := show(m.Default); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.js, got, tt.want)
		}
	}
}
