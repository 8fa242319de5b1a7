// Package identity names what lies in a package of a learning system: identifiers by which systems know things again, and
// names of files that unpack everywhere.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"coursepack/content/asset"
)

// A Course gives the things of a course their identifiers; it is the course's id. Canvas and others update what they have
// under an identifier when a package is imported again, so identifiers derive from the ids of the course and its parts and
// from nothing else.
type Course string

// Of returns the identifier of a thing: a letter and 32 hexadecimal digits, an XML name as the schemas of manifests want
// (xs:ID). path is unique among the things of its kind.
func (c Course) Of(kind, path string) string {
	sum := sha256.Sum256([]byte(string(c) + "\x00" + kind + "\x00" + path))
	return "i" + hex.EncodeToString(sum[:16])
}

// maxSlug keeps names of files well below what the tables of systems hold, 255 characters.
const maxSlug = 80

// A Slugger makes names of files and addresses: lower-case letters, digits and hyphens, each once.
type Slugger map[string]bool

// Slug returns a name that says what path says, as far as it can. A name that lacks something of the path, that another
// path got or that Windows keeps for devices ends in a piece of the path's hash.
func (s Slugger) Slug(path string) string {
	name := slug(path)
	if name != strings.ReplaceAll(path, "/", "-") || len(name) > maxSlug || s[name] || reserved[name] {
		sum := sha256.Sum256([]byte(path))
		name = strings.Trim(name[:min(len(name), maxSlug)], "-") + "-" + hex.EncodeToString(sum[:4])
		name = strings.TrimPrefix(name, "-")
	}
	s[name] = true
	return name
}

// slug turns whatever is not an ASCII letter or digit into single hyphens.
func slug(path string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(path), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// FileName is the name of a file of the course in a package. It says what the author called the file, for teachers see it,
// and holds a piece of the hash, so that equal names are equal files.
func FileName(a *asset.Asset) string {
	base := a.Path[strings.LastIndexByte(a.Path, '/')+1:]
	name := slug(strings.TrimSuffix(base, a.Ext))
	return strings.TrimPrefix(strings.Trim(name[:min(len(name), maxSlug)], "-")+"-"+a.Hash[:12], "-") + strings.ToLower(a.Ext)
}

// reserved are the names that Windows keeps for devices:
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions.
var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for _, digit := range "0123456789" {
		names["com"+string(digit)], names["lpt"+string(digit)] = true, true
	}
	return names
}()
