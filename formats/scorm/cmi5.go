package scorm

import (
	"crypto/sha1"
	"fmt"
	"strings"
)

const courseStructureName = "cmi5.xml" // cmi5, 14.1: in the root of the zip

// courseStructure returns the course structure of a cmi5 package: one assignable unit. It lists no files.
// https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md#140-course-structure-data-requirements
func courseStructure(p *scormPackage, _ []string) []byte {
	title, lang := manifestTitle(p.course.Title), escape(p.course.Language)
	about := title
	if p.course.Description != "" {
		about = escape(strings.Join(strings.Fields(p.course.Description), " "))
	}
	moveOn, mastery := "Completed", ""
	if rules := p.options.rules(); rules.Mastery > 0 && p.isGraded() {
		moveOn, mastery = "CompletedAndPassed", fmt.Sprintf(` masteryScore="%g"`, float64(rules.Mastery)/100)
	}
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="%[1]s">
    <title><langstring lang="%[3]s">%[4]s</langstring></title>
    <description><langstring lang="%[3]s">%[5]s</langstring></description>
  </course>
  <au id="%[2]s" moveOn="%[6]s"%[7]s launchMethod="AnyWindow">
    <title><langstring lang="%[3]s">%[4]s</langstring></title>
    <description><langstring lang="%[3]s">%[5]s</langstring></description>
    <url>%[8]s</url>
  </au>
</courseStructure>
`, iri("course:"+p.course.ID), iri("unit:"+p.course.ID), lang, title, about, moveOn, mastery, launchName)
}

// isGraded reports whether the course has questions that count.
func (p *scormPackage) isGraded() bool {
	for _, item := range p.items {
		if item.Points() > 0 {
			return true
		}
	}
	return false
}

// iri names something of ours, the same in every upload: a UUID made of its name (RFC 9562, 5.5).
func iri(name string) string {
	space := [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8} // of addresses
	u := sha1.Sum(append(space[:], "coursepack:"+name...))
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
