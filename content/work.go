package content

// A Work is something that texts cite: a book, an article, a page. Its entry in a Bibliography is the names, the year and
// the rest.
type Work struct {
	Pos
	ID    string   // the key by which a Cite names it
	Short string   // the authors as a citation has them: "Knuth and Plass"
	Year  string   // "n.d." if there is none
	Names []Inline // the authors as the list has them, with a full stop at the end; nil if there are none
	Rest  []Inline // what follows the year
}
