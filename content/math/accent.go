package math

// A mark over or under a formula, and the character that shows it when it stands by itself.
type accentMark struct {
	mark     rune
	spacing  string
	under    bool
	stretchy bool
	limits   Limits // scripts of a brace are its labels
}

var accents = map[string]accentMark{
	"hat":       {mark: '\u0302', spacing: "^"},
	"tilde":     {mark: '\u0303', spacing: "~"},
	"bar":       {mark: '\u0304', spacing: "ˉ"},
	"breve":     {mark: '\u0306', spacing: "˘"},
	"dot":       {mark: '\u0307', spacing: "˙"},
	"ddot":      {mark: '\u0308', spacing: "¨"},
	"mathring":  {mark: '\u030A', spacing: "˚"},
	"check":     {mark: '\u030C', spacing: "ˇ"},
	"grave":     {mark: '\u0300', spacing: "ˋ"},
	"acute":     {mark: '\u0301', spacing: "ˊ"},
	"vec":       {mark: '\u20D7', spacing: "→"},
	"lvec":      {mark: '\u20D6', spacing: "←"},
	"dddot":     {mark: '\u20DB', spacing: "⃛"},
	"ddddot":    {mark: '\u20DC', spacing: "⃜"},
	"utilde":    {mark: '\u0330', spacing: "~", under: true, stretchy: true},
	"widehat":   {mark: '\u0302', spacing: "^", stretchy: true},
	"widetilde": {mark: '\u0303', spacing: "~", stretchy: true},
	"widecheck": {mark: '\u030C', spacing: "ˇ", stretchy: true},
	"widebar":   {mark: '\u0305', spacing: "‾", stretchy: true},

	"overline":            {mark: '\u0305', spacing: "‾", stretchy: true},
	"underline":           {mark: '\u0332', spacing: "_", under: true, stretchy: true},
	"overrightarrow":      {mark: '\u20D7', spacing: "→", stretchy: true},
	"overleftarrow":       {mark: '\u20D6', spacing: "←", stretchy: true},
	"overleftrightarrow":  {mark: '\u20E1', spacing: "↔", stretchy: true},
	"underrightarrow":     {mark: '\u20EF', spacing: "→", under: true, stretchy: true},
	"underleftarrow":      {mark: '\u20EE', spacing: "←", under: true, stretchy: true},
	"underleftrightarrow": {mark: '\u034D', spacing: "↔", under: true, stretchy: true},
	"overrightharpoon":    {mark: '\u20D1', spacing: "⇀", stretchy: true},
	"overleftharpoon":     {mark: '\u20D0', spacing: "↼", stretchy: true},
	"Overrightarrow":      {mark: '⇒', spacing: "⇒", stretchy: true},

	"overbrace":    {mark: '⏞', spacing: "⏞", stretchy: true, limits: Stacked},
	"underbrace":   {mark: '⏟', spacing: "⏟", under: true, stretchy: true, limits: Stacked},
	"overbracket":  {mark: '⎴', spacing: "⎴", stretchy: true, limits: Stacked},
	"underbracket": {mark: '⎵', spacing: "⎵", under: true, stretchy: true, limits: Stacked},
	"overparen":    {mark: '⏜', spacing: "⏜", stretchy: true, limits: Stacked},
	"overgroup":    {mark: '⏠', spacing: "⏠", stretchy: true, limits: Stacked},
	"undergroup":   {mark: '⏡', spacing: "⏡", under: true, stretchy: true, limits: Stacked},
	"underparen":   {mark: '⏝', spacing: "⏝", under: true, stretchy: true, limits: Stacked},
}

// otherAccents are further names of accents.
var otherAccents = map[string]string{
	"underbar": "underline", "overarc": "overparen", "wideparen": "overparen",
	"Hat": "hat", "Tilde": "tilde", "Bar": "bar", "Breve": "breve", "Dot": "dot", "Ddot": "ddot", "Check": "check", "Grave": "grave",
	"Acute": "acute", "Vec": "vec", "overlinesegment": "overline", "underlinesegment": "underline", "uline": "underline",
	"overparenthesis": "overparen", "underparenthesis": "underparen", "wideutilde": "utilde",
}

func accentCommands() map[string]handler {
	commands := map[string]handler{}
	for name, a := range accents {
		commands[name] = a.read
	}
	for name, same := range otherAccents {
		commands[name] = accents[same].read
	}
	return commands
}

func (a accentMark) read(p *parser, c token) Node {
	base := p.argument(c)
	return &Accent{Span: p.from(c), Base: base, Mark: a.mark, Under: a.under, Stretchy: a.stretchy, Limits: a.limits}
}

// spacingMarks has the characters that show marks by themselves.
var spacingMarks = func() map[rune]string {
	marks := map[rune]string{}
	for _, a := range accents {
		marks[a.mark] = a.spacing
	}
	return marks
}()

// Spacing returns the mark as a character that stands by itself, as MathML wants it: "^" for \hat.
func (a *Accent) Spacing() string { return spacingMarks[a.Mark] }
