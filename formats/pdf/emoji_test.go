package pdf

import (
	"slices"
	"strings"
	"testing"

	"coursepack/formats/internal/typeset"
)

func TestEmojiIn(t *testing.T) {
	for text, want := range map[string]string{
		"a 🤗 b":            "🤗",
		"👩‍💻👩":             "👩‍💻",
		"❤️‍🔥":             "❤️‍🔥",
		"👍🏽👍":              "👍🏽",
		"🇩🇪🇫🇷":             "🇩🇪",
		"1️⃣ and 1":        "1️⃣",
		"1 # * 12":         "",
		"✔ is text":        "",
		"✔️ is a picture":  "✔️",
		"\uFE0F":           "",
		"👩\u200D":          "👩",
		"שלום":             "",
		"\U0001F800 arrow": "",
	} {
		start, end := emojiIn(text)
		if got := text[start:end]; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// An emoji is one sign, which is copied as the author wrote it, in any lettering and among any letters.
func TestEmojiAreSet(t *testing.T) {
	for _, s := range []style{bodyStyle, bodyStyle.mono(), lessonTitle.style} {
		for _, emoji := range []string{"🤗", "⚠️", "👩‍💻", "❤️‍🔥", "👍🏽", "🇩🇪", "#️⃣"} {
			for _, around := range []string{"", "x", "ש"} {
				words := s.words(clean(around + emoji + around))
				i := slices.IndexFunc(words, func(w *typeset.Word) bool { return w.Face == typeset.Emoji() })
				if i < 0 || words[i].Text != emoji || len(words[i].Glyphs) != 1 || words[i].Glyphs[0].ID == 0 {
					t.Errorf("%q between %q became %+v", emoji, around, words)
				}
			}
		}
	}
}

func TestCleanKeepsOnlyTheInvisibleOfEmoji(t *testing.T) {
	const text = "a\u200Db\uFE0Fc 👩‍💻 e\u0301"
	if got, want := clean(text), "abc 👩‍💻 é"; got != want {
		t.Errorf("got %+q, want %+q", got, want)
	}
	if got := clean(strings.Repeat("x", 10)); got != strings.Repeat("x", 10) {
		t.Error(got)
	}
}
