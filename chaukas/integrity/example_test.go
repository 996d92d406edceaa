// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// The content hash of an event is the same in every language.
func ExampleContentHash() {
	event := &commonv1.Event{EventId: "evt_1", TenantId: "acme", Type: commonv1.EventType_EVENT_TYPE_SYSTEM}
	hash, err := integrity.ContentHash(event)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(hash)
	// Output: 3270025c0bff1c120c66de2580b9acc9c98e0912e6efa564215a176c8093072f
}

// A log without records, and the checkpoint that an auditor kept of it.
func ExampleVerifyExport() {
	const origin = "audit.example.com/t/acme"
	var empty integrity.Range
	result, err := integrity.VerifyExport(
		strings.NewReader(`{"format":"chaukas-integrity/1","origin":"`+origin+`","size":0}`+"\n"),
		integrity.TrailExpectation{Origin: origin, Checkpoints: []integrity.Checkpoint{{Origin: origin, Root: empty.Root()}}},
		func(line integrity.Line) { fmt.Println(line.Number, line.Fault) },
	)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Verdict, result.Records, result.Conditions)
	// Output: proved 0 []
}
