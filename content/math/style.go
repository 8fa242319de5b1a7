package math

// levels are the commands that set the rest of the row in one of TeX's styles.
var levels = map[string]Level{
	"displaystyle": DisplayLevel, "textstyle": TextLevel, "scriptstyle": ScriptLevel, "scriptscriptstyle": ScriptScriptLevel,
}

// scales are the commands that set the rest of the row larger or smaller, as classes of 10 pt do.
var scales = map[string]float64{
	"tiny": 0.5, "scriptsize": 0.7, "footnotesize": 0.8, "small": 0.9, "normalsize": 1, "large": 1.2, "Large": 1.44, "LARGE": 1.728,
	"huge": 2.074, "Huge": 2.488, "Tiny": 0.5, "sixptsize": 0.6,
}

func styleCommands() map[string]handler {
	commands := map[string]handler{
		"color":      (*parser).color,
		"textcolor":  (*parser).textColor,
		"mathcolor":  (*parser).textColor,
		"colorbox":   (*parser).colorBox,
		"fcolorbox":  (*parser).frameColorBox,
		"mathchoice": (*parser).mathChoice,
	}
	for name, level := range levels {
		commands[name] = func(p *parser, c token) Node {
			p.setStyle(c, func(s *Style) { s.Level = level })
			return nil
		}
	}
	for name, scale := range scales {
		commands[name] = func(p *parser, c token) Node {
			p.setStyle(c, func(s *Style) { s.Scale = scale })
			return nil
		}
	}
	return commands
}

// color colours the rest of the row.
func (p *parser) color(c token) Node {
	color, ok := p.colorArgument(c)
	if ok {
		p.setStyle(c, func(s *Style) { s.Color = color })
	}
	return nil
}

// textColor colours an argument.
func (p *parser) textColor(c token) Node {
	color, _ := p.colorArgument(c)
	body := p.openArgument(c)
	return &Style{Span: p.from(c), Color: color, Body: body}
}

// colorBox puts text on a coloured ground.
func (p *parser) colorBox(c token) Node {
	color, _ := p.colorArgument(c)
	return &Enclose{Span: c.Span, Background: color, Body: p.textArgument(c, Upright)}
}

// frameColorBox does so with a frame in another colour.
func (p *parser) frameColorBox(c token) Node {
	line, _ := p.colorArgument(c)
	ground, _ := p.colorArgument(c)
	return &Enclose{Span: c.Span, Notation: BoxAround, Color: line, Background: ground, Body: p.textArgument(c, Upright)}
}

// mathChoice takes that of four arguments which suits the style, as far as it is known here.
func (p *parser) mathChoice(c token) Node {
	display, text := p.argument(c), p.argument(c)
	p.argument(c)
	p.argument(c)
	if p.display {
		return display
	}
	return text
}
