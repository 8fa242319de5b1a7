package layout

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"coursepack/content/source"
)

// A mkdocsI18n is what the plugin i18n makes of a site's pages: https://ultrabug.github.io/mkdocs-static-i18n/
type mkdocsI18n struct {
	inFolders bool              // fr/page.md instead of page.fr.md
	language  source.Value      // the settings of the one that is read
	standard  string            // the language of pages without a suffix
	suffixes  []string          // of languages, also of those that are not built
	files     map[string]string // the keys of pages that are called otherwise, by those of the pages that they stand for
}

// readI18n picks one of the languages of the site.
func (m *mkdocsSite) readI18n() {
	options, ok := m.plugin("i18n")
	if !ok {
		return
	}
	m.i18n.inFolders = options.Get("docs_structure").String() == "folder"
	m.i18n.standard = options.Get("default_language").String()
	languages := options.Get("languages")
	m.info.languages = languages.Keys() // as the plugin was before version 1
	byName := map[string]source.Value{}
	for _, l := range languages.List() {
		name := l.Get("locale").String()
		m.i18n.suffixes = append(m.i18n.suffixes, name)
		if build, said := l.Get("build").Bool(); name == "" || name == "null" || said && !build {
			continue
		}
		if standard, _ := l.Get("default").Bool(); standard {
			m.i18n.standard = name
		}
		byName[name] = l
		m.info.languages = append(m.info.languages, name)
	}
	if m.i18n.standard != "" && !slices.Contains(m.info.languages, m.i18n.standard) {
		m.info.languages = append(m.info.languages, m.i18n.standard)
	}
	m.i18n.suffixes = append(m.i18n.suffixes, m.info.languages...)
	m.info.standard = m.i18n.standard
	picked, ok := source.PickLanguage(m.info.languages, m.in.Lang, m.i18n.standard)
	if !ok { // whoever asked is told which languages there are
		picked = m.i18n.standard
	}
	m.info.language = picked
	m.i18n.language = byName[picked]
	m.info.title = cmp.Or(m.i18n.language.Get("site_name").String(), m.info.title)
	m.info.description = cmp.Or(oneLine(m.i18n.language.Get("site_description").String()), m.info.description)
	if m.i18n.inFolders {
		m.info.roots = []string{m.docs, path.Join(m.docs, picked), path.Join(m.docs, m.i18n.standard)}
	}
}

// inLanguage returns the pages of the site in its language, and those in its standard language that it lacks.
func (m *mkdocsSite) inLanguage(keys []string) []string {
	if len(m.info.languages) == 0 || m.i18n.standard == "" {
		return keys
	}
	m.i18n.files = map[string]string{}
	var plain []string
	for _, key := range keys {
		language, base := m.languageOf(key)
		if language != m.info.language && language != m.i18n.standard {
			continue
		}
		if _, ok := m.i18n.files[base]; !ok {
			plain = append(plain, base)
			m.i18n.files[base] = key
		}
		if language == m.info.language {
			m.i18n.files[base] = key
		}
	}
	return plain
}

// languageOf returns the language that a page is in by its name, and the page that it stands for.
func (m *mkdocsSite) languageOf(key string) (language, base string) {
	if m.i18n.inFolders {
		language, base, _ = strings.Cut(key, "/")
		return language, base
	}
	name := strings.TrimSuffix(key, path.Ext(key))
	suffix := path.Ext(name)
	if language = strings.TrimPrefix(suffix, "."); slices.Contains(m.i18n.suffixes, language) {
		return language, strings.TrimSuffix(name, suffix) + path.Ext(key)
	}
	return m.i18n.standard, key
}

// file returns the path of a page below the folder of the pages.
func (m *mkdocsSite) file(key string) string { return cmp.Or(m.i18n.files[key], key) }

// beside returns the path, below the source folder, of a file that is no page.
func (m *mkdocsSite) beside(key string) string {
	if m.i18n.inFolders {
		for _, language := range []string{m.info.language, m.i18n.standard} {
			if file := path.Join(m.docs, language, key); exists(m.in.FS, file) {
				return file
			}
		}
	}
	return path.Join(m.docs, key)
}

// translateTitles gives entries the titles that the settings of the language have for them.
func (m *mkdocsSite) translateTitles(entries []*navEntry) {
	titles := m.i18n.language.Get("nav_translations")
	if !titles.Exists() {
		return
	}
	for _, e := range entries {
		e.title = cmp.Or(titles.Get(e.title).String(), e.title)
		m.translateTitles(e.entries)
	}
}
