package cartridge

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// identities gives the things of a course the identifiers by which systems know them again. Canvas updates what it has
// under an identifier when a cartridge is imported again, so they derive from the ids of the course and its parts and
// from nothing else.
type identities struct {
	course string
}

// of returns the identifier of a thing: a letter and 32 hexadecimal digits, an XML name as the schema of manifests wants
// (xs:ID). path is unique among the things of its kind.
func (i *identities) of(kind, path string) string {
	sum := sha256.Sum256([]byte(i.course + "\x00" + kind + "\x00" + path))
	return "i" + hex.EncodeToString(sum[:16])
}

// maxSlug keeps names of files well below what the tables of systems hold, 255 characters.
const maxSlug = 80

// A slugger makes names of files and addresses: lower-case letters, digits and hyphens, each once.
type slugger map[string]bool

// slug returns a name that says what path says, as far as it can. A name that lacks something of the path, that another
// path got or that Windows keeps for devices ends in a piece of the path's hash.
func (s slugger) slug(path string) string {
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

// reserved are the names that Windows keeps for devices:
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions.
var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for _, digit := range "0123456789" {
		names["com"+string(digit)], names["lpt"+string(digit)] = true, true
	}
	return names
}()
