package layout

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// translationFolder is where courses that are folders keep their translations: all of them in translations/fr/, or those
// of each lesson beside it as translations/README.fr.md.
const translationFolder = "translations"

// A pageFile is a file and its place in the course, which is that of the page that it is a translation of.
type pageFile struct{ file, key string }

// editions are the pages of a course by their language.
type editions struct {
	original   []pageFile // what stands in no place for a language
	byLanguage map[string][]pageFile
	sideBySide bool // there is a folder for each language, the course's own too: en/intro.md and fr/intro.md
}

// editionsOf sorts files by their languages.
func editionsOf(files []string) editions {
	e := editions{byLanguage: map[string][]pageFile{}}
	find := translated
	if folder := languageFolders(files); folder != nil {
		find, e.sideBySide = folder, true
	}
	for _, file := range files {
		lang, key := find(file)
		if lang == "" {
			e.original = append(e.original, pageFile{file, file})
			continue
		}
		e.byLanguage[lang] = append(e.byLanguage[lang], pageFile{file, key})
	}
	return e
}

// translated returns the language of a file in a folder of translations, and the page that it translates.
func translated(file string) (lang, key string) {
	before, after, ok := strings.Cut("/"+file, "/"+translationFolder+"/")
	if !ok {
		return "", ""
	}
	if folder, rest, ok := strings.Cut(after, "/"); ok && isTranslation(folder) {
		return folder, strings.TrimPrefix(before+"/"+rest, "/")
	}
	name := stem(after)
	lang = strings.TrimPrefix(path.Ext(name), ".")
	if !isLanguage(lang) {
		return "", ""
	}
	name = strings.TrimSuffix(name, "."+lang) + path.Ext(after)
	return lang, strings.TrimPrefix(path.Join(before, path.Dir(after), name), "/")
}

// languageFolders returns how files are sorted into the folders of a course that has one for each language, nil if it
// has none: at least two folders beside one another that are called like languages and have a page in common.
func languageFolders(files []string) func(file string) (lang, key string) {
	prefix := commonFolder(files)
	split := func(file string) (lang, key string) {
		lang, key, ok := strings.Cut(strings.TrimPrefix(file, prefix), "/")
		if !ok || !isLanguageFolder(lang) {
			return "", ""
		}
		return lang, prefix + key
	}
	seen := map[string]string{}
	for _, file := range files {
		lang, key := split(file)
		if lang != "" && seen[key] != "" && seen[key] != lang {
			return split
		}
		seen[key] = lang
	}
	return nil
}

// commonFolder returns the folder that all files are in, with a slash behind it unless it is the source folder.
func commonFolder(files []string) string {
	if len(files) == 0 {
		return ""
	}
	common := path.Dir(files[0])
	for _, file := range files {
		for common != "." && !strings.HasPrefix(file, common+"/") {
			common = path.Dir(common)
		}
	}
	if common == "." {
		return ""
	}
	return common + "/"
}

var languageName = lazyregexp.New(`^([a-z]{2,3})([-_][A-Za-z]{2,4})?$`)

// isLanguage reports whether a name is that of a language, such as fr, pt-BR or zh_Hant.
func isLanguage(name string) bool {
	m := languageName.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	_, err := language.ParseBase(m[1])
	return err == nil
}

// isLanguageFolder reports whether a folder among others may be that of a language. Names of three letters are not: "lab"
// is a language, too.
func isLanguageFolder(name string) bool { return len(name) != 3 && isLanguage(name) }

// isTranslation reports whether a folder among translations stands for a language. Some are called like countries: "hk".
func isTranslation(name string) bool {
	return isLanguage(name) || len(name) == 2 && languageName.MatchString(name)
}

// edition picks the pages of the language that is asked for, and tells site which there are.
func (b *book) edition(files []string, site *siteInfo) []pageFile {
	e := editionsOf(files)
	if len(e.byLanguage) == 0 {
		return e.original
	}
	if _, ok := e.byLanguage["en"]; !ok && !e.sideBySide {
		e.byLanguage["en"], site.standard = e.original, "en" // what is translated is in English unless that is a translation
	}
	site.languages = slices.Sorted(maps.Keys(e.byLanguage))
	if b.in.Lang == "" && !e.sideBySide {
		site.language = site.standard
		return e.original
	}
	picked, ok := source.PickLanguage(site.languages, b.in.Lang, "")
	if !ok {
		return e.original // whoever asked is told which languages there are
	}
	site.language = picked
	chosen := e.byLanguage[picked]
	if main, _ := source.PickLanguage(site.languages, "", ""); e.sideBySide && picked == main {
		return append(slices.Clip(e.original), chosen...)
	}
	if missing := len(e.original) - len(chosen); missing > 0 && !e.sideBySide {
		b.report.Report(diag.Diagnostic{
			Severity: diag.Warning, Code: "page-untranslated",
			Message: fmt.Sprintf("%d of %d pages are not there in %s", missing, len(e.original), picked), Instead: "they are left out",
		})
	}
	return chosen
}
