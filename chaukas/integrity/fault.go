// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import "fmt"

// Verdict is what a verification found.
type Verdict string

const (
	// Proved: every record is as it was recorded, up to a kept checkpoint that covers them all, and every replacement is
	// one that the log vouches for.
	Proved Verdict = "proved"
	// Conditional: nothing is wrong, but something that the conditions list is not proved.
	Conditional Verdict = "conditional"
	// Failed: something is wrong.
	Failed Verdict = "failed"
)

// FaultCode says what kind of a [Fault] it is.
type FaultCode string

const (
	// FaultMalformed: the line is not a record, or the event has no normal form.
	FaultMalformed FaultCode = "malformed"
	// FaultSequence: a record is missing, inserted, repeated or out of order.
	FaultSequence FaultCode = "wrong_sequence"
	// FaultTenant: the event belongs to another tenant than the log.
	FaultTenant FaultCode = "wrong_tenant"
	// FaultServerField: worm_proof_id or server_timestamp do not match the record.
	FaultServerField FaultCode = "wrong_server_field"
	// FaultContentHash: the event does not match its content_hash.
	FaultContentHash FaultCode = "wrong_content_hash"
	// FaultCommitment: the event does not match its commitment.
	FaultCommitment FaultCode = "wrong_commitment"
	// FaultLeaf: the record does not match its leaf.
	FaultLeaf FaultCode = "wrong_leaf"
	// FaultHashPrev: the record does not follow the one before.
	FaultHashPrev FaultCode = "wrong_hash_prev"
	// FaultRedaction: the event shows replacements that no redaction record vouches for, or is a redaction record that
	// does not fit the event that it names.
	FaultRedaction FaultCode = "wrong_redaction"
	// FaultRoot: the records do not match a kept checkpoint.
	FaultRoot FaultCode = "wrong_root"
	// FaultTruncated: there are fewer records than a kept checkpoint covers.
	FaultTruncated FaultCode = "truncated"
	// FaultSize: the export does not have as many records as its first line announces.
	FaultSize FaultCode = "wrong_size"
	// FaultOrigin: the evidence is of another log.
	FaultOrigin FaultCode = "wrong_origin"
	// FaultCheckpoint: the checkpoint of evidence is not signed by the key, or contradicts a kept one or its header.
	FaultCheckpoint FaultCode = "wrong_checkpoint"
	// FaultProof: the record is not in the tree of the checkpoint of the evidence.
	FaultProof FaultCode = "wrong_proof"
)

// NoSequence is the sequence of a fault or a condition that belongs to no record.
const NoSequence = -1

// Fault is something that is wrong with a trail.
type Fault struct {
	Code FaultCode
	// Sequence of the record, or [NoSequence].
	Sequence int64
	// EventID of the record's event. Empty if it could not be read.
	EventID string
	// Message says what is wrong. It may change between versions; test the code instead.
	Message string
}

// ConditionCode says what kind of a [Condition] it is.
type ConditionCode string

const (
	// NoCheckpoint: none was kept, so that the trail may have been rebuilt as a whole.
	NoCheckpoint ConditionCode = "no_checkpoint"
	// NotCovered: records follow the largest kept checkpoint; or, with a sequence, the event is covered, but not the record
	// that vouches for what it shows.
	NotCovered ConditionCode = "not_covered"
	// LaterRedaction: the event shows replacements for which no record up to the last one vouches.
	LaterRedaction ConditionCode = "later_redaction"
)

// Condition is something that a verification without faults left open.
type Condition struct {
	Code ConditionCode
	// Sequence of the event, or [NoSequence] if the condition is not about a single one.
	Sequence int64
	EventID  string
	// Message says what is not proved. It may change between versions; test the code instead.
	Message string
}

func recordFault(code FaultCode, sequence int64, eventID, format string, args ...any) *Fault {
	message := fmt.Sprintf("record %d (%s): %s", sequence, eventID, fmt.Sprintf(format, args...))
	return &Fault{code, sequence, eventID, message}
}
