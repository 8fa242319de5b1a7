package resolve_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/resolve"
)

// Recordings find the texts that their authors name, else those that stand beside them.
func TestRecordingsHaveTheTextsBesideThem(t *testing.T) {
	film := func(url string, named ...string) *content.Embed {
		e := &content.Embed{Pos: at, Kind: content.EmbedVideo, URL: url}
		for _, name := range named {
			e.Tracks = append(e.Tracks, content.Track{Pos: at, Kind: content.TrackSubtitles, Lang: "fr", URL: name})
		}
		return e
	}
	o := outline(
		film("talk.mp4"), film("talk.mp4", "talk.de.vtt", "gone.vtt", "talk.srt", "https://example.org/talk.vtt"),
		film("https://example.org/talk.mp4", "talk.vtt"), film("lost.mp4", "talk.vtt"), film("binary.mp4"), film("long.mp4"),
		&content.Embed{Pos: at, Kind: content.EmbedFrame, URL: "talk.mp4"},
	)
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"talk.mp4": "film", "talk.vtt": "WEBVTT\n", "talk.de.vtt": "\uFEFFWEBVTT - Deutsch\n", "talk.draft.vtt": "WEBVTT\n\n",
		"talk.en-GB.vtt": "1\n00:00 --> 00:01\nno head\n", "talk.srt": "1\n", "talks.vtt": "WEBVTT\n\n\n",
		"talk.txt":   "\uFEFFAnn: Hello.\r\nBen: Good day.\r\n\r\n<b>All</b> laugh.\n",
		"binary.mp4": "another", "binary.txt": "\xff\xfe", "binary.vtt": "",
		"long.mp4": "a third", "long.txt": strings.Repeat("and on ", 1<<18),
	} {
		fsys["docs/waves/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var list diag.List
	resolve.Course(o, asset.NewStore(fsys, 1<<22), &list)
	if err := content.Check(o.Course); err != nil {
		t.Errorf("not finished: %v", err)
	}
	var got strings.Builder
	got.WriteString(content.DumpString(o.Course.Units[0].Lessons[0].Parts[0]))
	for _, d := range list.Sorted() {
		got.WriteString(d.String() + "\n")
	}
	if err := compare("testdata/recordings.txt", got.String()); err != nil {
		t.Error(err)
	}
}
