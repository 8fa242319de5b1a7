package math

// A texMacro is a command that is written in TeX.
type texMacro struct {
	name string
	args int
	body string
}

// predefined are commands of LaTeX, amsmath, mathtools and physics that others can say.
var predefined = []texMacro{
	{"implies", 0, `\;\Longrightarrow\;`},
	{"impliedby", 0, `\;\Longleftarrow\;`},
	{"iff", 0, `\;\Longleftrightarrow\;`},
	{"And", 0, `\;\&\;`},
	{"pmod", 1, `\quad(\operatorname{mod}\mkern 6mu#1)`},
	{"pod", 1, `\quad(#1)`},
	{"mod", 1, `\quad\operatorname{mod}\mkern 6mu#1`},
	{"idotsint", 0, `\int\!\cdots\!\int`},
	{"bgroup", 0, `{`},
	{"egroup", 0, `}`},
	{"begingroup", 0, `{`},
	{"endgroup", 0, `}`},
	{"colonapprox", 0, `\mathrel{:\mkern-1.2mu\approx}`},
	{"Colonapprox", 0, `\mathrel{∷\mkern-1.2mu\approx}`},
	{"colonsim", 0, `\mathrel{:\mkern-1.2mu\sim}`},
	{"Colonsim", 0, `\mathrel{∷\mkern-1.2mu\sim}`},
	{"simcolon", 0, `\mathrel{\sim\mkern-1.2mu:}`},
	{"approxcolon", 0, `\mathrel{\approx\mkern-1.2mu:}`},
	{"equalscoloncolon", 0, `\mathrel{=\mkern-1.2mu∷}`},
	{"minuscoloncolon", 0, `\mathrel{-\mkern-1.2mu∷}`},
	{"colonminus", 0, `\mathrel{:\mkern-1.2mu-}`},
	{"coloncolonminus", 0, `\mathrel{∷\mkern-1.2mu-}`},
	{"coloncolonapprox", 0, `\mathrel{∷\mkern-1.2mu\approx}`},
	{"coloncolonsim", 0, `\mathrel{∷\mkern-1.2mu\sim}`},
	{"dotsx", 0, `\ldots\,`},
	{"Eqqcolon", 0, `\mathrel{=\mkern-1.2mu∷}`},
	{"Eqcolon", 0, `\mathrel{-\mkern-1.2mu∷}`},

	{"grad", 0, `\nabla`},
	{"curl", 0, `\nabla\times`},
	{"divergence", 0, `\nabla\cdot`},
	{"dd", 1, `\mathop{}\!\mathrm{d}#1`},
	{"dv", 2, `\frac{\mathrm{d}#1}{\mathrm{d}#2}`},
	{"odv", 2, `\frac{\mathrm{d}#1}{\mathrm{d}#2}`},
	{"pdv", 2, `\frac{\partial#1}{\partial#2}`},
	{"fdv", 2, `\frac{\delta#1}{\delta#2}`},
	{"vb", 1, `\mathbf{#1}`},
	{"vu", 1, `\hat{\mathbf{#1}}`},
	{"va", 1, `\vec{\mathbf{#1}}`},
	{"order", 1, `\mathcal{O}\left(#1\right)`},
	{"comm", 2, `\left[#1,#2\right]`},
	{"acomm", 2, `\left\{#1,#2\right\}`},
	{"expval", 1, `\left\langle#1\right\rangle`},
	{"ev", 1, `\left\langle#1\right\rangle`},
	{"mel", 3, `\left\langle#1\middle|#2\middle|#3\right\rangle`},
	{"ketbra", 2, `\left|#1\middle\rangle\!\middle\langle#2\right|`},
	{"innerproduct", 2, `\left\langle#1\middle|#2\right\rangle`},
	{"eval", 1, `\left.#1\right|`},
}

// addMacros adds the commands that are written in TeX.
func (t *table) addMacros() {
	for _, def := range predefined {
		var p problems
		body := macroBody(lexAll(def.body), def.args, &p)
		if len(p.list) > 0 {
			panic(p.list[0].Message + " in " + def.body)
		}
		t.macros[def.name] = &macro{name: def.name, params: def.args, body: body}
	}
}
