package scorm

// A standard is one of the ways to tell a platform about a course.
type standard struct {
	name, suffix, about string
	manifestName        string
	manifest            func(p *scormPackage, names []string) []byte
	shell               func() (*script, error) // the script of the shell, with how it talks to the platform
	connect             string                  // what the shell may connect to, as a source list of a content security policy
}

var standards = map[string]*standard{
	"scorm12": {
		name: "scorm12", suffix: "-scorm12.zip",
		about:        "a SCORM 1.2 package for Moodle and other learning systems, with progress kept",
		manifestName: manifestName, manifest: manifest12,
		shell: shellScript("scorm12.js", "scorm.js"),
	},
	"scorm2004": {
		name: "scorm2004", suffix: "-scorm2004.zip",
		about:        "the same as a SCORM 2004 package (4th edition), for systems that ask for it",
		manifestName: manifestName, manifest: manifest2004,
		shell: shellScript("scorm2004.js", "scorm.js"),
	},
	"cmi5": {
		name: "cmi5", suffix: "-cmi5.zip",
		about:        "the same as a cmi5 package, with every answer as an xAPI statement",
		manifestName: courseStructureName, manifest: courseStructure,
		shell:   shellScript("cmi5.js"),
		connect: "http: https:", // the platform says at launch where it takes statements
	},
}
