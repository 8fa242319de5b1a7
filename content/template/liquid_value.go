package template

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"coursepack/content/source"
)

// A liquidValue is one of nil, bool, float64, string, []liquidValue, *liquidMap, and *source.Text, which is text whose
// bytes know where they come from.
type liquidValue any

// A liquidMap is a mapping whose values are made when they are asked for.
type liquidMap struct {
	keys []string
	get  func(key string) liquidValue
	page *LiquidPage // that these are the variables of, nil if they are of none
}

// liquidOf makes a value of data. Truth and falsehood are told from text by how they look, as in YAML.
func liquidOf(v source.Value) liquidValue {
	switch {
	case v.IsMap():
		return &liquidMap{keys: v.Keys(), get: func(key string) liquidValue { return liquidOf(v.Get(key)) }}
	case !v.Exists():
		return nil
	case v.IsList():
		list := make([]liquidValue, len(v.List()))
		for i, item := range v.List() {
			list[i] = liquidOf(item)
		}
		return list
	}
	switch s := v.String(); s {
	case "true":
		return true
	case "false":
		return false
	default:
		return s
	}
}

// field returns what v has under a name or a number.
func field(v liquidValue, key string) liquidValue {
	switch v := v.(type) {
	case *liquidMap:
		if found := v.get(key); found != nil || key != "size" {
			return found
		}
		return float64(len(v.keys))
	case []liquidValue:
		i, err := strconv.Atoi(key)
		switch {
		case key == "size":
			return float64(len(v))
		case key == "first":
			i, err = 0, nil
		case key == "last":
			i, err = -1, nil
		}
		if i < 0 {
			i += len(v)
		}
		if err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	case string, *source.Text:
		if key == "size" {
			return float64(len([]rune(text(v))))
		}
	}
	return nil
}

// text returns what an output shows.
func text(v liquidValue) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case *source.Text:
		return string(v.Data)
	case []liquidValue:
		var b strings.Builder
		for _, item := range v {
			b.WriteString(text(item))
		}
		return b.String()
	case *liquidMap:
		return ""
	}
	panic(fmt.Sprintf("template: no text of a %T", v))
}

func truthy(v liquidValue) bool { return v != nil && v != false }

// number returns v as a number, 0 if it is none.
func number(v liquidValue) float64 {
	f, _ := isNumber(v)
	return f
}

func isNumber(v liquidValue) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case string:
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		return f, err == nil && f-f == 0
	}
	return 0, false
}

// list returns the items of v: of a mapping the pairs of key and value; of text itself.
func list(v liquidValue) []liquidValue {
	switch v := v.(type) {
	case []liquidValue:
		return v
	case *liquidMap:
		pairs := make([]liquidValue, len(v.keys))
		for i, key := range v.keys {
			pairs[i] = []liquidValue{key, v.get(key)}
		}
		return pairs
	case nil:
		return nil
	}
	return []liquidValue{v}
}

func isEmpty(v liquidValue) bool {
	switch v := v.(type) {
	case []liquidValue:
		return len(v) == 0
	case *liquidMap:
		return len(v.keys) == 0
	case nil:
		return true
	case bool:
		return !v
	}
	return text(v) == ""
}

// compareValues orders numbers by their value, anything else by its text.
func compareValues(a, b liquidValue) int {
	x, isX := isNumber(a)
	y, isY := isNumber(b)
	if isX && isY {
		return cmp.Compare(x, y)
	}
	return strings.Compare(text(a), text(b))
}
