package markdown

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Blocks that authors call by a name are read alike, whatever their dialect writes around them: :::note, !!! note,
// {% hint style="note" %}, {{< notice note >}}, ```{note}. A parser of blocks finds where one starts and ends; here it
// becomes nodes. Its frame has the name and the attributes as a tag, and the title that stands beside the name.

// named reads the block n, of which t has the name and the attributes.
func (d *document) named(n ast.Node, t *tag, title []content.Inline) {
	f := &frame{Pos: d.at(t.start), tag: t, title: title, build: d.namedBuilder(t.name)}
	d.push(f)
	d.children(n)
	d.end(f)
}

// namedBuilder returns how the block of a name is read. One that nobody knows is a callout of that name.
func (d *document) namedBuilder(name string) builder {
	switch strings.ToLower(name) {
	case "details", "spoiler", "dropdown", "collapse", "toggle", "expand", "expandable", "accordion":
		return (*document).buildFolded
	case "code-group":
		return (*document).buildCodeGroup
	case "raw", "v-pre":
		return kept
	case "tabs", "tab-set", "tabset", "panel-tabset":
		return (*document).buildTabs
	case "tab", "tab-item", "group-tab":
		return (*document).buildNamedTab
	case "exercise", "challenge":
		return (*document).buildExercise
	case "solution", "answer":
		return (*document).buildSolution
	case "hint":
		return (*document).buildHint
	case "card":
		return (*document).buildNamedCard
	case "cards", "grid", "card-grid":
		return roleDiv(content.RoleCards)
	case "steps":
		return roleDiv(content.RoleSteps)
	case "center":
		return roleDiv(content.RoleCentered)
	}
	return (*document).buildNamedCallout
}

func (d *document) buildNamedCallout(f *frame) []content.Node {
	n := d.callout(f.Pos, f.tag.name, f.title, d.blocks(f.nodes))
	if n.Kind.IsTask() {
		n.Terms = d.terms(f)
	}
	return []content.Node{n}
}

// terms reads what a task counts and when it is due, as attributes.
func (d *document) terms(f *frame) (t content.Terms) {
	t, problem := source.Terms(d.attr(f.tag, "points"), d.attr(f.tag, "due"))
	if problem != "" {
		d.report(f.Pos, diag.Warning, "terms-unread", problem, "no points or no date")
	}
	return t
}

func (d *document) buildFolded(f *frame) []content.Node {
	return []content.Node{&content.Details{Pos: f.Pos, Open: d.has(f.tag, "open"), Summary: f.title, Blocks: d.blocks(f.nodes)}}
}

func (d *document) buildNamedTab(f *frame) []content.Node {
	if f.title == nil {
		return d.buildTab(f)
	}
	return []content.Node{&content.Tab{Pos: f.Pos, Label: f.title, Blocks: d.blocks(f.nodes)}}
}

// buildCodeGroup makes a tab of each code block, under its title or its language.
func (d *document) buildCodeGroup(f *frame) []content.Node {
	tabs := &content.Tabs{Pos: f.Pos}
	for _, b := range d.blocks(f.nodes) {
		if code, ok := b.(*content.CodeBlock); ok {
			label := &content.Text{Pos: code.Pos, Text: cmp.Or(code.Title, code.Lang)}
			code.Title = ""
			tabs.Tabs = append(tabs.Tabs, &content.Tab{Pos: code.Pos, Label: []content.Inline{label}, Blocks: []content.Block{code}})
		} else if n := len(tabs.Tabs); n > 0 {
			tabs.Tabs[n-1].Blocks = append(tabs.Tabs[n-1].Blocks, b)
		} else {
			return nodesOf(d.blocks(f.nodes))
		}
	}
	return []content.Node{tabs}
}

func (d *document) buildNamedCard(f *frame) []content.Node {
	return []content.Node{&content.Div{Pos: f.Pos, Role: content.RoleCard, Title: f.title, Blocks: d.blocks(f.nodes)}}
}

// buildExercise makes an exercise with the solutions and the hints inside. A heading that it starts with is its title.
// Where it goes on after a solution and has another one, each solution ends an exercise of its own.
func (d *document) buildExercise(f *frame) []content.Node {
	var out []content.Node
	for i, nodes := range splitAfterSolutions(f.nodes) {
		if i == 0 {
			out = append(out, d.exercise(f.Pos, d.attr(f.tag, "id"), f.title, nodes))
		} else {
			out = append(out, d.exercise(nodes[0].Position(), "", nil, nodes))
		}
	}
	return out
}

func (d *document) exercise(pos content.Pos, id string, title []content.Inline, nodes []content.Node) *content.Exercise {
	hints, rest := of[*hint](nodes)
	solutions, rest := of[*solution](rest)
	n := &content.Exercise{Pos: pos, ID: id, Title: title, Prompt: d.blocks(rest)}
	if h, ok := firstBlock(n.Prompt).(*content.Heading); ok && n.Title == nil {
		n.Title, n.Prompt = h.Inlines, n.Prompt[1:]
		n.ID = cmp.Or(n.ID, h.ID)
	}
	for _, h := range hints {
		n.Hints = append(n.Hints, titled(h.Pos, h.title, h.blocks))
	}
	for _, s := range solutions {
		n.Solution = append(n.Solution, titled(s.Pos, s.title, s.blocks)...)
	}
	return n
}

// titled puts a title above blocks, unless it only says what an output says of them anyway.
func titled(pos content.Pos, title []content.Inline, blocks []content.Block) []content.Block {
	switch strings.ToLower(content.PlainText(title)) {
	case "", "solution", "answer", "hint":
		return blocks
	}
	strong := &content.Strong{Pos: pos, Inlines: title}
	return append(paragraph(pos, []content.Inline{strong}), blocks...)
}

// splitAfterSolutions cuts nodes where they go on after a solution and another one follows.
func splitAfterSolutions(nodes []content.Node) [][]content.Node {
	var parts [][]content.Node
	start, end := 0, 0 // of a part, and after its solution
	goesOn := false
	for i, n := range nodes {
		if _, ok := n.(*solution); !ok {
			goesOn = goesOn || end > 0 && !isSpaceNode(n)
			continue
		}
		if goesOn {
			parts = append(parts, nodes[start:end])
			start, goesOn = end, false
		}
		end = i + 1
	}
	return append(parts, nodes[start:])
}

// buildSolution makes a solution, which is folded text outside of an exercise.
func (d *document) buildSolution(f *frame) []content.Node {
	return []content.Node{&solution{Pos: f.Pos, title: d.titleOrName(f), blocks: d.blocks(f.nodes)}}
}

// buildHint makes a hint, which is a callout outside of an exercise.
func (d *document) buildHint(f *frame) []content.Node {
	return []content.Node{&hint{Pos: f.Pos, title: f.title, blocks: d.blocks(f.nodes)}}
}

// titleOrName returns the title of a block, else its name as one.
func (d *document) titleOrName(f *frame) []content.Inline {
	if f.title != nil {
		return f.title
	}
	return []content.Inline{&content.Text{Pos: f.Pos, Text: capitalized(f.tag.name)}}
}

func capitalized(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[size:]
}

func firstBlock(blocks []content.Block) content.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

// calloutKinds are the names of the field for the kinds of callouts.
var calloutKinds = map[string]content.CalloutKind{
	"note": content.CalloutNote, "info": content.CalloutNote, "abstract": content.CalloutNote, "callout": content.CalloutNote,
	"tip": content.CalloutTip, "success": content.CalloutTip, "hint": content.CalloutTip, "check": content.CalloutTip,
	"important": content.CalloutImportant,
	"warning":   content.CalloutWarning, "caution": content.CalloutWarning, "attention": content.CalloutWarning,
	// https://carpentries.github.io/sandpaper-docs/component-guide.html
	"objectives": content.CalloutObjectives, "questions": content.CalloutQuestions, "keypoints": content.CalloutKeyPoints,
	"prereq": content.CalloutPrerequisites, "discussion": content.CalloutDiscussion,
	"assignment": content.CalloutAssignment, "testimonial": content.CalloutTestimonial, "checklist": content.CalloutChecklist, "instructor": content.CalloutInstructor,

	"danger": content.CalloutDanger, "error": content.CalloutDanger, "failure": content.CalloutDanger,
}

// callout returns a callout of the kind that the author calls name.
func (d *document) callout(pos content.Pos, name string, title []content.Inline, blocks []content.Block) *content.Callout {
	name = strings.ToLower(name)
	kind, known := calloutKinds[name]
	if !known {
		kind = content.CalloutKind(name)
		d.tally(pos, diag.Note, "callout-unknown", "no callout is known by the name "+name, "a callout of that name")
	}
	return &content.Callout{Pos: pos, Kind: kind, Title: title, Blocks: blocks}
}
