package anki

import (
	"cmp"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/formats"
	"coursepack/formats/anki/internal/sqlite"
	"coursepack/formats/internal/bank"
)

// A deck is the cards of a course in the making.
type deck struct {
	course *content.Course
	maker  *bank.Maker
	time   time.Time

	decks    map[string]any // by id
	notes    []sqlite.Row
	cards    []sqlite.Row
	ids      map[int64]bool // that are taken
	pictures []*asset.Asset
	names    map[string]bool // of the pictures
}

func newDeck(in *formats.Input) *deck {
	p := &deck{
		course: in.Course, maker: bank.NewMaker(in), time: in.Time,
		decks: map[string]any{}, names: map[string]bool{}, ids: map[int64]bool{},
	}
	p.maker.Address, p.maker.Brackets = p.picture, true
	return p
}

// id makes an id of a name that lasts. Anki's are the milliseconds of when something was made, and thirteen digits long.
func (p *deck) id(name string) int64 {
	sum := sha256.Sum256([]byte(name))
	const first = 1_000_000_000_000
	id := first + int64(binary.BigEndian.Uint64(sum[:])%(first/2))
	for p.ids[id] {
		id++
	}
	p.ids[id] = true
	return id
}

// lesson adds a deck with a note and a card for each item.
func (p *deck) lesson(l *bank.Lesson) {
	deckID := p.addDeck(p.course.ID+"/"+l.ID, deckName(p.course.Title)+"::"+deckName(l.Title))
	for _, item := range l.Items {
		note := p.note(item)
		p.notes = append(p.notes, note)
		due := int64(len(p.cards) + 1)
		p.cards = append(p.cards, sqlite.Row{ID: p.id("card " + item.Path), Values: []any{
			nil, note.ID, deckID, int64(0), p.time.Unix(), newer, int64(0), int64(0), due, int64(0), int64(0), int64(0), int64(0),
			int64(0), int64(0), int64(0), int64(0), "",
		}})
	}
}

// newer marks what the server has not seen.
const newer = int64(-1)

// fieldEnd stands between the fields of a note.
const fieldEnd = "\x1f"

func (p *deck) note(item *bank.Item) sqlite.Row {
	field := func(blocks []content.Block, notes ...*content.Note) string {
		return strings.ReplaceAll(p.maker.Blocks(blocks, nil, notes...), fieldEnd, "")
	}
	asks, answers := field(front(item, p.maker.Words), item.Notes()...), field(back(item))
	plain := withoutTags(asks)
	sum := sha1.Sum([]byte(plain))
	return sqlite.Row{ID: p.id("note " + item.Path), Values: []any{
		nil, guid(item.Path), modelID, p.time.Unix(), newer, " " + string(item.Kind) + " ", asks + fieldEnd + answers, sortKey(plain),
		int64(binary.BigEndian.Uint32(sum[:])), int64(0), "",
	}}
}

// sortKey is a field as its column keeps it, which sorts whole numbers as such.
func sortKey(plain string) any {
	if n, err := strconv.ParseInt(plain, 10, 64); err == nil {
		return n
	}
	return plain
}

// guid is by what Anki knows a note again.
func guid(path string) string {
	sum := sha256.Sum256([]byte(path))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// withoutTags is a field as Anki sorts it and looks for doubles.
func withoutTags(field string) string {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(field, "<")
		b.WriteString(text)
		if !found {
			break
		}
		_, field, _ = strings.Cut(rest, ">")
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// deckName is a title without the sign that divides decks.
func deckName(title string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(title, "::", ":")), " ")
}

func sortByID(rows []sqlite.Row) {
	slices.SortFunc(rows, func(a, b sqlite.Row) int { return cmp.Compare(a.ID, b.ID) })
}
