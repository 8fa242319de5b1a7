package math

// A symbol is what a command or a character without arguments stands for.
type symbol struct {
	text    string
	class   Class
	form    Form
	letter  bool    // an Ident, not an Operator
	variant Variant // of a letter that no alphabet is asked for
	large   bool
	limits  Limits
}

// A theme is a set of symbols of one kind: pairs of a command and what it shows. If two commands show the same character,
// the first one says what the character means when an author types it.
type theme struct {
	kind  symbol
	signs string
}

var (
	letter      = symbol{letter: true}
	italic      = symbol{letter: true, variant: Italic}
	mark        = symbol{}
	quantifier  = symbol{form: Prefix}
	binary      = symbol{class: Bin}
	relation    = symbol{class: Rel}
	punctuation = symbol{class: Punct, form: Postfix}
	opening     = symbol{class: Open, form: Prefix}
	closing     = symbol{class: Close, form: Postfix}
	inner       = symbol{class: Inner}
	largeOp     = symbol{class: Op, form: Prefix, large: true, limits: Movable}
	integral    = symbol{class: Op, form: Prefix, large: true}
)

// keyboard is what characters mean that are typed as they are.
var keyboard = []theme{
	{binary, `+ + - − * ∗ − − · ⋅ ⋅ ⋅ • ∙ ⊕ ⊕`},
	{relation, `= = < < > > : :`},
	{opening, `( ( [ [`},
	{closing, `) ) ] ] ! ! ? ?`},
	{punctuation, `, , ; ;`},
	{mark, "` ‘"},
	{mark, `/ / | | . . " " @ @ ‖ ‖ △ △ ▽ ▽`},
	{inner, `… … ⋯ ⋯ ⋱ ⋱ ⋰ ⋰`},
	{symbol{form: Postfix}, "′ ′ ″ ″ ‴ ‴ ' ′ ’ ′ % % ‰ ‰ ° °"},
}

var letters = []theme{
	{italic, `
		alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
		lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
		chi χ psi ψ omega ω digamma ϝ
		varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω
		thetasym ϑ partial ∂ imath ı jmath ȷ i ı j ȷ`},
	{letter, `
		Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο
		Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω Digamma Ϝ
		upalpha α upbeta β upgamma γ updelta δ upepsilon ϵ upvarepsilon ε upzeta ζ upeta η uptheta θ upvartheta ϑ upiota ι
		upkappa κ uplambda λ upmu μ upnu ν upxi ξ upomicron ο uppi π upvarpi ϖ uprho ρ upvarrho ϱ upsigma σ upvarsigma ς
		uptau τ upupsilon υ upphi ϕ upvarphi φ upchi χ uppsi ψ upomega ω
		Upgamma Γ Updelta Δ Uptheta Θ Uplambda Λ Upxi Ξ Uppi Π Upsigma Σ Upupsilon Υ Upphi Φ Uppsi Ψ Upomega Ω
		Stigma Ϛ stigma ϛ Koppa Ϟ koppa ϟ Sampi Ϡ sampi ϡ Coppa Ϙ coppa ϙ`},
	{letter, `
		ell ℓ weierp ℘ alef ℵ alefsym ℵ image ℑ real ℜ infin ∞ hbar ℏ hslash ℏ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ eth ð Finv Ⅎ Game ⅁ Bbbk 𝕜 mho ℧
		infty ∞ emptyset ∅ varnothing ∅ diameter ⌀ nabla ∇ top ⊤ bot ⊥ complement ∁ Angstrom Å
		AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł SS ẞ ss ß DH Ð dh ð TH Þ NG Ŋ ng ŋ DJ Đ dj đ`},
	{symbol{letter: true, variant: DoubleStruck}, `N N R R Z Z Q Q C C
		natnums N naturals N reals R Reals R cnums C Complex C complexes C rationals Q integers Z
		Natural N Real R Integer Z Rational Q Quaternion H`},
}

// ordinary symbols are neither letters nor do they join anything.
var ordinary = []theme{
	{quantifier, `forall ∀ exists ∃ exist ∃ nexists ∄ neg ¬ lnot ¬ angle ∠ measuredangle ∡ sphericalangle ∢ surd √`},
	{symbol{form: Postfix}, `prime ′ dprime ″ trprime ‴ qprime ⁗ backprime ‵ backdprime ‶ backtrprime ‷ degree ° % % percent % permil ‰
		flat ♭ natural ♮ sharp ♯`},
	{mark, `
		vert | Vert ‖ | ‖ backslash \ slash / vdots ⋮ varvdots ⋮
		_ _ # # $ $ & & { { } } lbrace { rbrace } period . lq ‘ rq ’ textquoteright ’ mathdollar $
		S § P ¶ copyright © circledR ® circledS Ⓢ pounds £ mathsterling £ yen ¥ euro € cent ¢ maltese ✠ checkmark ✓ ballotx ✗
		triangle △ triangledown ▽ square □ Box □ blacksquare ■ QED ∎ qed ∎ Diamond ◊ lozenge ◊ blacklozenge ⧫ bigstar ★
		blacktriangle ▲ blacktriangledown ▼ clubsuit ♣ varclubsuit ♧ diamondsuit ♢ vardiamondsuit ♦ heartsuit ♡ varheartsuit ♥
		spadesuit ♠ varspadesuit ♤ diagup ╱ diagdown ╲ female ♀ male ♂ smiley ☺ frownie ☹ lightning ↯ sun ☼ astrosun ☉ Earth ⊕
		leftmoon ☾ rightmoon ☽ standardstate ⦵ minuso ⦵ textmu µ ohm Ω textdegree ° textasciitilde ~ textbackslash \ textbar |
		textunderscore _ textdollar $ textregistered ® texttrademark ™ textcopyright © textless < textgreater > textsterling £ texteuro €
		textbraceleft { textbraceright } textasciicircum ^ textbardbl ‖ textvisiblespace ␣ clubs ♣ diamonds ♢ hearts ♡ spades ♠ sect § wn ? oc !
		textquotedblleft “ textquotedblright ” textquoteleft ‘ textendash – textemdash — textbullet • textdagger † textdaggerdbl ‡`},
	{inner, `ldots … dotsc … dotso … textellipsis … mathellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ ddots ⋱ iddots ⋰ adots ⋰ udots ⋰`},
	{punctuation, `colon : cdotp ⋅ ldotp .`},
}

var binaries = []theme{
	{binary, `
		pm ± plusmn ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ bull ∙ sdot ⋅ dotplus ∔ dotminus ∸ minus − plus +
		cap ∩ cup ∪ Cap ⋒ doublecap ⋒ Cup ⋓ doublecup ⋓ uplus ⊎ sqcap ⊓ sqcup ⊔ Sqcap ⩎ Sqcup ⩏
		wedge ∧ land ∧ vee ∨ lor ∨ Wedge ⩓ Vee ⩔ barwedge ⊼ veebar ⊻ doublebarwedge ⩞ curlywedge ⋏ curlyvee ⋎
		setminus ∖ smallsetminus ∖ amalg ⨿ wr ≀ intercal ⊺ divideontimes ⋇ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌
		oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ circledast ⊛ circledcirc ⊚ circleddash ⊝ circledequal ⊜ bigcirc ◯ obar ⌽ odiv ⨸
		obslash ⦸ operp ⦹ olessthan ⧀ ogreaterthan ⧁ circledvert ⦶ circledparallel ⦷ Otimes ⨷ otimeshat ⨶
		boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ boxslash ⧄ boxbslash ⧅ boxast ⧆ boxcircle ⧇ boxbox ⧈
		dagger † dag † ddagger ‡ ddag ‡ Dagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◃ triangleright ▹
		lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ gtrdot ⋗ lessdot ⋖ bmod mod Xor ⊻ Nand ⊼ Nor ⊽ barvee ⊽ sslash ⫽ bslash ∖
		capdot ⩀ cupdot ⊍ wedgedot ⟑ veedot ⟇ wedgebar ⩟ veedoublebar ⩣ capovercup ⩇ cupovercap ⩆ twocups ⩊ twocaps ⩋
		triangleplus ⨹ triangleminus ⨺ triangletimes ⨻ interleave ⫴ parr ⅋ invamp ⅋ with & shuffle ⧢ fcmp ⨾ smashtimes ⨳
		leftouterjoin ⟕ rightouterjoin ⟖ fullouterjoin ⟗ merge ⫴ fatsemi ⨟ minusdot ⨪ invlazys ∾ doublebarvee ⩢ barcap ⩃ barcup ⩂ hourglass ⧖ upand ⅋ Vvert ⦀`},
}

var relations = []theme{
	{relation, `
		equiv ≡ eq = equal = sim ∼ thicksim ∼ simeq ≃ approx ≈ thickapprox ≈ approxeq ≊ cong ≅ backcong ≌ asymp ≍ doteq ≐ Doteq ≑
		doteqdot ≑ fallingdotseq ≒ risingdotseq ≓ eqcirc ≖ circeq ≗ triangleq ≜ bumpeq ≏ Bumpeq ≎ backsim ∽ backsimeq ⋍ eqsim ≂
		propto ∝ varpropto ∝ arceq ≘ wedgeq ≙ veeeq ≚ stareq ≛ eqdef ≝ measeq ≞ questeq ≟ coloneqq ≔ coloneq ≔ eqqcolon ≕
		eqcolon ∹ Coloneqq ⩴ Coloneq ⩴ dblcolon ∷ coloncolon ∷ Colon ∷ vcentcolon : ratio ∶ ordinarycolon : eqeq ⩵ eqeqeq ⩶
		colonequals ≔ equalscolon ≕ coloncolonequals ⩴ minuscolon ∹ hateq ≙`},
	{relation, `
		lt < gt > leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ ll ≪ gg ≫ lll ⋘ llless ⋘ ggg ⋙ gggtr ⋙
		lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌
		eqslantless ⪕ eqslantgtr ⪖ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟
		precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ between ≬ Prec ⪻ Succ ⪼`},
	{relation, `
		neq ≠ ne ≠ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqslant ⩽̸ ngeqslant ⩾̸ nleqq ≦̸ ngeqq ≧̸ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩
		lvertneqq ≨︀ gvertneqq ≩︀ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ precneqq ⪵ succneqq ⪶
		precnsim ⋨ succnsim ⋩ precnapprox ⪹ succnapprox ⪺ nsim ≁ ncong ≇ napprox ≉ nequiv ≢ nmid ∤ nshortmid ∤ nparallel ∦
		nshortparallel ∦ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
		notin ∉ notni ∌ nni ∌ nsubset ⊄ nsupset ⊅ nsubseteq ⊈ nsupseteq ⊉ nsubseteqq ⫅̸ nsupseteqq ⫆̸ subsetneq ⊊ supsetneq ⊋
		varsubsetneq ⊊︀ varsupsetneq ⊋︀ subsetneqq ⫋ supsetneqq ⫌ varsubsetneqq ⫋︀ varsupsetneqq ⫌︀ nsqsubseteq ⋢ nsqsupseteq ⋣`},
	{relation, `
		in ∈ isin ∈ sub ⊂ supe ⊇ ni ∋ owns ∋ backepsilon ∍ subset ⊂ supset ⊃ subseteq ⊆ sube ⊆ supseteq ⊇ Subset ⋐ Supset ⋑ subseteqq ⫅
		supseteqq ⫆ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴
		trianglerighteq ⊵ vartriangle △ blacktriangleleft ◀ blacktriangleright ▶`},
	{relation, `
		mid ∣ shortmid ∣ parallel ∥ shortparallel ∥ perp ⟂ Perp ⫫ indep ⫫ smile ⌣ smallsmile ⌣ frown ⌢ smallfrown ⌢ vdash ⊢ dashv ⊣
		therefore ∴ because ∵ models ⊨ vDash ⊨ Vdash ⊩ VDash ⊫ Vvdash ⊪ Dashv ⫤ bowtie ⋈ Join ⋈ pitchfork ⋔ multimap ⊸ multimapinv ⟜ multimapboth ⧟
		origof ⊶ imageof ⊷ strictif ⥽ strictfi ⥼ restriction ↾ given ∣ tc ∶ typecolon ⦂`},
}

var arrows = []theme{
	{relation, `
		rightarrow → to → leftarrow ← gets ← leftrightarrow ↔ rarr → larr ← lrarr ↔ harr ↔
		longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ mapsto ↦ mapsfrom ↤ longmapsto ⟼ longmapsfrom ⟻
		Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ rArr ⇒ lArr ⇐ Rarr ⇒ Larr ⇐ lrArr ⇔ hArr ⇔ Lrarr ⇔ Harr ⇔
		Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ Mapsto ⤇ Mapsfrom ⤆ Longmapsto ⟾ Longmapsfrom ⟽
		uparrow ↑ uarr ↑ downarrow ↓ darr ↓ updownarrow ↕ Uparrow ⇑ uArr ⇑ Uarr ⇑ Downarrow ⇓ dArr ⇓ Darr ⇓ Updownarrow ⇕
		nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ leadsto ⇝ rightsquigarrow ⇝ leftsquigarrow ⇜ leftrightsquigarrow ↭
		rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
		upharpoonleft ↿ upharpoonright ↾ downharpoonleft ⇃ downharpoonright ⇂
		rightrightarrows ⇉ leftleftarrows ⇇ rightleftarrows ⇄ leftrightarrows ⇆ upuparrows ⇈ downdownarrows ⇊
		twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ looparrowright ↬ looparrowleft ↫
		curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ Lsh ↰ Rsh ↱ dashrightarrow ⇢ dasharrow ⇢ dashleftarrow ⇠
		Rrightarrow ⇛ Lleftarrow ⇚ nrightarrow ↛ nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎
		restrictedto ↾ longrightharpoonup ⇀ longleftharpoondown ↽ rightarrowtriangle ⇾ leftarrowtriangle ⇽ leftrightarrowtriangle ⇿`},
}

var largeOperators = []theme{
	{integral, `
		int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ intclockwise ∱ varointclockwise ∲ ointctrclockwise ∳
		intbar ⨍ intBar ⨎ fint ⨏ sqint ⨖ pointint ⨕ rppolint ⨒ scpolint ⨓ intlarhk ⨗ intx ⨘ intcap ⨙ intcup ⨚ smallint ∫`},
	{largeOp, `
		sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigcupplus ⨄
		bigcupdot ⨃ bigsqcup ⨆ bigsqcap ⨅ bigtimes ⨉ bigdoublevee ⨈ bigdoublewedge ⨇ bigast ∗ intop ∫ ointop ∮ bignplus ⨄`},
}

var fences = []theme{
	{opening, `
		lparen ( lbrack [ langle ⟨ lang ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ llbracket ⟦ lBrack ⟦ lBrace ⦃
		lAngle ⟪ llangle ⦉ llparenthesis ⦇ ulcorner ⌜ llcorner ⌞ lbag ⟅ `},
	{closing, `
		rparen ) rbrack ] rangle ⟩ rang ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ rrbracket ⟧ rBrack ⟧ rBrace ⦄
		rAngle ⟫ rrangle ⦊ rrparenthesis ⦈ urcorner ⌝ lrcorner ⌟ rbag ⟆ `},
}

// braces are symbols of which \{ is a command as well.
var braces = []theme{
	{opening, `{ { lbrace {`},
	{closing, `} } rbrace }`},
}
