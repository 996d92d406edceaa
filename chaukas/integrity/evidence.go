// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// EvidenceExpectation is what a verifier must know in advance, and not from whoever handed over the evidence.
type EvidenceExpectation struct {
	Origin string
	// Key verifies the signatures of the log. May be nil.
	Key note.Verifier
	// Checkpoints are kept ones of the log, opened with [OpenCheckpoint]. Only one of the size that the evidence has is
	// compared with it.
	Checkpoints []Checkpoint
}

// EvidenceResult is the result of verifying evidence.
type EvidenceResult struct {
	// Verdict [Proved] says that these events are in the log, unaltered. That they are all of the selection is never proved.
	Verdict    Verdict
	Conditions []Condition
	// Header is nil if it could not be read.
	Header  *EvidenceHeader
	Records int64
	// Redacted are the sequences of the redacted events without faults.
	Redacted []int64
	// Faults are the numbers of faults by code.
	Faults map[FaultCode]int
	// First is the first fault. Nil if there are none.
	First *Fault
	// AtEnd are the faults that no call returned: replacements that no record vouches for.
	AtEnd []*Fault
}

// EvidenceVerifier verifies evidence line by line (§7a). It continues after a fault, so that it finds every alteration. It
// keeps the ranges of sequences that it has seen, and what each redacted event shows.
type EvidenceVerifier struct {
	log        logID
	key        note.Verifier
	roots      map[int64]Hash
	isStarted  bool
	header     *EvidenceHeader
	checkpoint *Checkpoint
	ledger     *ledger
	// included are the ranges of sequences that were read, ascending.
	included []SequenceRange
	redacted map[int64]bool
	faults   map[FaultCode]int
	first    *Fault
	records  int64
	next     int64
}

// NewEvidenceVerifier returns the verifier of evidence. Without a key, and without a kept checkpoint of the right size,
// the verdict is at best [Conditional]. It returns an [*Error] for an invalid origin, and for a key or a checkpoint of
// another log.
func NewEvidenceVerifier(expected EvidenceExpectation) (*EvidenceVerifier, error) {
	log, err := parseLogID(expected.Origin)
	if err != nil {
		return nil, err
	}
	roots, err := rootsOf(expected.Origin, expected.Checkpoints)
	if err != nil {
		return nil, err
	}
	if expected.Key != nil && expected.Key.Name() != expected.Origin {
		return nil, errorOf(Mismatch, "key", "expected the origin %s, got %s", expected.Origin, expected.Key.Name())
	}
	return &EvidenceVerifier{
		log: log, key: expected.Key, roots: roots, ledger: newLedger(), redacted: map[int64]bool{}, faults: map[FaultCode]int{},
	}, nil
}

// PushLine verifies the next line, the first of which is the header. It returns a fault of the line, or nil.
func (v *EvidenceVerifier) PushLine(line string) *Fault {
	if !v.isStarted {
		return v.begin(line)
	}
	record, err := ParseEvidenceLine(line)
	if err == nil {
		return v.Push(record)
	}
	return v.PushUnreadable(err.Error())
}

// PushUnreadable notes a line that cannot be read as a record, for the reason given.
func (v *EvidenceVerifier) PushUnreadable(reason string) *Fault {
	v.records++
	return v.note(&Fault{FaultMalformed, NoSequence, "", fmt.Sprintf("entry %d: %s", v.records, reason)})
}

// Push verifies the next record. The header must come before it, as a line.
func (v *EvidenceVerifier) Push(record EvidenceRecord) *Fault {
	v.records++
	if v.checkpoint == nil {
		if !v.isStarted {
			return v.begin("")
		}
		// There is nothing to compare records with, which is a fault already.
		return nil
	}
	sequence := record.Sequence
	if sequence < v.next {
		wrong := problemf(FaultSequence, "expected a sequence of at least %d, in ascending order, got %d", v.next, sequence)
		return v.note(wrong.at(sequence, record.Event))
	}
	v.next = sequence + 1
	v.include(sequence)
	shown, wrong := v.log.checkEvidence(record, *v.checkpoint)
	if wrong != nil {
		v.ledger.ignore(sequence, sequence+1)
		return v.note(wrong.at(sequence, record.Event))
	}
	if shown != nil {
		v.redacted[sequence] = true
	}
	// A record about an event that was not selected proves nothing about the others.
	if about := record.Event.GetRedactionRecord(); about != nil && about.GetSequence() < sequence && !v.includes(about.GetSequence()) {
		return nil
	}
	if wrong := v.ledger.noteRedaction(sequence, record.Event, shown); wrong != nil {
		return v.note(wrong.at(sequence, record.Event))
	}
	return nil
}

// Finish ends the evidence, and returns the result.
func (v *EvidenceVerifier) Finish() EvidenceResult {
	if !v.isStarted {
		v.begin("")
	}
	result := EvidenceResult{Header: v.header, Records: v.records, Faults: v.faults, Verdict: Failed}
	size := int64(0)
	if v.checkpoint != nil {
		size = v.checkpoint.Size
	}
	for _, sequence := range v.ledger.unconfirmed() {
		event := v.ledger.pending[sequence]
		delete(v.redacted, sequence)
		result.AtEnd = append(result.AtEnd, v.note(recordFault(FaultRedaction, sequence, event.eventID, "%s", event.problem(size))))
	}
	for sequence := range v.redacted {
		result.Redacted = append(result.Redacted, sequence)
	}
	slices.Sort(result.Redacted)
	result.First = v.first
	if v.first != nil {
		return result
	}
	result.Verdict = Proved
	if _, isKept := v.roots[size]; v.key == nil && !isKept {
		result.Verdict = Conditional
		message := fmt.Sprintf("no key and no kept checkpoint of size %d: the checkpoint of the evidence may be made up, with all its records", size)
		result.Conditions = []Condition{{NoCheckpoint, NoSequence, "", message}}
	}
	return result
}

func (v *EvidenceVerifier) begin(line string) *Fault {
	v.isStarted = true
	header, err := ParseEvidenceHeader(line)
	if err != nil {
		return v.note(&Fault{FaultMalformed, NoSequence, "", err.Error()})
	}
	v.header = &header
	if header.Origin != v.log.origin {
		problem := fmt.Sprintf("the evidence: expected the origin %s, got %s", v.log.origin, header.Origin)
		return v.note(&Fault{FaultOrigin, NoSequence, "", problem})
	}
	checkpoint, err := v.openClaim(header)
	if err != nil {
		return v.note(&Fault{FaultCheckpoint, NoSequence, "", err.Error()})
	}
	v.checkpoint = &checkpoint
	return nil
}

func (v *EvidenceVerifier) openClaim(header EvidenceHeader) (checkpoint Checkpoint, err error) {
	if v.key != nil {
		checkpoint, err = OpenCheckpoint(header.Checkpoint, v.key)
	} else {
		// A signed note is its text, an empty line, and signatures.
		end := strings.LastIndex(header.Checkpoint, "\n\n")
		checkpoint, err = ParseCheckpoint(header.Checkpoint[:end+1])
	}
	if err != nil {
		return checkpoint, err
	}
	if checkpoint.Origin != v.log.origin {
		return checkpoint, errorOf(Mismatch, "the checkpoint", "expected the origin %s, got %s", v.log.origin, checkpoint.Origin)
	}
	if checkpoint.Size != header.Size {
		return checkpoint, errorOf(Mismatch, "the checkpoint", "expected the size %d of the header, got %d", header.Size, checkpoint.Size)
	}
	if root, isKept := v.roots[checkpoint.Size]; isKept && root != checkpoint.Root {
		return checkpoint, errorOf(Mismatch, "the checkpoint", "expected the root of the kept checkpoint of size %d, got another: the log was forked", checkpoint.Size)
	}
	return checkpoint, nil
}

func (v *EvidenceVerifier) include(sequence int64) {
	if last := len(v.included) - 1; last >= 0 && v.included[last].End == sequence {
		v.included[last].End++
		return
	}
	v.included = append(v.included, SequenceRange{sequence, sequence + 1})
}

func (v *EvidenceVerifier) includes(sequence int64) bool {
	_, isFound := slices.BinarySearchFunc(v.included, sequence, func(r SequenceRange, sequence int64) int {
		switch {
		case r.End <= sequence:
			return -1
		case r.Start > sequence:
			return 1
		}
		return 0
	})
	return isFound
}

func (v *EvidenceVerifier) note(fault *Fault) *Fault {
	v.faults[fault.Code]++
	if v.first == nil {
		v.first = fault
	}
	return fault
}
