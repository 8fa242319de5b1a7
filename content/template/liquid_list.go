package template

import (
	"slices"
	"strings"
)

// listFilter knows the filters that make lists, or something of lists.
func listFilter(name string, v liquidValue, args []liquidValue) (liquidValue, bool) {
	arg := func(i int) string { return text(argumentAt(args, i)) }
	items := list(v)
	switch name {
	case "default":
		if isEmpty(v) && len(args) > 0 {
			return args[0], true
		}
		return v, true
	case "size":
		return field(v, "size"), true
	case "first", "last":
		return field(v, name), true
	case "join":
		return joinTexts(items, firstText(arg(0), " ")), true
	case "array_to_sentence_string":
		return sentence(items, firstText(arg(0), "and")), true
	case "map":
		return selected(items, func(item liquidValue) (liquidValue, bool) { return field(item, arg(0)), true }), true
	case "where", "find":
		found := selected(items, func(item liquidValue) (liquidValue, bool) {
			f := field(item, arg(0))
			return item, len(args) > 1 && containsOrIs(f, args[1]) || len(args) == 1 && truthy(f)
		})
		if name == "find" {
			return field(found, "first"), true
		}
		return found, true
	case "sort", "sort_natural":
		return sortedBy(items, arg(0), name == "sort_natural"), true
	case "reverse":
		items = slices.Clone(items)
		slices.Reverse(items)
		return items, true
	case "uniq":
		return slices.CompactFunc(sortedStable(items), func(a, b liquidValue) bool { return text(a) == text(b) }), true
	case "compact":
		return selected(items, func(item liquidValue) (liquidValue, bool) { return item, item != nil }), true
	case "concat":
		return slices.Concat(items, list(argumentAt(args, 0))), true
	case "push", "unshift":
		if name == "push" {
			return append(slices.Clone(items), args...), true
		}
		return slices.Concat(args, items), true
	case "pop", "shift":
		if len(items) == 0 {
			return items, true
		}
		if name == "pop" {
			return items[:len(items)-1], true
		}
		return items[1:], true
	case "slice":
		return sliced(v, int(number(arg(0))), max(int(number(arg(1))), 1)), true
	case "group_by":
		return grouped(items, arg(0)), true
	}
	return nil, false
}

func joinTexts(items []liquidValue, by string) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = text(item)
	}
	return strings.Join(parts, by)
}

func sentence(items []liquidValue, connector string) string {
	switch n := len(items); n {
	case 0, 1:
		return joinTexts(items, "")
	case 2:
		return joinTexts(items, " "+connector+" ")
	default:
		return joinTexts(items[:n-1], ", ") + ", " + connector + " " + text(items[n-1])
	}
}

func selected(items []liquidValue, pick func(liquidValue) (liquidValue, bool)) []liquidValue {
	var out []liquidValue
	for _, item := range items {
		if v, ok := pick(item); ok {
			out = append(out, v)
		}
	}
	return out
}

func containsOrIs(v, want liquidValue) bool {
	if _, ok := v.([]liquidValue); ok {
		return containsValue(v, want)
	}
	return v != nil && compareValues(v, want) == 0
}

func sortedBy(items []liquidValue, key string, fold bool) []liquidValue {
	items = slices.Clone(items)
	of := func(v liquidValue) liquidValue {
		if key != "" {
			v = field(v, key)
		}
		if fold {
			return strings.ToLower(text(v))
		}
		return v
	}
	slices.SortStableFunc(items, func(a, b liquidValue) int { return compareValues(of(a), of(b)) })
	return items
}

// sortedStable returns the items with equal ones side by side, in the order of their first.
func sortedStable(items []liquidValue) []liquidValue {
	first := map[string]int{}
	for i, item := range items {
		if _, ok := first[text(item)]; !ok {
			first[text(item)] = i
		}
	}
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b liquidValue) int { return first[text(a)] - first[text(b)] })
	return items
}

func sliced(v liquidValue, from, n int) liquidValue {
	items, isList := v.([]liquidValue)
	runes := []rune(text(v))
	size := len(runes)
	if isList {
		size = len(items)
	}
	if from < 0 {
		from += size
	}
	from = min(max(from, 0), size)
	to := min(from+n, size)
	if isList {
		return items[from:to]
	}
	return string(runes[from:to])
}

func grouped(items []liquidValue, key string) []liquidValue {
	var out []liquidValue
	groups := map[string][]liquidValue{}
	var names []string
	for _, item := range items {
		name := text(field(item, key))
		if _, ok := groups[name]; !ok {
			names = append(names, name)
		}
		groups[name] = append(groups[name], item)
	}
	for _, name := range names {
		fields := map[string]liquidValue{"name": name, "items": groups[name], "size": float64(len(groups[name]))}
		out = append(out, &liquidMap{keys: []string{"name", "items", "size"}, get: func(k string) liquidValue { return fields[k] }})
	}
	return out
}
