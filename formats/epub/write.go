package epub

import (
	"context"
	"fmt"
	"io"
	"strings"

	"coursepack/formats/internal/zipfile"
)

// folder is where go-epub's container.xml says the package is.
const folder = "EPUB/"

// write writes the book as an EPUB file.
func (b *book) write(ctx context.Context, w io.Writer) error {
	if err := b.check(); err != nil {
		return err
	}
	shown, err := b.scanDocs()
	if err != nil {
		return err
	}
	staged, err := stage(ctx)
	if err != nil {
		return err
	}
	return b.finish(staged, shown, zipfile.NewWriter(&stopper{ctx, w}))
}

// scanDocs finds what the documents show. What they load from elsewhere is
// refused: the book is for reading offline, and a request tells somebody who
// reads what.
func (b *book) scanDocs() ([]features, error) {
	shown := make([]features, len(b.Docs))
	for i, d := range b.Docs {
		shown[i] = scan(d.Body)
		if shown[i].remote != "" {
			return nil, fmt.Errorf("%s loads %s, which is not in the book", d.Name, shown[i].remote)
		}
	}
	return shown, nil
}

// finish writes the file that readers get.
func (b *book) finish(staged *container, shown []features, z *zipfile.Writer) error {
	for _, e := range b.entries(staged, shown) {
		if e.make != nil {
			data, err := e.make()
			if err != nil {
				return fmt.Errorf("making %s: %w", e.name, err)
			}
			e.src = zipfile.Bytes(data)
		}
		add := z.Deflate
		if e.stored {
			add = z.Store
		}
		if err := add(e.name, e.src); err != nil {
			return err
		}
	}
	return z.Close()
}

// An entry is a file of the zip.
type entry struct {
	name   string
	src    zipfile.Source
	stored bool
	make   func() ([]byte, error) // gives what src would, once
}

// entries are the files in their order; the media type has to come first.
func (b *book) entries(staged *container, shown []features) []entry {
	list := []entry{
		{"mimetype", staged.source("mimetype"), true, nil},
		{"META-INF/container.xml", staged.source("META-INF/container.xml"), false, nil},
		{folder + packageName, zipfile.Bytes(b.packageDoc(shown)), false, nil},
		{folder + navName, zipfile.Bytes(b.navDoc()), false, nil},
		{folder + ncxName, zipfile.Bytes(b.ncxDoc()), false, nil},
	}
	for _, d := range b.Docs {
		list = append(list, entry{folder + d.Name, b.page(d), false, nil})
	}
	for _, a := range b.files() {
		list = append(list, entry{folder + a.Name, a.Open, packed(a.MediaType), a.Make})
	}
	return list
}

// packed reports whether files of a type are compressed in themselves.
func packed(mediaType string) bool {
	kind, name, _ := strings.Cut(mediaType, "/")
	switch kind {
	case "audio", "video":
		return true
	case "image":
		return name != "svg+xml" && name != "bmp"
	case "font":
		return name == "woff" || name == "woff2"
	}
	return false
}
