package source

// NotebookCells returns the cells of a notebook.
// https://nbformat.readthedocs.io/en/latest/format_description.html
func NotebookCells(notebook JSON) func(yield func(JSON) bool) {
	return func(yield func(JSON) bool) {
		if cells := notebook.Get("cells"); cells.Exists() {
			cells.Items(yield)
			return
		}
		for sheet := range notebook.Get("worksheets").Items { // format 3
			for cell := range sheet.Get("cells").Items {
				if !yield(cell) {
					return
				}
			}
		}
	}
}
