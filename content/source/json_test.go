package source_test

import (
	"testing"

	"coursepack/content/diag"
	"coursepack/content/source"
)

func TestJSON(t *testing.T) {
	text := source.NewText("a.json", []byte("{\n"+
		`  "cells": [{"n": 12, "none": null, "on": true}, "x\ny \u00e9 \ud83d\ude00 \"q\\", {}],`+"\n"+
		`  "far": {"a": {"b": "here"}}, "empty": []`+"\n}\n"))
	v, problems := source.ParseJSON(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var items []source.JSON
	for item := range v.Get("cells").Items {
		items = append(items, item)
	}
	if len(items) != 3 || items[0].Get("n").Int() != 12 || items[0].Get("none").Exists() || items[0].Get("on").String() != "true" {
		t.Errorf("%d items, the first is %q", len(items), items[0].Get("n").String())
	}
	if got := items[1].String(); got != "x\ny é 😀 \"q\\" {
		t.Errorf("the escapes say %q", got)
	}
	if got, at := v.Get("far", "a", "b"), (diag.Pos{File: "a.json", Line: 3, Col: 23}); got.String() != "here" || got.Pos() != at {
		t.Errorf("%q at %v", got.String(), got.Pos())
	}
	if v.Get("far", "x", "b").Exists() || v.Get("empty").Strings() != nil || (source.JSON{}).String() != "" {
		t.Error("what is missing exists")
	}
}

// What a string says knows where it is written.
func TestJSONKeepsPlaces(t *testing.T) {
	v, _ := source.ParseJSON(source.NewText("a.json", []byte(`["one\n",`+"\n"+` "two"]`)))
	var b source.Builder
	for line := range v.Items {
		b.JSON(line)
	}
	text := b.Text("a.json")
	if string(text.Data) != "one\ntwo" {
		t.Fatalf("%q", text.Data)
	}
	for offset, want := range map[int]diag.Pos{1: {File: "a.json", Line: 1, Col: 4}, 3: {File: "a.json", Line: 1, Col: 6}, 5: {File: "a.json", Line: 2, Col: 4}} {
		if got := text.Pos(offset); got != want {
			t.Errorf("byte %d is at %v", offset, got)
		}
	}
}

func TestBrokenJSON(t *testing.T) {
	for text, at := range map[string]diag.Pos{"{\"a\": 1,\n ]": {File: "a.json", Line: 2, Col: 2}, "": {File: "a.json", Line: 1, Col: 1}, "[1, 2": {File: "a.json", Line: 1, Col: 5}} {
		v, problems := source.ParseJSON(source.NewText("a.json", []byte(text)))
		if v.Exists() || len(problems) != 1 || problems[0].Code != "json-broken" || problems[0].Pos != at {
			t.Errorf("%q gives %v", text, problems)
		}
	}
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"a": [1, "\u00e9\\", {"b": null}], "c": "\ud83d\ude00"}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		v, _ := source.ParseJSON(source.NewText("a.json", data))
		var visit func(source.JSON)
		visit = func(v source.JSON) {
			_, _ = v.String(), v.Pos()
			for _, m := range v.Members {
				visit(m)
			}
			if v.IsList() {
				for item := range v.Items {
					visit(item)
				}
			}
		}
		visit(v)
	})
}
