// Package notoemoji has the font Noto Emoji, which draws emoji in one colour. No Go module has it; the file is the one of the npm
// package @expo-google-fonts/noto-emoji 0.4.7, unchanged.
package notoemoji

import _ "embed"

// TTF is the font, in its regular weight.
//
//go:embed NotoEmoji-Regular.ttf
var TTF []byte
