package words

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var verb = regexp.MustCompile(`%(?:\[(\d)\])?([ds])`)

// verbs are the kinds of what is filled in, in the order in which it is given.
func verbs(text string) []string {
	var kinds []string
	for i, m := range verb.FindAllStringSubmatch(text, -1) {
		at := i + 1
		if m[1] != "" {
			fmt.Sscan(m[1], &at)
		}
		kinds = append(kinds, fmt.Sprint(at, m[2]))
	}
	slices.Sort(kinds)
	return kinds
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	english := reflect.ValueOf(For("en")).Elem()
	for lang, w := range all() {
		words := reflect.ValueOf(w).Elem()
		for i := range words.NumField() {
			name := words.Type().Field(i).Name
			if words.Field(i).Kind() != reflect.String || name == "Lang" {
				continue
			}
			text, model := words.Field(i).String(), english.Field(i).String()
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", lang, name)
			}
			if !slices.Equal(verbs(text), verbs(model)) {
				t.Errorf("%s: %s is %q, in English %q", lang, name, text, model)
			}
		}
		for kind := range For("en").Callouts {
			if w.Callouts[kind] == "" {
				t.Errorf("%s does not name the callout %s", lang, kind)
			}
		}
	}
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{"de-AT": "de", "PT-br": "pt", "zh-Hant-TW": "zh", "tlh": "en", "": "en"} {
		if got := For(tag).Lang; got != want {
			t.Errorf("%q gets the words of %s, not %s", tag, got, want)
		}
	}
}
