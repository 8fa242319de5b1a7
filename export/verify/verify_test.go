package verify

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// A sound package of each kind: no rule finds anything in it.
var sound = map[Kind]map[string]string{
	SCORM12: {
		"imsmanifest.xml": `<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Tides</title>
<item identifier="i" identifierref="r"><title>Tides</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource></resources>
</manifest>`,
		"index.html": "<p>Tides</p>",
	},
	SCORM2004: {
		"imsmanifest.xml": `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Tides</title>
<item identifier="i" identifierref="r"><title>Tides</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="index.html"><file href="index.html"/></resource></resources>
</manifest>`,
		"index.html": "<p>Tides</p>",
	},
	CMI5: {
		"cmi5.xml": `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="urn:c"><title/></course>
<au id="urn:a"><title/><url>index.html</url></au></courseStructure>`,
		"index.html": "<p>Tides</p>",
	},
	Cartridge: {
		"imsmanifest.xml": `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion><lom><general><title><string>Tides of the sea</string></title></general></lom></metadata>
<organizations><organization identifier="o"><item identifier="root"><item identifier="i" identifierref="r"><title>Tides</title></item>
<item identifier="j" identifierref="q"><title>Quiz</title></item><item identifier="k" identifierref="t"><title>Topic</title></item><item identifier="l" identifierref="w"><title>Link</title></item></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" href="pages/tides.html"><file href="pages/tides.html"/></resource>
<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/assessment_qti.xml"/></resource>
<resource identifier="t" type="imsdt_xmlv1p1"><file href="topic.xml"/><dependency identifierref="meta"/></resource>
<resource identifier="meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"><file href="meta.xml"/></resource>
<resource identifier="set" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"><file href="q/assessment_meta.xml"/></resource>
<resource identifier="export" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="course_settings/canvas_export.txt"><file href="course_settings/canvas_export.txt"/></resource>
<resource identifier="paper" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"><file href="paper/text.html"/><file href="paper/assignment_settings.xml"/></resource>
<resource identifier="w" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
<resource identifier="a" type="webcontent" href="web_resources/a.png"><file href="web_resources/a.png"/></resource></resources></manifest>`,
		"pages/tides.html": `<title>a &lt; b</title><body><p>a &amp;amp;lt; b <img src="../web_resources/a.png"></p>`,
		"topic.xml":        "<topic/>", "meta.xml": "<topicMeta><topic_id>talk</topic_id></topicMeta>", "paper/assignment_settings.xml": `<assignment identifier="paper"/>`, "paper/text.html": `<body><a href="$WIKI_REFERENCE$/pages/tides">x</a></body>`,
		"link.xml": `<webLink><title>Link</title><url href="https://example.org/"/></webLink>`, "web_resources/a.png": "png",
		"course_settings/canvas_export.txt":   "Canvas",
		"course_settings/course_settings.xml": "<course><default_view>modules</default_view><image_identifier_ref>a</image_identifier_ref></course>",
		"q/assessment_qti.xml": `<questestinterop><assessment><section><item ident="x" title="1"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.true_false.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext>a &amp;amp;lt; b &lt;img src="../web_resources/a.png"&gt;</mattext></material><response_lid>
<response_label ident="true"><material><mattext>True</mattext></material></response_label></response_lid></presentation>
<resprocessing><respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback/></respcondition>
<respcondition continue="No"><conditionvar><varequal>true</varequal></conditionvar><displayfeedback/></respcondition></resprocessing>
</item></section></assessment></questestinterop>`,
		"q/assessment_meta.xml": "<quiz/>",
		"non_cc_assessments/q.xml.qti": `<questestinterop><assessment ident="q"><section><item ident="x"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel><fieldentry>true_false_question</fieldentry></qtimetadatafield><qtimetadatafield>
<fieldlabel>original_answer_ids</fieldlabel><fieldentry>1,2</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><response_label ident="1"><material><mattext>&lt;p&gt;True&lt;/p&gt;</mattext></material></response_label></presentation>
<itemfeedback ident="solution"><solution/></itemfeedback><resprocessing><respcondition><conditionvar><varequal>1</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`,
		"wiki_content/tides.html": `<html><head><title>` + strings.Repeat("&lt;", 100) + `Tides</title><meta name="identifier" content="p"/></head><body>
<a href="$WIKI_REFERENCE$/pages/tides">x</a> <img src="$IMS-CC-FILEBASE$/a.png"> <a href="$CANVAS_OBJECT_REFERENCE$/quizzes/q">q</a>
<a href="$CANVAS_OBJECT_REFERENCE$/assignments/paper">a</a> <a href="$CANVAS_OBJECT_REFERENCE$/discussion_topics/talk">d</a></body></html>`,
		"course_settings/syllabus.html":  `<body><a href="$WIKI_REFERENCE$/pages/tides">x</a></body>`,
		"course_settings/files_meta.xml": `<fileMeta><files><file identifier="r"><display_name>Tides</display_name></file></files></fileMeta>`,
		"course_settings/module_meta.xml": `<modules><module identifier="m1"><prerequisites><prerequisite><identifierref>m1</identifierref></prerequisite></prerequisites>
<completionRequirements><completionRequirement><identifierref>2</identifierref></completionRequirement></completionRequirements><items>
<item identifier="1"><content_type>WikiPage</content_type><identifierref>p</identifierref></item>
<item identifier="2"><content_type>Quizzes::Quiz</content_type><identifierref>q</identifierref></item>
<item><content_type>Attachment</content_type><identifierref>a</identifierref></item>
<item><content_type>Assignment</content_type><identifierref>paper</identifierref></item>
<item><content_type>DiscussionTopic</content_type><identifierref>talk</identifierref></item>
<item><content_type>ExternalUrl</content_type><url>https://example.org/</url></item></items></module></modules>`,
	},
	QTI: {
		"imsmanifest.xml": `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata/><organizations/>
<resources><resource identifier="i" type="imsqti_item_xmlv2p1" href="items/i.xml"><file href="items/i.xml"/><file href="items/a.png"/></resource>
<resource identifier="t" type="imsqti_test_xmlv2p1" href="t.xml"><file href="t.xml"/><dependency identifierref="i"/></resource></resources></manifest>`,
		"items/i.xml": `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Tides">
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair"><correctResponse><value>a x</value></correctResponse>
<mapping><mapEntry mapKey="b x" mappedValue="1"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE"/><itemBody><p><img src="a.png"/></p><matchInteraction responseIdentifier="RESPONSE">
<simpleAssociableChoice identifier="a"/><simpleAssociableChoice identifier="b"/><simpleAssociableChoice identifier="x"/></matchInteraction></itemBody>
<responseProcessing><setOutcomeValue identifier="SCORE"/></responseProcessing><modalFeedback outcomeIdentifier="SCORE"/></assessmentItem>`,
		"t.xml":       `<assessmentTest identifier="t" title="Quiz"><assessmentItemRef identifier="i" href="items/i.xml"/></assessmentTest>`,
		"items/a.png": "png",
	},
	EPUB: {
		"mimetype":               "application/epub+zip",
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="EPUB/package.opf"/></rootfiles></container>`,
		"EPUB/package.opf":       `<package><manifest><item href="a.xhtml"/></manifest></package>`,
		"EPUB/a.xhtml":           "<html/>",
	},
}

// A breach is a change that makes a sound package break a rule. It replaces old by new in a file; without old, new is the
// whole file, and without new the file is gone.
type breach struct {
	rule     string
	kind     Kind
	file     string
	old, put string
}

const (
	manifestXML = "imsmanifest.xml"
	standardQTI = "q/assessment_qti.xml"
	nativeQTI   = "non_cc_assessments/q.xml.qti"
	wikiPage    = "wiki_content/tides.html"
	ccPage      = "pages/tides.html"
	qtiItem     = "items/i.xml"
)

var breaches = []breach{
	{"zip-name", SCORM12, `js\player.js`, "", "x"},
	{"zip-name", SCORM12, "../x", "", "x"},
	{"zip-name-twice", SCORM12, "INDEX.html", "", "x"},

	{"cmi5-structure", CMI5, structureFile, "</course>", ""},
	{"cmi5-structure", CMI5, structureFile, "CourseStructure.xsd", "Course.xsd"},
	{"cmi5-unit", CMI5, "index.html", "", ""},
	{"cmi5-unit", CMI5, structureFile, `<au id="urn:a"`, "<au"},

	{"scorm-manifest-place", SCORM12, manifestXML, "", ""}, // moved, below
	{"scorm-manifest-xml", SCORM12, manifestXML, "</metadata>", ""},
	{"scorm-prefix", SCORM12, manifestXML, "manifest", "cp:manifest"},
	{"scorm-prefix", SCORM12, manifestXML, "adlcp:", "adl:"},
	{"scorm-version", SCORM12, manifestXML, ">1.2<", ">2004<"},
	{"scorm-type", SCORM12, manifestXML, ` adlcp:scormtype="sco"`, ""},
	{"scorm-type", SCORM2004, manifestXML, ` adlcp:scormType="sco"`, ""},
	{"scorm-length", SCORM12, manifestXML, "<title>Tides", "<title>" + strings.Repeat("ü", 256)},
	{"scorm-file-missing", SCORM12, manifestXML, `href="index.html"`, `href="start.html"`},
	{"scorm-item-resource", SCORM12, manifestXML, `identifierref="r"`, `identifierref="s"`},
	{"scorm-identifier-twice", SCORM12, manifestXML, "</organization>", `<item identifier="i"><title>x</title></item></organization>`},
	{"scorm-numeric-entity", SCORM12, manifestXML, "Tides", "The moon&#39;s"},
	{"scorm-title-markup", SCORM12, manifestXML, "Tides", "vector&lt;int&gt;"},
	{"scorm-address", SCORM12, manifestXML, `href="index.html"`, `href="the%20moon.html"`},
	{"scorm-12-several", SCORM12, manifestXML, "</organization>", `<item identifier="j" identifierref="r"><title>x</title></item></organization>`},
	{"scorm-2004-several", SCORM2004, manifestXML, "</organization>", `<item identifier="j" identifierref="r"><title>x</title></item></organization>`},
	{"scorm-mastery", SCORM12, manifestXML, "</item>", `<adlcp:masteryscore>80</adlcp:masteryscore></item>`},
	{"scorm-organization", SCORM12, manifestXML, "organization", "organisation"},

	{"cc-manifest-place", Cartridge, manifestXML, "", ""},
	{"cc-namespace", Cartridge, manifestXML, "<manifest", "<!--" + strings.Repeat("x", 1024) + "--><manifest"},
	{"cc-namespace", Cartridge, manifestXML, "imsccv1p1", "imsccv1p3"},
	{"cc-version", Cartridge, manifestXML, "1.1.0", "1.3.0"},
	{"cc-identifier", Cartridge, manifestXML, `identifier="i"`, `identifier="1"`},
	{"cc-identifier-twice", Cartridge, manifestXML, `identifier="i"`, `identifier="r"`},
	{"cc-order", Cartridge, manifestXML, "</manifest>", "<organizations/></manifest>"},
	{"cc-organization", Cartridge, manifestXML, "organization", "organisation"},
	{"cc-resource-type", Cartridge, manifestXML, "</resources>", `<resource identifier="a" type="assignment_xmlv1p0"/></resources>`},
	{"cc-file-missing", Cartridge, manifestXML, `<file href="pages/tides.html"`, `<file href="pages/the%20tides.html"`},
	{"cc-item-resource", Cartridge, manifestXML, `identifierref="r"`, `identifierref="s"`},
	{"cc-title-length", Cartridge, manifestXML, "Tides", strings.Repeat("x", 256)},
	{"cc-true-false", Cartridge, standardQTI, `ident="true"`, `ident="1"`},
	{"cc-pattern-match", Cartridge, standardQTI, "true_false", "pattern_match"},
	{"cc-question-title", Cartridge, standardQTI, ` title="1"`, ""},
	{"cc-answer-image", Cartridge, standardQTI, ">True<", ">&lt;img src=x><"},
	{"cc-item-twice", Cartridge, manifestXML, `identifierref="t"`, `identifierref="q"`},
	{"cc-unreferenced", Cartridge, manifestXML, `<item identifier="k" identifierref="t">`, `<item identifier="k">`},
	{"cc-page-link", Cartridge, ccPage, "<p>", `<p><a class="x" href="./tides.html">x</a>`},
	{"cc-page-lost", Cartridge, ccPage, `src="`, `src="data:`},
	{"cc-question-escape", Cartridge, standardQTI, "&amp;amp;lt;", "&amp;lt;"},
	{"cc-question-image", Cartridge, standardQTI, "../web_resources", "web_resources"},
	{"cc-question-image", Cartridge, standardQTI, "../web_resources", "$IMS-CC-FILEBASE$/web_resources"},
	{"cc-question-text", Cartridge, standardQTI, "<presentation>", "<presentation><flow><material><mattext>x</mattext></material></flow>"},
	{"cc-feedback-continue", Cartridge, standardQTI, `continue="No"`, `continue="Yes"`},
	{"cc-page-place", Cartridge, "", "", ""}, // below
	{"cc-page-address", Cartridge, ccPage, "a.png", "a%20b.png"},
	{"cc-page-filebase", Cartridge, ccPage, "../web_resources", "$IMS-CC-FILEBASE$"},
	{"cc-page-escape", Cartridge, ccPage, "&amp;amp;lt;", "&lt;"},
	{"cc-page-lost", Cartridge, ccPage, "<p>", "<math></math><p>"},

	{"canvas-page-head", Cartridge, wikiPage, "<body>", `<body class="x">`},
	{"canvas-page-head", Cartridge, wikiPage, `name="identifier"`, `name="id"`},
	{"canvas-page-name", Cartridge, "wiki_content/The Tides.html", "", `<title>T</title><meta name="identifier" content="x"/><body>`},
	{"canvas-page-title", Cartridge, wikiPage, "Tides", strings.Repeat("x", 256)},
	{"canvas-module-item", Cartridge, "course_settings/module_meta.xml", ">p<", ">x<"},
	{"canvas-module-item", Cartridge, "course_settings/module_meta.xml", ">paper<", ">talk<"},
	{"canvas-module-item", Cartridge, "meta.xml", "talk", "chat"},
	{"canvas-module-url", Cartridge, "course_settings/module_meta.xml", "https://example.org/", "example"},
	{"canvas-quiz-settings", Cartridge, "q/assessment_meta.xml", "", ""},
	{"canvas-question-type", Cartridge, nativeQTI, "true_false_question", "ordering_question"},
	{"canvas-question-answer", Cartridge, nativeQTI, "</resprocessing>", "<respcondition><conditionvar><varequal>1</varequal></conditionvar></respcondition></resprocessing>"},
	{"canvas-reference", Cartridge, wikiPage, "pages/tides", "pages/moon"},
	{"canvas-reference", Cartridge, wikiPage, "a.png", "b.png"},
	{"canvas-reference", Cartridge, wikiPage, "quizzes/q", "quizzes/x"},
	{"canvas-quiz-settings", Cartridge, manifestXML, `<file href="q/assessment_meta.xml"/>`, ""},
	{"canvas-quiz-ident", Cartridge, nativeQTI, `assessment ident="q"`, `assessment ident="quiz"`},
	{"canvas-true-false", Cartridge, nativeQTI, "True", "Yes"},
	{"canvas-answer-ids", Cartridge, nativeQTI, ">1,2<", ">1,b<"},
	{"canvas-essay-solution", Cartridge, nativeQTI, `ident="solution"`, `ident="model"`},
	{"canvas-module-type", Cartridge, moduleFile, "Quizzes::Quiz", "Quiz"},
	{"canvas-module-item", Cartridge, moduleFile, ">a<", ">b<"},
	{"canvas-module-item", Cartridge, moduleFile, ">talk<", ">a<"},
	{"canvas-identifier-twice", Cartridge, moduleFile, `identifier="2"`, `identifier="1"`},
	{"canvas-identifier-twice", Cartridge, "wiki_content/more.html", "", `<title>T</title><meta name="identifier" content="p"/><body>`},
	{"canvas-page-lost", Cartridge, wikiPage, "<body>", `<body><svg/>`},
	{"canvas-file-place", Cartridge, manifestXML, `type="webcontent" href="web_resources/a.png"`, `type="webcontent" href="files/a.png"`},
	{"canvas-view", Cartridge, settingsFile, "modules", "home"},
	{"canvas-reference", Cartridge, syllabusFile, "pages/tides", "pages/moon"},
	{"canvas-reference", Cartridge, "paper/text.html", "pages/tides", "pages/moon"},
	{"canvas-reference", Cartridge, nativeQTI, "&lt;p&gt;True", "&lt;img src=&quot;$IMS-CC-FILEBASE$/b.png&quot;&gt;&lt;p&gt;True"},
	{"canvas-detection", Cartridge, manifestXML, "canvas_export.txt", "export.txt"},
	{"canvas-schema", Cartridge, manifestXML, "IMS Common Cartridge", "IMS Content"},
	{"canvas-item-place", Cartridge, exportFile, "", ""},
	{"canvas-weblink", Cartridge, "link.xml", "href", "src"},
	{"canvas-assignment-text", Cartridge, "paper/text.html", "", ""},
	{"canvas-assignment-text", Cartridge, manifestXML, `<file href="paper/assignment_settings.xml"/>`, ""},
	{"canvas-module-requirement", Cartridge, moduleFile, "<prerequisite><identifierref>m1", "<prerequisite><identifierref>m2"},
	{"canvas-module-requirement", Cartridge, moduleFile, "<completionRequirement><identifierref>2", "<completionRequirement><identifierref>3"},
	{"canvas-course-image", Cartridge, settingsFile, ">a<", ">b<"},
	{"canvas-answer-twice", Cartridge, nativeQTI, "</presentation>", `<response_label ident="1"/></presentation>`},
	{"canvas-blank-name", Cartridge, nativeQTI, "true_false_question", `multiple_dropdowns_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>[b]</mattext></material><response_lid ident="response_a"/></presentation></item><item><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>true_false_question`},
	{"canvas-feedback", Cartridge, nativeQTI, "<setvar>", `<displayfeedback linkrefid="x_fb"/><setvar>`},
	{"cc-course-title", Cartridge, manifestXML, "Tides of the sea", ""},
	{"cc-identifier", Cartridge, manifestXML, `identifier="i"`, `identifier="i` + strings.Repeat("x", 255) + `"`},
	{"cc-question-image", Cartridge, manifestXML, `<file href="web_resources/a.png"/>`, ""},
	{"canvas-file-meta", Cartridge, filesFile, `identifier="r"`, `identifier="s"`},
	{"canvas-reference", Cartridge, "paper/assignment_settings.xml", "paper", "essay"},
	{"canvas-reference", Cartridge, wikiPage, "discussion_topics/talk", "discussion_topics/paper"},
	{"canvas-topic-dependency", Cartridge, manifestXML, `<dependency identifierref="meta"`, `<dependency identifierref="r"`},

	{"qti-manifest-place", QTI, manifestXML, "", ""},
	{"qti-file-missing", QTI, "t.xml", "", ""},
	{"qti-identifier-twice", QTI, manifestXML, `identifier="t"`, `identifier="i"`},
	{"qti-identifier-twice", QTI, manifestXML, "</resources>", `<resource identifier="j" type="imsqti_item_xmlv2p1" href="items/i.xml"/></resources>`},
	{"qti-resource", QTI, qtiItem, "</itemBody>", ""},
	{"qti-resource", QTI, "t.xml", ` title="Quiz"`, ""},
	{"qti-reference", QTI, "t.xml", "items/i.xml", "i.xml"},
	{"qti-response", QTI, qtiItem, `responseIdentifier="RESPONSE"`, `responseIdentifier="ANSWER"`},
	{"qti-response", QTI, qtiItem, `<matchInteraction responseIdentifier="RESPONSE"`, "<matchInteraction"},
	{"qti-correct", QTI, qtiItem, "<value>a x", "<value>a y"},
	{"qti-correct", QTI, qtiItem, `mapKey="b x"`, `mapKey="c x"`},
	{"qti-choice-twice", QTI, qtiItem, `Choice identifier="b"`, `Choice identifier="a"`},
	{"qti-outcome", QTI, qtiItem, `outcomeDeclaration identifier="SCORE"`, `outcomeDeclaration identifier="POINTS"`},
	{"qti-outcome", QTI, qtiItem, `outcomeIdentifier="SCORE"`, `outcomeIdentifier="FEEDBACK"`},
	{"qti-picture", QTI, qtiItem, "a.png", "../a.png"},
	{"qti-picture", QTI, manifestXML, `<file href="items/a.png"/>`, ""},

	{"epub-mimetype", EPUB, "mimetype", "+zip", "+zip\n"},
	{"epub-package", EPUB, "META-INF/container.xml", "package.opf", "content.opf"},
	{"epub-file-missing", EPUB, "EPUB/package.opf", "a.xhtml", "b.xhtml"},
}

// broken is a sound package with the breach in it.
func (b breach) broken(t *testing.T) map[string]string {
	files := map[string]string{}
	for name, text := range sound[b.kind] {
		files[name] = text
	}
	switch {
	case strings.HasSuffix(b.rule, "-manifest-place"):
		files["course/imsmanifest.xml"] = files[manifestXML]
		delete(files, manifestXML)
	case b.rule == "cc-page-place":
		files["tides.html"] = files[ccPage]
		files[manifestXML] = strings.ReplaceAll(files[manifestXML], ccPage, "tides.html")
	case b.old != "":
		if !strings.Contains(files[b.file], b.old) {
			t.Fatalf("%s has no %q", b.file, b.old)
		}
		files[b.file] = strings.ReplaceAll(files[b.file], b.old, b.put)
	case b.put == "":
		delete(files, b.file)
	default:
		files[b.file] = b.put
	}
	return files
}

func TestSoundPackagesBreakNoRule(t *testing.T) {
	for kind, files := range sound {
		p := open(t, packed(t, files))
		if p.Kind != kind {
			t.Errorf("%s is taken for %s", kind, p.Kind)
		}
		for _, f := range p.Check() {
			t.Errorf("%s: %s: %s: %s", kind, f.ID, f.File, f.Detail)
		}
	}
}

func TestEveryRuleIsBroken(t *testing.T) {
	tested := map[string]bool{"zip-damaged": true} // by the test after this
	for _, b := range breaches {
		tested[b.rule] = true
		found := open(t, packed(t, b.broken(t))).Check()
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.ID == b.rule }) {
			t.Errorf("%s is not found where %q is %q", b.rule, b.old, b.put)
		}
	}
	for _, r := range Rules() {
		if !tested[r.ID] {
			t.Errorf("no package breaks %s", r.ID)
		}
		if r.Effect == "" || r.Source == "" || r.System == "" {
			t.Errorf("%s does not say whose it is, what happens and who says so", r.ID)
		}
	}
}

func TestDamageIsFound(t *testing.T) {
	data := packed(t, sound[SCORM12])
	at := bytes.Index(data, []byte("<p>Tides</p>"))
	data[at+3] = 'X'
	found := open(t, data).Check()
	if len(found) != 1 || found[0].ID != "zip-damaged" || found[0].File != "index.html" {
		t.Errorf("%v", found)
	}
}

func TestWhatIsNoPackage(t *testing.T) {
	for _, data := range []string{"", "hello", "<html>"} {
		if p := open(t, []byte(data)); p.Kind != Unknown {
			t.Errorf("%q is taken for %s", data, p.Kind)
		}
	}
	if _, err := Open(strings.NewReader("PK\x03\x04 and nothing else"), 24); err == nil {
		t.Error("half a zip is read")
	}
}

func FuzzOpen(f *testing.F) {
	for _, files := range sound {
		f.Add(packed(f, files))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := Open(bytes.NewReader(data), int64(len(data))); err == nil {
			p.Check()
		}
	})
}

// packed is a zip of files, stored, with mimetype first.
func packed(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if a == "mimetype" || b == "mimetype" {
			return map[bool]int{true: -1, false: 1}[a == "mimetype"]
		}
		return strings.Compare(a, b)
	})
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) *Package {
	t.Helper()
	p, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
