// Package qti writes what a course asks as a content package of IMS Question and Test Interoperability 2.1, for learning
// systems that take questions but no course: a file for each question, a test for the quizzes of each page, and a manifest.
// Exercises and flashcards are questions outside of tests.
//
// All files of XML lie in the package's root, where an address of a picture is the same from the file, as the specification
// has it, and from the package, as some importers read it.
//
// Source: IMS QTI v2.1, Assessment Test, Section and Item Information Model, and the XML Binding,
// https://www.imsglobal.org/question/.
package qti

import (
	"context"
	"io"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/formats"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/identity"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/zipfile"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct{}

// New returns the format.
func New(Options) *Format { return &Format{} }

// A Format writes packages of questions.
type Format struct{}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name: "qti", Suffix: "-qti.zip", About: "the questions as a QTI 2.1 package, for Brightspace, Blackboard, Sakai and OpenOlat",
		Graded:    true,
		Support:   formats.Support{"Strike": formats.Degraded, "Embed": formats.Degraded, "Raw": formats.Dropped},
		Questions: []formats.Questions{{Support: map[formats.QuestionKind]formats.Level{formats.Hints: formats.Degraded}}},
	}
}

// Write writes the questions of in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	p := &packaging{
		course: in.Course, words: words.For(in.Course.Language), ids: identity.Course(in.Course.ID), media: map[string]*asset.Asset{},
	}
	p.maker = &maker{words: p.words, lang: in.Course.Language, report: in.Report, media: p.media}
	for _, l := range bank.Lessons(in) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.lesson(l)
	}
	return p.write(ctx, w)
}

// A packaging is what the zip will hold.
type packaging struct {
	course *content.Course
	words  *words.Words
	ids    identity.Course
	maker  *maker
	files  []file
	media  map[string]*asset.Asset // by name in the package
}

// A file is a question or a test.
type file struct {
	ident string
	kind  string   // of its resource
	data  []byte   // XML
	media []string // names of the files that it shows
	needs []string // identifiers of the files that it refers to
}

func (f *file) name() string { return f.ident + ".xml" }

// Kinds of resources (IMS QTI v2.1, Content Packaging profile).
const (
	itemKind = "imsqti_item_xmlv2p1"
	testKind = "imsqti_test_xmlv2p1"
)

// lesson adds the questions of a lesson and, after those of a part, the part's test.
func (p *packaging) lesson(l *bank.Lesson) {
	var t test
	for i, it := range l.Items {
		ident := p.ids.Of("question", it.Path)
		p.addItem(ident, it)
		if it.Quiz != nil {
			t.add(ident, it.Quiz)
		}
		if last := i+1 == len(l.Items) || l.Items[i+1].Part != it.Part; last && len(t.sections) > 0 {
			p.addTest(&t, it.Part)
			t = test{}
		}
	}
}

func (p *packaging) addItem(ident string, it *bank.Item) {
	data := p.item(ident, it)
	p.files = append(p.files, file{ident: ident, kind: itemKind, data: data, media: p.maker.shown()})
}

func (p *packaging) addTest(t *test, part *content.Part) {
	var quizzes []*content.Quiz
	var needs []string
	for _, s := range t.sections {
		quizzes = append(quizzes, s.quiz)
		needs = append(needs, s.items...)
	}
	ident := p.ids.Of("test", part.ID)
	data := p.test(ident, bank.QuizTitle(quizzes, part, p.words), t)
	p.files = append(p.files, file{ident: ident, kind: testKind, data: data, media: p.maker.shown(), needs: needs})
}

// write writes the zip: the manifest, the files in reading order, the media by name.
func (p *packaging) write(ctx context.Context, w io.Writer) error {
	z := zipfile.NewWriter(w)
	if err := z.Deflate("imsmanifest.xml", zipfile.Bytes(p.manifest())); err != nil {
		return err
	}
	for _, f := range p.files {
		if err := z.Deflate(f.name(), zipfile.Bytes(f.data)); err != nil {
			return err
		}
	}
	if err := zipfile.Assets(ctx, p.media, z.Asset); err != nil {
		return err
	}
	return z.Close()
}
