package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content/diag"
)

// LockFile is the name of the file, at the source's root, that says what was found at the addresses of a course.
const LockFile = "coursepack.lock"

// An Entry is what was found at an address.
type Entry struct {
	SHA256 string // of the bytes, in lower-case hex
	Size   int64
}

// A Lock has the entries of addresses.
type Lock map[string]Entry

const lockHead = "# What the course has from the network: coursepack export --fetch\n"

var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// ReadLock reads the lock file of a source. Lines that cannot be read are reported and count for nothing.
func ReadLock(fsys fs.FS, report diag.Reporter) Lock {
	lock := Lock{}
	data, err := fs.ReadFile(fsys, LockFile)
	if errors.Is(err, fs.ErrNotExist) {
		return lock
	}
	wrong := func(line int, message string) {
		report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: LockFile, Line: line}, Severity: diag.Error, Code: "lock-broken",
			Message: message, Instead: "the picture is fetched as if for the first time", Hint: "a line has an address, sha256:HASH and a size",
		})
	}
	if err != nil {
		wrong(0, "the file cannot be read: "+err.Error())
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' || IsForeign(text) {
			continue
		}
		address, e, ok := parseEntry(text)
		if !ok {
			wrong(n, "this line cannot be read")
			continue
		}
		lock[address] = e
	}
	return lock
}

// IsForeign reports whether a line of the lock file is about something else than pictures: the ids of the course.
func IsForeign(line string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return word == "course" || word == "page"
}

func parseEntry(line string) (address string, e Entry, ok bool) {
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return "", Entry{}, false
	}
	sum, isSum := strings.CutPrefix(fields[1], "sha256:")
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if !isSum || !hash.MatchString(sum) || err != nil || size <= 0 || size > maxSize {
		return "", Entry{}, false
	}
	return fields[0], Entry{SHA256: sum, Size: size}, true
}

// Bytes returns the text of the lock file, in the order of addresses, so that changes of it can be looked through.
func (l Lock) Bytes() []byte {
	b := []byte(lockHead)
	for _, address := range slices.Sorted(maps.Keys(l)) {
		b = fmt.Appendf(b, "%s sha256:%s %d\n", address, l[address].SHA256, l[address].Size)
	}
	return b
}
