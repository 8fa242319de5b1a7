// Package anki writes what a course asks as a package for Anki: a deck for each lesson, a note for each question, exercise
// and flashcard.
//
// The package is of the kind that every version of Anki imports: a zip with a database of schema 11 and the pictures.
// Neither is specified; the fields are described at https://github.com/ankidroid/Anki-Android/wiki/Database-Structure.
// Anki knows notes by their guid, which comes from the ids of course, lesson and question: importing a new version of the
// course changes the notes that are newer, and keeps what the learner has done.
package anki

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"coursepack/content/asset"
	"coursepack/formats"
	"coursepack/formats/anki/internal/sqlite"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/zipfile"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct{}

// New returns the format.
func New(Options) *Format { return &Format{} }

// A Format writes packages for Anki.
type Format struct{}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name: "anki", Suffix: ".apkg", About: "flashcards, exercises and questions for Anki", Graded: true,
		Support:   formats.Support{"Embed": formats.Degraded, "Raw": formats.Dropped},
		Questions: []formats.Questions{{Support: map[formats.QuestionKind]formats.Level{formats.Attempts: formats.Degraded, formats.TimeLimit: formats.Degraded}}},
	}
}

// Write writes the cards of in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	p := newDeck(in)
	for _, l := range bank.Lessons(in) {
		if err := ctx.Err(); err != nil {
			return err
		}
		bank.TellLimits(in.Report, "Anki", l)
		p.lesson(l)
	}
	z := zipfile.NewWriter(w)
	if err := z.Deflate("collection.anki2", zipfile.Bytes(sqlite.File(p.tables()))); err != nil {
		return err
	}
	names := map[string]string{} // of the pictures, by the numbers under which the zip has them
	for i, a := range p.pictures {
		number := strconv.Itoa(i)
		names[number] = pictureName(a)
		if err := z.Deflate(number, a.Open); err != nil {
			return err
		}
	}
	media, err := json.Marshal(names)
	if err != nil {
		return err
	}
	if err := z.Deflate("media", zipfile.Bytes(media)); err != nil {
		return err
	}
	return z.Close()
}

// picture takes a picture along and returns its address.
func (p *deck) picture(a *asset.Asset) string {
	name := pictureName(a)
	if !p.names[name] {
		p.names[name] = true
		p.pictures = append(p.pictures, a)
	}
	return name
}

// pictureName is the name of a picture among those of all the learner's decks.
func pictureName(a *asset.Asset) string { return "coursepack-" + a.Hash[:16] + strings.ToLower(a.Ext) }
