package pdf

import (
	"context"
	"slices"

	"coursepack/content"
	"coursepack/formats"
)

var _ formats.Paged = (*Format)(nil)

// Pages says where the pages begin of the file that Write would write.
func (f *Format) Pages(ctx context.Context, in *formats.Input) ([]formats.PageStart, error) {
	doc, err := compose(ctx, in, f.options)
	if err != nil {
		return nil, err
	}
	return doc.starts(readingOrder(in.Course)), nil
}

// begin notes that the first box from start on is where n begins. What is set inside of n has noted it already.
func (f *flow) begin(start int, n content.Node) {
	if !f.inNote && start < len(f.items) {
		begin(f.items[start:], n)
	}
}

func begin(items []*item, n content.Node) {
	for _, b := range items {
		switch {
		case b.sideways != nil:
			begin(b.sideways, n)
			return
		case b.kind == box:
			b.begins = append([]content.Node{n}, b.begins...)
			return
		}
	}
}

// readingOrder numbers what pages can begin with. Notes stand where there is room for them.
func readingOrder(c *content.Course) map[content.Node]int {
	order := map[content.Node]int{}
	content.Walk(c, func(n content.Node) bool {
		switch n.(type) {
		case *content.Lesson, *content.Part, content.Block:
			order[n] = len(order)
		case *content.Note:
			return false
		}
		return true
	})
	return order
}

// starts says with what each page begins that has a part of the course on it: the first of what begins there, else what
// goes on there from the page before. What has floated there from an earlier page begins no page, for the text after it
// is on that one.
func (d *document) starts(order map[content.Node]int) []formats.PageStart {
	var starts []formats.PageStart
	var last content.Node // of what has begun
	for _, p := range d.pages {
		if p.isBlank() || p.bare {
			continue
		}
		begun := slices.DeleteFunc(slices.Clone(p.begins), func(n content.Node) bool {
			at, known := order[n]
			return !known || last != nil && at <= order[last]
		})
		byPlace := func(a, b content.Node) int { return order[a] - order[b] }
		start := last
		if len(begun) > 0 {
			start, last = slices.MinFunc(begun, byPlace), slices.MaxFunc(begun, byPlace)
		}
		if start != nil {
			starts = append(starts, formats.PageStart{Label: p.number, Node: start})
		}
	}
	return starts
}
