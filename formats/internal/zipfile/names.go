package zipfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
)

// maxName is what the tables of learning management systems hold and what
// Windows opens.
const maxName = 255

// names are the files and folders of a zip by their folded name; the value
// says whether it is a folder.
type names map[string]bool

// add takes a name in, if it unpacks to a place of its own.
func (n names) add(name string) error {
	if err := check(name); err != nil {
		return err
	}
	key := fold(name)
	if _, taken := n[key]; taken {
		return errors.New("there is an entry of that name")
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if folder, taken := n[dir]; taken && !folder {
			return fmt.Errorf("%q is a file", dir)
		}
		n[dir] = true
	}
	n[key] = false
	return nil
}

// fold gives names that differ in case only one spelling, as do the file
// systems of Windows and macOS.
func fold(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// check refuses names that are no plain relative path everywhere. The
// characters are those of https://www.w3.org/TR/epub-33/#sec-container-filenames.
func check(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return errors.New("the name is not a clean relative path in UTF-8")
	}
	if len(name) > maxName {
		return fmt.Errorf("the name is longer than %d bytes", maxName)
	}
	for _, r := range name {
		if strings.ContainsRune(`\:*?"<>|`, r) || unicode.IsControl(r) || r == unicode.ReplacementChar {
			return fmt.Errorf("the name holds %q", r)
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasSuffix(part, ".") || strings.TrimSpace(part) != part {
			return fmt.Errorf("%q ends in a dot or has a space at an end", part)
		}
	}
	return nil
}
