package markdown

import "github.com/yuin/goldmark-emoji/definition"

// emojiOf returns the emoji that GitHub has a short name for, "" if it has none.
// https://github.com/github/gemoji
func emojiOf(name string) string {
	e, ok := definition.Github().Get(name)
	if !ok || !e.IsUnicode() {
		return ""
	}
	return string(e.Unicode)
}
