package content

import "time"

// Terms say what an assignment or a discussion counts in a learning system, and until when it is done.
type Terms struct {
	Points float64   // 0 if it is not graded
	Due    time.Time // zero if there is no last day; at midnight, that day is meant as a whole
}

// IsTask reports whether what is of this kind is done in a learning system, if it has such things, instead of being read only.
func (k CalloutKind) IsTask() bool { return k == CalloutAssignment || k == CalloutDiscussion }

// IsTask reports whether a part of this kind is done in a learning system, if it has such things, instead of being read only.
func (k PartKind) IsTask() bool { return k == KindAssignment || k == KindDiscussion }
