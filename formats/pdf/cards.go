package pdf

import (
	"slices"
	"strconv"

	"coursepack/content"
	"coursepack/content/diag"
)

// Cards to cut out stand on sheets of their own at the end: on one page the questions, on the next the answers, with the
// columns exchanged, so that both sides of a card meet when the sheet is turned over its long edge.
const (
	cardColumns = 2
	cardRows    = 4
	sheetMargin = 28.35 // points, a centimetre: what printers leave white
	cardPadding = 14    // between the edge of a card and its text
	cardLabel   = 16    // the height of what says where a card belongs

	cardsAnchor = "^cards"
)

// cardSizes are the sizes of text that are tried one after the other until a card has room for it.
var cardSizes = []float64{13, 11.5, 10, 8.5, 7}

// A cutCard is a flashcard set for both sides of a card.
type cutCard struct{ front, back drawing }

// cardSheets sets the flashcards of the course for cutting out.
func (l *layout) cardSheets() []page {
	cards := l.cutCards()
	if len(cards) == 0 {
		return nil
	}
	l.outlineEntry(0, l.words.Flashcards, cardsAnchor, true)
	var pages []page
	for sheet := range slices.Chunk(cards, cardColumns*cardRows) {
		front, back := page{bare: true}, page{bare: true}
		front.under = l.cuts()
		for i, c := range sheet {
			row, column := i/cardColumns, i%cardColumns
			x, y := l.cardCorner(column, row)
			front.add(c.front, x, y)
			x, y = l.cardCorner(cardColumns-1-column, row)
			back.add(c.back, x, y)
		}
		pages = append(pages, front, back)
	}
	pages[0].anchors = append(pages[0].anchors, anchor{name: cardsAnchor})
	return pages
}

// cutCards sets all flashcards that have room on a card; others are reported.
func (l *layout) cutCards() []cutCard {
	quiet, outline := *l, l.outline
	in := *l.in
	in.Report = &diag.List{} // the same is said of the cards in the text
	quiet.in, quiet.addresses, quiet.refs, quiet.key = &in, nil, new([]crossref), nil
	section := l.root.child("Sect")
	section.whole = true
	var cards []cutCard
	for lesson := range l.in.Course.Lessons {
		for _, p := range lesson.Parts {
			content.Walk(p, func(n content.Node) bool {
				card, ok := n.(*content.Flashcard)
				if !ok {
					return true
				}
				label := lesson.Title + " · " + strconv.Itoa(len(cards)+1)
				if c, ok := quiet.cutCard(p, section.child("Div"), card, label); ok {
					cards = append(cards, c)
					return false
				}
				section.children = section.children[:len(section.children)-1]
				l.report(card.Pos, diag.Warning, "card-too-long", "this flashcard has no room on a card to cut out", "it is in the text only")
				return false
			})
		}
	}
	l.outline = outline // headings on cards are those of the text
	return cards
}

func (l *layout) cutCard(p *content.Part, tag *element, card *content.Flashcard, label string) (c cutCard, ok bool) {
	tag.whole = true
	front, back := tag.child("Div"), tag.child("Div")
	if c.front, ok = l.cardSide(p, front, card.Front, label); ok {
		c.back, ok = l.cardSide(p, back, card.Back, label)
	}
	return c, ok
}

// cardSide sets one side of a card in the largest size of text for which it has room; ok is false if there is none.
func (l *layout) cardSide(p *content.Part, tag *element, blocks []content.Block, label string) (d drawing, ok bool) {
	width, height := l.cardSize()
	room := height - 2*cardPadding - cardLabel
	for _, size := range cardSizes {
		tag.children = nil
		f := l.flow(p).inner(cardPadding, width-2*cardPadding)
		f.tag, f.text.size = tag, size
		if isLine(blocks) {
			f.align = content.AlignCenter
		}
		f.blocks(blocks)
		f.end()
		f.dropSpace()
		text, textHeight := stack(f.items)
		if textHeight > room || slices.ContainsFunc(f.items, func(i *item) bool { return i.sideways != nil }) {
			continue
		}
		d.add(text, 0, cardPadding+(room-textHeight)/2)
		d.add(f.cardFoot(label), 0, height-cardPadding)
		d.anchors, d.begins = nil, nil // places are those in the text
		return d, true
	}
	return drawing{}, false
}

// isLine reports whether blocks are a single paragraph.
func isLine(blocks []content.Block) bool {
	if len(blocks) != 1 {
		return false
	}
	_, ok := blocks[0].(*content.Paragraph)
	return ok
}

// cardFoot says where a card belongs, for when it is no longer on its sheet.
func (f *flow) cardFoot(label string) (d drawing) {
	f.inside("P", func() {
		s := f.owned(smallStyle)
		s.size = 7
		label = s.shortened(clean(label), f.width)
		d.ops = s.draw(nil, label, f.left+f.width-s.width(label), 0)
	})
	return d
}

// sheetMargin is the margin of a sheet of cards in the units of the layout.
func (l *layout) sheetMargin() float64 { return sheetMargin / l.paper.scale }

func (l *layout) cardSize() (width, height float64) {
	return (l.paper.width - 2*l.sheetMargin()) / cardColumns, (l.paper.height - 2*l.sheetMargin()) / cardRows
}

func (l *layout) cardCorner(column, row int) (x, y float64) {
	width, height := l.cardSize()
	return l.sheetMargin() + float64(column)*width, l.sheetMargin() + float64(row)*height
}

// cuts are the lines along which a sheet is cut. They reach into its margin, where they can be seen when others are cut.
func (l *layout) cuts() []placed {
	var lines []placed
	margin := l.sheetMargin() / 3
	line := func(x, y, dx, dy float64) {
		lines = append(lines, placed{stroke{dx: dx, dy: dy, thickness: 0.3, color: pale}, x, y})
	}
	for column := range cardColumns + 1 {
		x, _ := l.cardCorner(column, 0)
		line(x, margin, 0, l.paper.height-2*margin)
	}
	for row := range cardRows + 1 {
		_, y := l.cardCorner(0, row)
		line(margin, y, l.paper.width-2*margin, 0)
	}
	return lines
}
