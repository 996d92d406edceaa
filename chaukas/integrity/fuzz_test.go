// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
)

// No line of an export, whatever it is, leads to a panic, or to a verdict without a reason.
func FuzzVerifyExport(f *testing.F) {
	all := readJSON[trailVectors](f, "integrity/trails.json")
	for _, v := range all.Trails[:20] {
		f.Add(v.Export)
	}
	kept := all.Trails[0].open(f, all.key(f))
	f.Fuzz(func(t *testing.T, text string) {
		expected := integrity.TrailExpectation{Origin: all.Origin, Checkpoints: kept, AllowLaterRedactions: true}
		result, err := integrity.VerifyExport(strings.NewReader(text), expected, nil)
		if err != nil {
			requireError(t, err)
			return
		}
		if (result.Verdict == integrity.Failed) != (result.First != nil) || (result.Verdict == integrity.Conditional) != (len(result.Conditions) > 0) {
			t.Errorf("expected a verdict with its reasons, got %+v", result)
		}
	})
}

// The same for evidence.
func FuzzVerifyEvidence(f *testing.F) {
	all := readJSON[trailVectors](f, "integrity/evidence.json")
	for _, v := range all.Evidence {
		f.Add(v.Evidence)
	}
	f.Fuzz(func(t *testing.T, text string) {
		expected := integrity.EvidenceExpectation{Origin: all.Origin, Key: all.key(t)}
		result, err := integrity.VerifyEvidence(strings.NewReader(text), expected, nil)
		if err != nil || (result.Verdict == integrity.Failed) != (result.First != nil) {
			t.Errorf("expected a verdict with its reasons, got %+v (%v)", result, err)
		}
	})
}

// An event that can be read has a normal form, or an error that says why not, and reading never changes what is bound.
func FuzzParseEvent(f *testing.F) {
	index := readJSON[struct{ Vectors []messageVector }](f, "index.json")
	for _, v := range index.Vectors {
		if v.Message == "chaukas.spec.common.v1.Event" && v.JSON != "" {
			if text := read(f, v.JSON); len(text) < 10_000 {
				f.Add(string(text))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		event, err := integrity.ParseEvent(text)
		if err != nil {
			requireError(t, err)
			return
		}
		normal, err := integrity.NormalForm(event)
		if err != nil {
			requireError(t, err)
			return
		}
		leaves, err := integrity.ListLeaves(event)
		if err != nil || !strings.HasPrefix(normal, "{") {
			t.Errorf("expected an object and its leaves, got %s (%v)", normal, err)
		}
		for _, leaf := range leaves {
			if !strings.Contains(normal, leaf.Value) {
				t.Errorf("expected the leaf %s in %s", leaf.Value, normal)
			}
		}
	})
}

func requireError(t *testing.T, err error) {
	t.Helper()
	var known *integrity.Error
	if !errors.As(err, &known) || !strings.Contains(known.Error(), ": expected ") {
		t.Errorf("expected an error that says what was expected, got %v", err)
	}
}
