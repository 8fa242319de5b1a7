package math

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"coursepack/content/diag"
)

// A table holds everything that has a meaning without the author.
type table struct {
	commands map[string]*entry
	chars    map[string]*symbol // what typed characters mean
	macros   map[string]*macro  // commands that are written in TeX
	names    []string           // of commands in letters, sorted

	definitions map[string]handler // those of the commands with which authors define their own
}

// An entry is a command: a symbol, or something that reads on.
type entry struct {
	symbol symbol
	run    handler
}

// tables returns the table. It is made when the first formula is read and never changes.
var tables = sync.OnceValue(func() *table {
	t := &table{commands: map[string]*entry{}, chars: map[string]*symbol{}, macros: map[string]*macro{}, definitions: definitionCommands()}
	t.addCharacters(keyboard)
	for _, themes := range [][]theme{letters, binaries, relations, arrows, largeOperators, fences, ordinary, braces} {
		t.addSymbols(themes)
	}
	for _, commands := range []map[string]handler{
		t.definitions, alphabetCommands(), functionCommands(), fractionCommands(), accentCommands(), stackCommands(),
		delimiterCommands(), spaceCommands(), styleCommands(), boxCommands(), textCommands(), dotsCommands(), negationCommands(),
		classCommands(), numberingCommands(), environmentCommands(), arrowCommands(), chemistryCommands(), bracketCommands(),
	} {
		t.addHandlers(commands)
	}
	t.addMacros()
	t.names = slices.Sorted(maps.Keys(t.commands))
	t.names = slices.AppendSeq(t.names, maps.Keys(t.macros))
	t.names = slices.DeleteFunc(t.names, func(name string) bool { return !isLetter(name[0]) })
	slices.Sort(t.names)
	return t
})

// addCharacters says what characters mean that are typed as they are.
func (t *table) addCharacters(themes []theme) {
	for _, th := range themes {
		for typed, s := range th.symbols() {
			t.chars[typed] = &s
		}
	}
}

// addSymbols adds commands, and what the characters they show mean when typed.
func (t *table) addSymbols(themes []theme) {
	for _, th := range themes {
		for name, s := range th.symbols() {
			t.commands[name] = &entry{symbol: s}
			if _, known := t.chars[s.text]; !known && utf8.RuneCountInString(s.text) == 1 && s.text[0] >= utf8.RuneSelf {
				t.chars[s.text] = &s
			}
		}
	}
}

// symbols yields the names of a theme and what they show.
func (th theme) symbols() func(yield func(string, symbol) bool) {
	return func(yield func(string, symbol) bool) {
		fields := strings.Fields(th.signs)
		for i := 0; i+1 < len(fields); i += 2 {
			s := th.kind
			s.text = fields[i+1]
			if !yield(fields[i], s) {
				return
			}
		}
	}
}

func (t *table) addHandlers(commands map[string]handler) {
	for name, run := range commands {
		t.commands[name] = &entry{run: run}
	}
}

// nearest returns the command most like name. Everything is like a name of one or two letters.
func (t *table) nearest(name string) (string, bool) {
	if len(name) < 3 {
		return "", false
	}
	return diag.Nearest(name, t.names)
}
