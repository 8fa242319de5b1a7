// Package epub writes a course as an EPUB 3.3 book for reading offline.
//
// A [book] is what the container knows: metadata, finished documents, assets
// and where the table of contents points. It is written in two steps. go-epub
// packs the documents into a container; then a finishing pass takes them out
// again and writes the file that readers get, with the package document, the
// navigation and the head of every page made from the book. go-epub alone
// cannot say most of that: no metadata beyond a title and one author, two
// levels of contents, no language on a page, a random identifier and the time
// of the run.
package epub
