package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"coursepack/content/diag"
)

const defaultFileSize = 16 << 20

// ReadDoc reads a page and its front matter. The dialect follows from the file's name, and from the text
// where the name says no more than Markdown; the caller sets Part. A file that cannot be read is reported and gives an
// empty Doc.
func ReadDoc(fsys fs.FS, name string, limits Limits, report diag.Reporter) *Doc {
	t := ReadText(fsys, name, limits, report)
	d := &Doc{Text: t}
	_, titled := titleBlock(name, t.Data)
	d.Front = SplitFront(name, t.Data, report)
	if d.Dialect = dialectOf(path.Ext(name), t.Data); d.Dialect == GFM && titled > 0 {
		d.Dialect = Pandoc // which alone has title blocks
	}
	return d
}

// ReadText reads a text file: as UTF-8 without a byte order mark, with lines that end in \n.
// A file that cannot be read is reported and gives an empty Text.
func ReadText(fsys fs.FS, name string, limits Limits, report diag.Reporter) *Text {
	data, err := readFile(fsys, name, limits)
	if err != nil {
		report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: name}, Severity: diag.Error, Code: readCode(err),
			Message: err.Error(), Instead: "it is read as empty",
		})
		return NewText(name, nil)
	}
	t := NewText(name, decode(name, data, report))
	reportBidi(t, report)
	return t
}

var errTooLarge = errors.New("the file is too large")

func readCode(err error) string {
	if errors.Is(err, errTooLarge) {
		return "file-too-large"
	}
	return "file-unreadable"
}

func readFile(fsys fs.FS, name string, limits Limits) ([]byte, error) {
	limit := limits.FileSize
	if limit <= 0 {
		limit = defaultFileSize
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil && strings.Contains(err.Error(), "escapes"): // what os.Root says of a link to the outside
		return nil, errors.New("it is a link that leads out of the source folder")
	case err != nil:
		return nil, fmt.Errorf("the file cannot be read: %w", cause(err))
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	case info.Size() > limit:
		return nil, fmt.Errorf("%w: %s, the limit is %s", errTooLarge, megabytes(info.Size()), megabytes(limit))
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("the file cannot be read: %w", cause(err))
	}
	return data, nil
}

// cause takes the path, which the diagnostic has already, off an error of the file system.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

func megabytes(size int64) string {
	if size < 1<<20 {
		return fmt.Sprintf("%d bytes", size)
	}
	return fmt.Sprintf("%.1f MB", float64(size)/(1<<20))
}

// decode returns data as UTF-8 without a byte order mark, with lines that end in \n. What is not text becomes U+FFFD.
func decode(name string, data []byte, report diag.Reporter) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: name}, Severity: diag.Note, Code: "file-utf16", Message: "the file is in UTF-16, not in UTF-8",
		})
		data = fromUTF16(data)
	default:
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if utf8.Valid(data) {
		return data
	}
	first, count := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if count == 0 {
				first = i
			}
			count++
		}
		i += n
	}
	report.Report(diag.Diagnostic{
		Pos: NewText(name, data).Pos(first), Severity: diag.Error, Code: "not-utf8",
		Message: fmt.Sprintf("the file is not UTF-8: %d bytes from here on are no text", count),
		Instead: "they are shown as \uFFFD", Hint: "save the file as UTF-8",
	})
	return bytes.ToValidUTF8(data, []byte("\uFFFD"))
}

// fromUTF16 decodes data that starts with a byte order mark.
func fromUTF16(data []byte) []byte {
	littleEndian := data[0] == 0xff
	var units []uint16
	for i := 2; i+1 < len(data); i += 2 {
		hi, lo := data[i], data[i+1]
		if littleEndian {
			hi, lo = lo, hi
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	return []byte(string(utf16.Decode(units)))
}
