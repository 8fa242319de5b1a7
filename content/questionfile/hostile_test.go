package questionfile

import (
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

func TestHostileFilesEndSoon(t *testing.T) {
	const size = 1 << 18
	r := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, file := range map[string]struct {
		dialect source.Dialect
		text    string
	}{
		"braces":         {source.GIFT, r("{")},
		"blank braces":   {source.GIFT, r("{\n\n")},
		"closed braces":  {source.GIFT, r("a{=b}")},
		"answers":        {source.GIFT, "a{" + r("=b") + "}"},
		"feedback":       {source.GIFT, "a{" + r("=b#c") + "}"},
		"pairs":          {source.GIFT, "a{" + r("=b->c") + "}"},
		"options":        {source.GIFT, "a{=b" + r("~%1%c") + "}"},
		"numbers":        {source.GIFT, "a{#" + r("=1:2#x") + "}"},
		"escapes":        {source.GIFT, "a" + r(`\{`) + "{}"},
		"names":          {source.GIFT, r("::a")},
		"questions":      {source.GIFT, r("a{=b}\n\n")},
		"marks of gaps":  {source.MoodleXML, cloze(r("\uFDD00\uFDD1"))},
		"depth":          {source.MoodleXML, "<quiz>" + r("<a>")},
		"open questions": {source.MoodleXML, "<quiz>" + r("<question>")},
		"gaps":           {source.MoodleXML, cloze(r("{1:SA:=a}"))},
		"open gaps":      {source.MoodleXML, cloze(r("{1:SA:"))},
		"alternatives":   {source.MoodleXML, cloze("{1:MC:" + strings.Repeat("~a", 8000) + "}")},
		"references":     {source.MoodleXML, cloze(r("&amp;"))},
		"ampersands":     {source.MoodleXML, cloze(r("&"))},
		"word gaps":      {source.MoodleXML, strings.Replace(cloze(r("[[1]]")), "cloze", "gapselect", 1) + r("<selectoption><text>a</text></selectoption>")},
		"answers in XML": {source.MoodleXML, "<quiz><question type='multichoice'>" + r("<answer><text>a</text></answer>")},
		"pictures": {source.MoodleXML, "<quiz><question type='essay'><questiontext>" +
			"<file name='a'>" + r("aaaa") + "</file><text>" + strings.Repeat("&lt;img src='@@PLUGINFILE@@/a'>", 2000) + "</text>"},
		"signs":  {source.Text2QTI, "1. a\n" + r("a) b\n")},
		"lines":  {source.Text2QTI, "1. a\n" + r("    \n")},
		"groups": {source.Text2QTI, r("GROUP\n")},
		"lists":  {source.RExams, "Question\n===\n\nAnswerlist\n---\n" + r("* a\n") + "\nMeta-information\n===\nextype: schoice\nexsolution: 1"},
		"tags":   {source.RExams, "Question\n===\n" + r("##ANSWER1##") + "\nMeta-information\n===\nextype: cloze\nexsolution: 1|2"},
		"bars":   {source.RExams, "Question\n===\n\nMeta-information\n===\nextype: cloze\nexsolution: " + r("1|")},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &source.Doc{Part: &content.Part{}, Dialect: file.dialect, Text: source.NewText("a", []byte(file.text))}
			testkit.Soon(t, func() { Parse(doc, source.Limits{}, &diag.List{}) }, "%d bytes", len(file.text))
		})
	}
}

func cloze(text string) string {
	return "<quiz><question type='cloze'><questiontext><text>" + text + "</text></questiontext>"
}
