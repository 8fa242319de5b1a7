package typeset

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unicode"
)

// A Library finds faces for characters that the embedded ones lack, among the fonts of the system. Its zero value has none.
type Library struct {
	folders []string
	scan    sync.Once
	files   map[string]string // paths by the names of files, in lower case

	mu     sync.Mutex
	read   map[string][]byte   // by path; nil if a file cannot be read
	loaded map[candidate]*Face // nil if a font cannot be read
	found  map[wanted]*Face    // nil if no font has a character
}

// wanted is a character in a language.
type wanted struct {
	r        rune
	bold     bool
	language string
}

// SystemFonts is the library of the fonts that are installed.
func SystemFonts() *Library {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "darwin":
		return &Library{folders: []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library/Fonts")}}
	case "windows":
		return &Library{folders: []string{filepath.Join(os.Getenv("WINDIR"), "Fonts")}}
	}
	return &Library{folders: []string{
		"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".fonts"), filepath.Join(home, ".local/share/fonts"),
	}}
}

// A font that has a script, on some system.
type candidate struct {
	file   string // without extension, in lower case
	number int    // in a collection
}

// byScript are the fonts to look for, the best first. What Noto has for a script is looked for in any case.
var byScript = []struct {
	script  *unicode.RangeTable
	regular []candidate
}{
	{unicode.Hangul, []candidate{{"notosanscjk-regular", 1}, {"notosanscjkkr-regular", 0}, {"applesdgothicneo", 0}, {"malgun", 0}, {"nanumgothic", 0}}},
	{unicode.Hiragana, japanese}, {unicode.Katakana, japanese},
	{unicode.Arabic, []candidate{{"notonaskharabic-regular", 0}, {"amiri-regular", 0}, {"geezapro", 0}, {"tahoma", 0}, {"arial", 0}}},
	{unicode.Hebrew, []candidate{{"notoserifhebrew-regular", 0}, {"arialhb", 0}, {"david", 0}, {"arial", 0}}},
}

var (
	japanese = []candidate{
		{"notosanscjk-regular", 0}, {"notosanscjkjp-regular", 0}, {"hiraginosans", 0}, {"ヒラギノ角ゴシック w3", 0}, {"yugothr", 0}, {"msgothic", 0}, {"ipag", 0}}
	chinese = []candidate{
		{"notosanscjk-regular", 2}, {"notosanscjksc-regular", 0}, {"pingfang", 0}, {"stheiti light", 0}, {"msyh", 0}, {"simsun", 0}, {"wqy-microhei", 0}}
	traditional = []candidate{
		{"notosanscjk-regular", 3}, {"notosanscjktc-regular", 0}, {"pingfang", 0}, {"msjh", 0}, {"mingliu", 0}}
	korean = byScript[0].regular
)

// anyScript are tried for what has no script of its own, and if nothing else is there.
var anyScript = []candidate{
	{"notosans-regular", 0}, {"notosanssymbols2-regular", 0}, {"notosanssymbols-regular", 0}, {"notosansmath-regular", 0}, {"notoemoji-regular", 0},
	{"symbola", 0}, {"notosanscjk-regular", 0}, {"arial unicode", 0}, {"seguisym", 0}, {"seguiemj", 0}, {"freeserif", 0}, {"unifont", 0},
}

// Face returns a face that has a character, nil if there is none. Characters of Chinese, which other languages write in shapes
// of their own, follow the language, a tag of BCP 47.
func (l *Library) Face(r rune, language string, bold bool) *Face {
	if l == nil {
		return nil
	}
	l.scan.Do(l.list)
	l.mu.Lock()
	defer l.mu.Unlock()
	w := wanted{r, bold, language}
	face, ok := l.found[w]
	if !ok {
		face = l.find(w)
		l.found[w] = face
	}
	return face
}

func (l *Library) find(w wanted) *Face {
	for _, c := range candidates(w.r, strings.ToLower(w.language)) {
		if w.bold {
			if face := l.withShapes(candidate{strings.Replace(c.file, "-regular", "-bold", 1), c.number}, w.r); face != nil {
				return face
			}
		}
		if face := l.withShapes(c, w.r); face != nil {
			return face
		}
	}
	return nil
}

// withShapes returns a font if it has a character and can shape texts.
func (l *Library) withShapes(c candidate, r rune) *Face {
	face := l.face(c)
	if !has(face, r) {
		return nil
	}
	if face.prepare() != nil {
		l.loaded[c] = nil
		return nil
	}
	return face
}

func has(face *Face, r rune) bool {
	if face == nil {
		return false
	}
	_, ok := face.Glyph(r)
	return ok
}

func candidates(r rune, language string) []candidate {
	var list []candidate
	if unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0 {
		switch {
		case strings.HasPrefix(language, "ja"):
			list = append(list, japanese...)
		case strings.HasPrefix(language, "ko"):
			list = append(list, korean...)
		case strings.Contains(language, "tw"), strings.Contains(language, "hk"), strings.Contains(language, "hant"):
			list = append(list, traditional...)
		}
		list = append(append(list, chinese...), japanese...)
	}
	for _, s := range byScript {
		if unicode.Is(s.script, r) {
			list = append(list, s.regular...)
		}
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) && name != "Common" && name != "Inherited" {
			name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
			list = append(list, candidate{"notoserif" + name + "-regular", 0}, candidate{"notosans" + name + "-regular", 0})
		}
	}
	return append(list, anyScript...)
}

// maxFonts is how many files are looked at.
const maxFonts = 20000

// list finds the files of fonts. Of two with one name the first in the order of folders and names counts.
func (l *Library) list() {
	l.files, l.read, l.loaded, l.found = map[string]string{}, map[string][]byte{}, map[candidate]*Face{}, map[wanted]*Face{}
	for _, folder := range l.folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || len(l.files) > maxFonts {
				return fs.SkipDir
			}
			name := strings.ToLower(d.Name())
			ext := filepath.Ext(name)
			if !d.IsDir() && (ext == ".ttf" || ext == ".otf" || ext == ".ttc" || ext == ".otc") {
				if name = strings.TrimSuffix(name, ext); l.files[name] == "" {
					l.files[name] = path
				}
			}
			return nil
		})
	}
}

// maxFont is the size in bytes of the largest font that is read.
const maxFont = 64 << 20

// face reads a font, once.
func (l *Library) face(c candidate) *Face {
	path := l.files[c.file]
	if path == "" {
		return nil
	}
	face, ok := l.loaded[c]
	if !ok {
		face = l.parse(path, c.number)
		l.loaded[c] = face
	}
	return face
}

// data returns a file, which the fonts of a collection share; nil if it cannot be read.
func (l *Library) data(path string) []byte {
	data, ok := l.read[path]
	if ok {
		return data
	}
	if info, err := os.Stat(path); err == nil && info.Size() <= maxFont {
		if data, err = fileBytes(path); err != nil {
			data = nil
		}
	}
	l.read[path] = data
	return data
}

func (l *Library) parse(path string, number int) *Face {
	data := l.data(path)
	name := strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7F && !strings.ContainsRune("()<>[]{}/%#", r) {
			return r
		}
		return -1
	}, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	face, err := ParseCollection(name, data, number)
	if err != nil {
		return nil
	}
	return face
}
