// Package lazyregexp is regular expressions that are compiled when they are first used. The readers of all layouts and
// dialects have some two hundred, of which a course needs few: compiling all took longer than everything else that
// happens before the program starts.
//
// A pattern that is broken panics when it is used. The test of this package compiles all that there are.
package lazyregexp

import (
	"regexp"
	"sync"
)

// A Regexp is a regular expression to be compiled. Its methods are those of regexp.Regexp. It may be used from several
// goroutines.
type Regexp struct{ compiled func() *regexp.Regexp }

// New returns the regular expression of a pattern, which must be one.
func New(pattern string) *Regexp {
	return &Regexp{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })}
}

func (re *Regexp) Match(b []byte) bool { return re.compiled().Match(b) }

func (re *Regexp) MatchString(s string) bool { return re.compiled().MatchString(s) }

func (re *Regexp) Find(b []byte) []byte { return re.compiled().Find(b) }

func (re *Regexp) FindIndex(b []byte) []int { return re.compiled().FindIndex(b) }

func (re *Regexp) FindString(s string) string { return re.compiled().FindString(s) }

func (re *Regexp) FindStringIndex(s string) []int { return re.compiled().FindStringIndex(s) }

func (re *Regexp) FindSubmatch(b []byte) [][]byte { return re.compiled().FindSubmatch(b) }

func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.compiled().FindSubmatchIndex(b) }

func (re *Regexp) FindStringSubmatch(s string) []string { return re.compiled().FindStringSubmatch(s) }

func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	return re.compiled().FindStringSubmatchIndex(s)
}

func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.compiled().FindAllIndex(b, n) }

func (re *Regexp) FindAllString(s string, n int) []string { return re.compiled().FindAllString(s, n) }

func (re *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return re.compiled().FindAllStringIndex(s, n)
}

func (re *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	return re.compiled().FindAllSubmatch(b, n)
}

func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.compiled().FindAllSubmatchIndex(b, n)
}

func (re *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return re.compiled().FindAllStringSubmatch(s, n)
}

func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return re.compiled().FindAllStringSubmatchIndex(s, n)
}

func (re *Regexp) ReplaceAll(src, repl []byte) []byte { return re.compiled().ReplaceAll(src, repl) }

func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.compiled().ReplaceAllFunc(src, repl)
}

func (re *Regexp) ReplaceAllString(src, repl string) string {
	return re.compiled().ReplaceAllString(src, repl)
}

func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.compiled().ReplaceAllStringFunc(src, repl)
}
