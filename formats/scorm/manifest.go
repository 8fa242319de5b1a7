package scorm

import (
	"fmt"
	"strings"
)

// The two names that a learning management system asks for.
const (
	manifestName = "imsmanifest.xml" // SCORM 1.2 Content Aggregation Model, 2.3.2: in the root, in lower case
	launchName   = "index.html"
)

// maxTitle and maxIdentifier are what the tables of learning management systems hold, in characters.
const (
	maxTitle      = 255
	maxIdentifier = 255
)

// manifest12 returns the manifest of a SCORM 1.2 package whose other files are names.
//
// It is written by hand: systems match the prefix adlcp and unprefixed IMS elements by their letters, and Moodle does
// not decode numeric character references, which encoding/xml would write.
func manifest12(p *scormPackage, names []string) []byte {
	return p.manifest(names, `xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"`,
		"1.2", "adlcp:scormtype")
}

// manifest2004 returns the manifest of a SCORM 2004 package whose other files are names.
func manifest2004(p *scormPackage, names []string) []byte {
	return p.manifest(names, `xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd"`,
		"2004 4th Edition", "adlcp:scormType")
}

func (p *scormPackage) manifest(names []string, namespaces, version, scormType string) []byte {
	id := identifier(p.course.ID)
	title := manifestTitle(p.course.Title)
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="%[1]s" version="1.0"
  %[3]s>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>%[4]s</schemaversion>
  </metadata>
  <organizations default="%[1]s-organization">
    <organization identifier="%[1]s-organization">
      <title>%[2]s</title>
      <item identifier="%[1]s-item" identifierref="%[1]s-resource">
        <title>%[2]s</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="%[1]s-resource" type="webcontent" %[5]s="sco" href="%[6]s">
`, id, title, namespaces, version, scormType, launchName)
	for _, name := range names {
		fmt.Fprintf(&b, "      <file href=\"%s\"/>\n", escape(name))
	}
	b.WriteString("    </resource>\n  </resources>\n</manifest>\n")
	return []byte(b.String())
}

// identifier makes an XML name of a course's id (XML Schema, xs:ID): it may not start with a digit.
func identifier(id string) string {
	const longest = maxIdentifier - len("course--organization")
	return "course-" + id[:min(len(id), longest)]
}

// manifestTitle makes one line of a title. Angle brackets become quotation marks that look alike: systems print titles
// as HTML, where <int> would vanish.
func manifestTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.NewReplacer("<", "‹", ">", "›").Replace(s)
	if r := []rune(s); len(r) > maxTitle {
		s = string(r[:maxTitle-1]) + "…"
	}
	return escape(s)
}

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// escape writes s for XML with named entities only, without characters that XML cannot hold.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	return entities.Replace(s)
}
