// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"fmt"
	"slices"
)

// TrailExpectation is what a verifier must know in advance, and not from the server whose log it verifies.
type TrailExpectation struct {
	Origin string
	// Checkpoints are kept ones of this log, opened with [OpenCheckpoint].
	Checkpoints []Checkpoint
	// AllowLaterRedactions says that an event may show replacements of a redaction that is recorded after the last record.
	// No verifier can tell that from a forgery, so that the verdict is then [Conditional].
	AllowLaterRedactions bool
}

// CheckpointState says whether a trail matches a kept checkpoint.
type CheckpointState string

const (
	// Matched: the records up to its size have its root.
	Matched CheckpointState = "matched"
	// Mismatched: they have another.
	Mismatched CheckpointState = "mismatched"
	// Unreached: the trail broke or ended before it.
	Unreached CheckpointState = "unreached"
)

// AuditedCheckpoint is a kept checkpoint and whether the trail matches it.
type AuditedCheckpoint struct {
	Size  int64
	State CheckpointState
}

// TrailResult is the result of verifying a trail.
type TrailResult struct {
	Verdict Verdict
	// Conditions are what is not proved. Not empty if and only if the verdict is [Conditional].
	Conditions []Condition
	Records    int64
	// Redacted is the number of events that were redacted after ingest.
	Redacted int64
	// Root of the tree over the leaves. Nil if records are missing, misplaced or unreadable.
	Root *Hash
	// Checkpoints are the kept ones, by size.
	Checkpoints []AuditedCheckpoint
	// Missing are the sequences that do not occur.
	Missing []SequenceRange
	// Faults are the numbers of faults by code.
	Faults map[FaultCode]int
	// First is the first fault. Nil if there are none.
	First *Fault
	// AtEnd are the faults that no call returned, such as a missing end.
	AtEnd []*Fault
}

// TrailVerifier verifies the records of one log, from the first on (§7). It continues after a fault, so that it finds
// every alteration. It keeps at most 53 hashes, and what each redacted event shows until a record vouches for it.
type TrailVerifier struct {
	log         logID
	allowsLater bool
	roots       map[int64]Hash
	tree        Range
	order       order
	ledger      *ledger
	faults      map[FaultCode]int
	first       *Fault
	start       *Fault
	compared    map[int64]CheckpointState
	// previous is the leaf of the record before. Empty if it is not known.
	previous string
	isBroken bool
	records  int64
}

// NewTrailVerifier returns the verifier of a log. It returns an [*Error] for an invalid origin, for a checkpoint of another
// log, and for two of the same size with different roots.
func NewTrailVerifier(expected TrailExpectation) (*TrailVerifier, error) {
	log, err := parseLogID(expected.Origin)
	if err != nil {
		return nil, err
	}
	roots, err := rootsOf(expected.Origin, expected.Checkpoints)
	if err != nil {
		return nil, err
	}
	v := &TrailVerifier{
		log: log, allowsLater: expected.AllowLaterRedactions, roots: roots, ledger: newLedger(), previous: GenesisHash,
		faults: map[FaultCode]int{}, compared: map[int64]CheckpointState{},
	}
	v.start = v.compareRoot()
	return v, nil
}

// PushLine verifies the next line of an export after its header. It returns a fault of the line, or nil.
func (v *TrailVerifier) PushLine(line string) *Fault {
	record, err := ParseExportLine(line)
	if err == nil {
		return v.Push(record)
	}
	return v.PushUnreadable(err.Error())
}

// PushUnreadable notes a line that cannot be read as a record, for the reason given. It counts as the record that is
// expected.
func (v *TrailVerifier) PushUnreadable(reason string) *Fault {
	v.records++
	sequence := v.order.next
	v.order.place(sequence)
	v.ledger.ignore(sequence, sequence+1)
	v.isBroken = true
	v.previous = ""
	return v.note(&Fault{FaultMalformed, sequence, "", fmt.Sprintf("record %d: %s", sequence, reason)})
}

// Push verifies the next record. It returns a fault of the record, or nil.
func (v *TrailVerifier) Push(record ExportedRecord) *Fault {
	v.records++
	expected, sequence := v.order.next, record.Sequence
	place := v.order.place(sequence)
	switch place {
	case isLate, isRepeated:
		v.isBroken = true
		how := map[any]string{isLate: "out of order", isRepeated: "repeated"}[place]
		wrong := problemf(FaultSequence, "expected the sequence %d, got %d, which is %s", expected, sequence, how)
		return v.note(wrong.at(sequence, record.Event))
	case isAhead:
		v.ledger.ignore(expected, sequence)
		v.previous = ""
	}
	shown, wrong := v.log.checkExported(record, v.previous)
	if wrong != nil {
		v.ledger.ignore(sequence, sequence+1)
	} else {
		wrong = v.ledger.noteRedaction(sequence, record.Event, shown)
	}
	v.previous = record.Leaf
	if place == isAhead {
		v.isBroken = true
		absent := SequenceRange{expected, sequence}
		gap := v.note(&Fault{FaultSequence, expected, "", fmt.Sprintf("record %d: expected the sequence %d, got %d: %s missing or out of order", expected, expected, sequence, absent.areOrIs())})
		if wrong != nil {
			v.note(wrong.at(sequence, record.Event))
		}
		return gap
	}
	if leaf, err := ParseHash(record.Leaf); err != nil {
		v.isBroken = true
	} else if !v.isBroken {
		v.tree.Append(leaf)
	}
	var own, root *Fault
	if wrong != nil {
		own = v.note(wrong.at(sequence, record.Event))
	}
	if !v.isBroken {
		root = v.compareRoot()
	}
	if own != nil {
		return own
	}
	return root
}

// Finish ends the trail, and returns the result.
func (v *TrailVerifier) Finish() TrailResult {
	result := TrailResult{Records: v.records, Redacted: int64(len(v.ledger.pending)), Missing: v.order.gaps}
	if v.start != nil {
		result.AtEnd = append(result.AtEnd, v.start)
	}
	size, largest := v.order.next, int64(0)
	for kept := range v.roots {
		largest = max(largest, kept)
	}
	if largest > size {
		problem := fmt.Sprintf("the trail: expected at least %d records, as in a kept checkpoint, got %d", largest, size)
		result.AtEnd = append(result.AtEnd, v.note(&Fault{FaultTruncated, NoSequence, "", problem}))
	}
	for _, sequence := range v.ledger.unconfirmed() {
		if event := v.ledger.pending[sequence]; !v.allowsLater || !event.mayBeLater() {
			fault := recordFault(FaultRedaction, sequence, event.eventID, "%s", event.problem(size))
			result.AtEnd = append(result.AtEnd, v.note(fault))
		}
	}
	result.Faults, result.First, result.Verdict = v.faults, v.first, Failed
	if v.first == nil {
		result.Conditions = v.conditions()
		result.Verdict = Proved
		if len(result.Conditions) > 0 {
			result.Verdict = Conditional
		}
	}
	if !v.isBroken {
		root := v.tree.Root()
		result.Root = &root
	}
	for kept := range v.roots {
		state, isCompared := v.compared[kept]
		if !isCompared {
			state = Unreached
		}
		result.Checkpoints = append(result.Checkpoints, AuditedCheckpoint{kept, state})
	}
	slices.SortFunc(result.Checkpoints, func(a, b AuditedCheckpoint) int { return int(a.Size - b.Size) })
	return result
}

func (v *TrailVerifier) conditions() (conditions []Condition) {
	size := v.order.next
	for _, sequence := range v.ledger.unconfirmed() {
		event := v.ledger.pending[sequence]
		message := fmt.Sprintf("record %d (%s): shown as redacted after record %d, so nothing here vouches for what it shows", sequence, event.eventID, size-1)
		conditions = append(conditions, Condition{LaterRedaction, sequence, event.eventID, message})
	}
	covered := int64(-1)
	for kept := range v.roots {
		covered = max(covered, kept)
	}
	if covered < 0 {
		message := "no kept checkpoint: the whole trail may have been rebuilt, or records removed from its end"
		return append(conditions, Condition{NoCheckpoint, NoSequence, "", message})
	}
	if covered == size {
		return conditions
	}
	records := fmt.Sprintf("record %d", covered)
	if size-covered > 1 {
		records = fmt.Sprintf("records %d to %d", covered, size-1)
	}
	message := fmt.Sprintf("%d of %d records: no kept checkpoint covers %s, which may have been replaced", size-covered, size, records)
	conditions = append(conditions, Condition{NotCovered, NoSequence, "", message})
	for _, sequence := range v.ledger.sequences() {
		event := v.ledger.pending[sequence]
		if sequence < covered && event.recordedAt >= covered {
			message := fmt.Sprintf("record %d (%s): what it shows is vouched for by record %d, which no kept checkpoint covers", sequence, event.eventID, event.recordedAt)
			conditions = append(conditions, Condition{NotCovered, sequence, event.eventID, message})
		}
	}
	return conditions
}

func (v *TrailVerifier) compareRoot() *Fault {
	size := v.tree.Size()
	kept, isKept := v.roots[size]
	if !isKept {
		return nil
	}
	if v.tree.Root() == kept {
		v.compared[size] = Matched
		return nil
	}
	v.compared[size] = Mismatched
	if size == 0 {
		problem := "the kept checkpoint of size 0: expected the root of a log without records, got another"
		return v.note(&Fault{FaultRoot, NoSequence, "", problem})
	}
	from := int64(0)
	for matched, state := range v.compared {
		if state == Matched {
			from = max(from, matched)
		}
	}
	altered := SequenceRange{from, size}
	message := fmt.Sprintf("%s not those of the kept checkpoint of size %d: one or more were replaced", altered.areOrIs(), size)
	return v.note(&Fault{FaultRoot, size - 1, "", message})
}

func (v *TrailVerifier) note(fault *Fault) *Fault {
	v.faults[fault.Code]++
	if v.first == nil {
		v.first = fault
	}
	return fault
}
