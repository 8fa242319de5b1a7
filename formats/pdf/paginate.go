package pdf

// A paginator fills pages with items.
type paginator struct {
	paper paper
	pages []page
	head  string
	column
	foot
	afloat []*item // for the top of the next page
	begun  bool    // the page has more than what floated there
}

// paginate distributes items over pages. A page may end between two boxes unless the upper one is to keep. The first page is a
// right-hand page. It uses the list up, so that nothing is held that is drawn already.
func paginate(items []*item, paper paper) []page { return newPaginator(paper, false).fill(items) }

// sketch finds out which pages items will have. All that is on them are anchors.
func sketch(items []*item, paper paper) []page { return newPaginator(paper, true).fill(items) }

func newPaginator(paper paper, anchorsOnly bool) *paginator {
	return &paginator{
		paper:  paper,
		column: column{anchorsOnly: anchorsOnly},
		foot:   foot{placed: map[*footnote]bool{}, tallest: paper.textHeight()},
	}
}

func (p *paginator) fill(items []*item) []page {
	for n := 0; len(items) > 0; items = items[n:] {
		switch n = 1; items[0].kind {
		case newPage:
			p.start(items[0])
		case space:
			p.column.space(items[0])
		default:
			n = groupLen(items)
			p.placeGroup(items[:n])
		}
		if !p.anchorsOnly {
			clear(items[:n])
		}
	}
	p.end()
	return p.pages
}

// start ends the page for one that starts with i.
func (p *paginator) start(i *item) {
	p.end()
	if i.right && !p.paper.isRightHand(len(p.pages)) {
		p.pages = append(p.pages, page{})
	}
	p.head = i.head
}

// end ends the page, and as many more as what is left takes of notes and of boxes that float.
func (p *paginator) end() {
	for !p.isBlank() || len(p.afloat) > 0 {
		p.turn(p.paper.textHeight())
	}
}

// isBlank reports whether the page has neither text nor notes yet.
func (p *paginator) isBlank() bool { return p.isEmpty() && len(p.foot.notes) == 0 }

// groupLen counts the items at the start that want to be on one page.
func groupLen(items []*item) int {
	for n, i := range items {
		switch {
		case i.kind == newPage:
			return n
		case i.kind == box && !i.keep && i.sideways == nil || n == 0 && i.sideways != nil:
			return n + 1
		}
	}
	return len(items)
}

func (p *paginator) placeGroup(group []*item) {
	if last := len(group) - 1; p.floatsAway(group) {
		if last > 0 {
			p.placeGroup(group[:last])
		}
		p.float(group[last])
		return
	}
	group = p.shrink(group)
	for !p.fits(group) && !p.isBlank() {
		p.turn(p.mostNotes())
	}
	for n, i := range group {
		if i.kind == space {
			p.column.space(i)
			continue
		}
		if i.sideways != nil {
			p.float(i)
			continue
		}
		for !p.fits(group[n:n+1]) && !p.isBlank() {
			p.turn(p.mostNotes())
		}
		if i.repeat != nil && !p.begun {
			p.place(i.repeat)
		}
		p.place(i)
		p.begun = true
		p.foot.note(i.notes, p.room())
	}
}

// mostNotes is the height that notes which go on may take of a page on which text goes on, too.
func (p *paginator) mostNotes() float64 { return p.paper.textHeight() / 2 }

// room is the height that is left for notes.
func (p *paginator) room() float64 { return p.paper.textHeight() - p.y }

// fits reports whether the page has room for items and the beginnings of their notes. It leaves room for rounding: the sums of a
// full page are not exact.
func (p *paginator) fits(items []*item) bool { return p.excess(items) <= 0.01 }

// excess is the height that items and the beginnings of their notes have beyond what is left of the page.
func (p *paginator) excess(items []*item) float64 {
	var notes []*footnote
	for _, i := range items {
		notes = append(notes, i.notes...)
	}
	return p.after(items).y + p.foot.least(notes) - p.paper.textHeight()
}

// turn ends the page if there is anything on it. Notes that go on start the foot of the next and take no more than a height of it.
func (p *paginator) turn(mostNotes float64) {
	if !p.isBlank() {
		done := page{drawing: p.finished(), head: p.head}
		x := p.paper.start(len(p.pages))
		done.move(x, p.paper.top)
		p.foot.draw(&done.drawing, x, p.paper.top+p.paper.textHeight())
		p.pages = append(p.pages, done)
	}
	p.column, p.begun = column{anchorsOnly: p.anchorsOnly}, false
	p.foot.turn(mostNotes)
	p.land()
}
