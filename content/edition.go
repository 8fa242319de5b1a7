package content

// Edition says for whom a course is handed out. The zero value is Full.
type Edition string

// The editions.
const (
	Full       Edition = "full"       // for learners, with answers to look up
	Student    Edition = "student"    // for learners, without answers
	Instructor Edition = "instructor" // for who teaches: with answers at once, and with notes for instructors
)

// Editions lists them.
var Editions = []Edition{Full, Student, Instructor}

// Suffix is what names of files of the edition have behind the course's id.
func (e Edition) Suffix() string {
	if e == "" || e == Full {
		return ""
	}
	return "-" + string(e)
}
