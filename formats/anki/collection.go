package anki

import (
	"encoding/json"
	"strconv"

	"coursepack/content"
	"coursepack/formats/anki/internal/sqlite"
)

// modelID is that of the type of our notes, the same in every package: a learner has it once.
const modelID = int64(1_764_180_000_000)

// tables are those of a collection of schema 11.
func (p *deck) tables() []sqlite.Table {
	index := func(name, on string, columns ...int) sqlite.Index {
		return sqlite.Index{Name: name, SQL: "CREATE INDEX " + name + " on " + on, Columns: columns}
	}
	sortByID(p.notes)
	sortByID(p.cards)
	return []sqlite.Table{
		{Name: "col", Rows: []sqlite.Row{p.collection()}, SQL: `CREATE TABLE col (id integer primary key, crt integer not null,
 mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null,
 conf text not null, models text not null, decks text not null, dconf text not null, tags text not null)`},
		{Name: "notes", Rows: p.notes, SQL: `CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,
 mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
 flags integer not null, data text not null)`,
			Indexes: []sqlite.Index{index("ix_notes_usn", "notes (usn)", 4), index("ix_notes_csum", "notes (csum)", 8)}},
		{Name: "cards", Rows: p.cards, SQL: `CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,
 ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null,
 due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
 left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)`,
			Indexes: []sqlite.Index{index("ix_cards_usn", "cards (usn)", 5), index("ix_cards_nid", "cards (nid)", 1),
				index("ix_cards_sched", "cards (did, queue, due)", 2, 7, 8)}},
		{Name: "revlog", SQL: `CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
 ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
 type integer not null)`,
			Indexes: []sqlite.Index{index("ix_revlog_usn", "revlog (usn)", 2), index("ix_revlog_cid", "revlog (cid)", 1)}},
		{Name: "graves", SQL: `CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)`},
	}
}

// collection is the only row of its table.
func (p *deck) collection() sqlite.Row {
	seconds, milliseconds := p.time.Unix(), p.time.UnixMilli()
	p.addDeck(p.course.ID, deckName(p.course.Title))
	p.decks["1"] = deckOf(1, "Default", seconds)
	return sqlite.Row{ID: 1, Values: []any{
		nil, seconds, milliseconds, milliseconds, int64(11), int64(0), int64(0), int64(0),
		text11(conf), text11(map[string]any{strconv.FormatInt(modelID, 10): p.model()}), text11(p.decks), text11(map[string]any{"1": deckConf}), "{}",
	}}
}

// text11 is data as schema 11 keeps it. JSON orders the keys of maps.
func text11(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

type object = map[string]any

// conf is that of a new collection.
var conf = object{
	"nextPos": 1, "estTimes": true, "activeDecks": []int{1}, "sortType": "noteFld", "timeLim": 0, "sortBackwards": false,
	"addToCur": true, "curDeck": 1, "newBury": true, "newSpread": 0, "dueCounts": true, "curModel": strconv.FormatInt(modelID, 10), "collapseTime": 1200,
}

// deckConf are the options of a new deck.
var deckConf = object{
	"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "timer": 0, "autoplay": true, "replayq": true, "dyn": false,
	"new":   object{"bury": true, "delays": []int{1, 10}, "initialFactor": 2500, "ints": []int{1, 4, 7}, "order": 1, "perDay": 20, "separate": true},
	"rev":   object{"bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100},
	"lapse": object{"delays": []int{10}, "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
}

// addDeck adds a deck and returns its id.
func (p *deck) addDeck(path, name string) int64 {
	id := p.id("deck " + path)
	p.decks[strconv.FormatInt(id, 10)] = deckOf(id, name, p.time.Unix())
	return id
}

func deckOf(id int64, name string, mod int64) object {
	return object{
		"id": id, "name": name, "mod": mod, "usn": -1, "desc": "", "dyn": 0, "collapsed": false, "conf": 1, "extendNew": 0, "extendRev": 50,
		"newToday": []int{0, 0}, "revToday": []int{0, 0}, "lrnToday": []int{0, 0}, "timeToday": []int{0, 0},
	}
}

const style = `.card { font-family: sans-serif; font-size: 18px; line-height: 1.4; max-width: 40em; margin: 1em auto; }
pre { overflow-x: auto; text-align: start; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .2em .5em; }
`

// model is the type of our notes.
func (p *deck) model() object {
	rtl := content.Direction(p.course.Language) == "rtl"
	field := func(name string, ord int) object {
		return object{"name": name, "ord": ord, "sticky": false, "rtl": rtl, "font": "Arial", "size": 20, "media": []string{}}
	}
	return object{
		"id": modelID, "name": "coursepack", "type": 0, "mod": p.time.Unix(), "usn": -1, "sortf": 0, "did": 1, "tags": []string{}, "vers": []string{},
		"flds": []object{field("Front", 0), field("Back", 1)},
		"tmpls": []object{{
			"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}\n<hr id=answer>\n{{Back}}", "bqfmt": "", "bafmt": "", "did": nil,
		}},
		"css": style, "latexPre": "", "latexPost": "", "latexsvg": false, "req": []any{[]any{0, "all", []int{0}}},
	}
}
