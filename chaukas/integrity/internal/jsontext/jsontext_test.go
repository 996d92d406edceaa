// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package jsontext

import (
	"math"
	"strings"
	"testing"
)

func TestParseRefusesWhatOthersRepair(t *testing.T) {
	for text, expected := range map[string]string{
		`{"a":1,"a":2}`:              `each key once, got "a" twice`,
		`"\ud800"`:                   "no lone surrogate",
		`"\ud800\u0041"`:             "no lone surrogate",
		`"\udc00"`:                   "no lone surrogate",
		"\"\xff\"":                   "UTF-8",
		"\"\x01\"":                   "no control character",
		`"\x"`:                       "an escape",
		`"\u12g4"`:                   "four digits of hex",
		`01`:                         "the end",
		`-`:                          "a value",
		`1.`:                         "a digit",
		`1e`:                         "a digit",
		`[1,]`:                       "a value",
		`{"a":1,}`:                   "a string",
		`{} {}`:                      "the end",
		``:                           "a value",
		strings.Repeat("[", 100_000): "at most 500 nested values",
	} {
		_, err := Parse(text)
		if err == nil || !strings.Contains(err.Error(), "expected "+expected) {
			t.Errorf("%.40s: expected an error with %q, got %v", text, expected, err)
		}
	}
}

func TestParseKeepsTheTextOfMembers(t *testing.T) {
	document, err := Parse(`{"b":[1,{"c":"\u00e9\ud83d\ude00"}],"a":-0.5e+1}`)
	if err != nil || document.Spaced || len(document.Members) != 2 {
		t.Fatalf("expected two members without white space, got %+v (%v)", document, err)
	}
	if document.Members[0] != (Member{"b", `[1,{"c":"\u00e9\ud83d\ude00"}]`}) || document.Members[1].Text != "-0.5e+1" {
		t.Errorf("expected the members in order with their text, got %+v", document.Members)
	}
	if got := Canonical(document.Value.(Object)["b"]); got != `[1,{"c":"é😀"}]` {
		t.Errorf("got %s", got)
	}
	if spaced, _ := Parse(`{"a":[1, 2]}`); !spaced.Spaced {
		t.Error("expected to be told of white space")
	}
}

func TestCanonicalNumbers(t *testing.T) {
	for expected, value := range map[string]float64{
		"0": math.Copysign(0, -1), "1": 1, "-1.5": -1.5, "1e+21": 1e21, "100000000000000000000": 1e20, "0.000001": 1e-6,
		"1e-7": 1e-7, "1.2345e-7": 1.2345e-7, "5e-324": 5e-324, "1.7976931348623157e+308": math.MaxFloat64,
		"9007199254740992": 1 << 53, "333333333.3333333": 333333333.33333329,
	} {
		if got := Canonical(value); got != expected {
			t.Errorf("expected %s, got %s", expected, got)
		}
	}
}

func TestKeysAreSortedByUTF16(t *testing.T) {
	keys := []string{"\r", "1", "\u0080", "ö", "€", "😀", "😁", "\ue000", "\ufb33"}
	members := Object{}
	for _, key := range keys {
		members[key] = nil
	}
	for i, key := range SortedKeys(members) {
		if key != keys[i] {
			t.Errorf("%d: expected %q, got %q", i, keys[i], key)
		}
	}
	if got := Canonical("\b\t\n\f\r\"\\/\x1f\u2028<"); got != `"\b\t\n\f\r\"\\/\u001f`+"\u2028<\"" {
		t.Errorf("got %s", got)
	}
}
