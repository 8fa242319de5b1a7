package markdown

import (
	"cmp"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"
)

// emojiOf returns the emoji of a short name, "" if there is none. Names are GitHub's, else those of JoyPixels, from which
// Material for MkDocs has its own. https://github.com/github/gemoji, https://github.com/joypixels/emoji-toolkit
func emojiOf(name string) string {
	return cmp.Or(gitHubEmoji(name), gitHubEmoji(joyPixelsNames[name]), personEmoji("man", name), personEmoji("woman", name))
}

func gitHubEmoji(name string) string {
	e, ok := definition.Github().Get(name)
	if !ok || !e.IsUnicode() {
		return ""
	}
	return string(e.Unicode)
}

// personEmoji returns the emoji of a person who does something: man_raising_hand is raising_hand_man on GitHub.
func personEmoji(person, name string) string {
	does, ok := strings.CutPrefix(name, person+"_")
	if !ok {
		return ""
	}
	return gitHubEmoji(strings.TrimPrefix(does, "in_") + "_" + person)
}

// joyPixelsNames are names of JoyPixels by which GitHub calls nothing, with GitHub's.
var joyPixelsNames = map[string]string{
	"slight_smile": "slightly_smiling_face", "slight_frown": "slightly_frowning_face", "upside_down": "upside_down_face",
	"rolling_eyes": "roll_eyes", "hugging": "hugs", "nerd": "nerd_face", "cowboy": "cowboy_hat_face",
	"money_mouth": "money_mouth_face", "zipper_mouth": "zipper_mouth_face", "head_bandage": "face_with_head_bandage",
	"thermometer_face": "face_with_thermometer", "octagonal_sign": "stop_sign", "first_place": "1st_place_medal",
	"second_place": "2nd_place_medal", "third_place": "3rd_place_medal", "flag_us": "us", "flag_gb": "gb", "flag_de": "de",
	"flag_fr": "fr", "flag_es": "es", "flag_it": "it", "flag_jp": "jp", "flag_cn": "cn", "map": "world_map",
	"tools": "hammer_and_wrench",
	"clock": "mantelpiece_clock",
}
