package export

import (
	"cmp"
	"context"
	"io"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/formats/scorm"
)

// What becomes of learners' work when a package replaces another: see [scorm.Compare].
type (
	Identity = scorm.Identity
	Change   = scorm.Change
	Fate     = scorm.Fate
)

// The fates of learners' work.
const (
	Kept   = scorm.Kept
	Added  = scorm.Added
	Partly = scorm.Partly
	Lost   = scorm.Lost
)

// Identify returns what learners' work on the course in opt.FS hangs on.
func Identify(ctx context.Context, opt Options) (*Identity, error) {
	reading, err := Read(ctx, opt, &diag.List{}) // a check tells what is the matter with it
	if err != nil {
		return nil, err
	}
	return scorm.Identify(resolve.Edition(reading.Course, cmp.Or(reading.Settings.Edition, content.Full), resolve.Medium{Graded: true}, &diag.List{})), nil
}

// ReadIdentity returns what learners' work on a package hangs on.
func ReadIdentity(r io.ReaderAt, size int64) (*Identity, error) { return scorm.ReadIdentity(r, size) }

// Compare returns what becomes of learners' work on the package old when now takes its place.
func Compare(old, now *Identity) []Change { return scorm.Compare(old, now) }
