// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"fmt"
	"maps"
	"slices"

	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// maxIgnored is how many ranges of records that say nothing are remembered. Beyond it, fewer faults are found.
const maxIgnored = 1000

// pendingRedaction is what is kept of a redacted event until the records of its redactions have come (§6).
type pendingRedaction struct {
	eventID string
	shown   Shown
	// What the records say so far. recordedAt is the sequence of the last one.
	records        int32
	recordedHash   string
	recordedErased []int64
	recordedPlaces []string
	recordedAt     int64
}

// ledger compares what redacted events show with the records of their redactions, which come later in the log.
type ledger struct {
	pending map[int64]*pendingRedaction
	ignored []SequenceRange
}

func newLedger() *ledger {
	return &ledger{pending: map[int64]*pendingRedaction{}}
}

func (l *ledger) addEvent(sequence int64, eventID string, shown Shown) {
	l.pending[sequence] = &pendingRedaction{eventID: eventID, shown: shown, recordedAt: NoSequence}
}

// ignore notes records that are missing, or known to be altered, so that records about them are not reported as well.
func (l *ledger) ignore(start, end int64) {
	if last := len(l.ignored) - 1; last >= 0 && l.ignored[last].End == start {
		l.ignored[last].End = end
	} else if len(l.ignored) < maxIgnored {
		l.ignored = append(l.ignored, SequenceRange{start, end})
	}
}

func (l *ledger) isIgnored(sequence int64) bool {
	return len(l.ignored) == maxIgnored || slices.ContainsFunc(l.ignored, func(r SequenceRange) bool { return r.contains(sequence) })
}

// addRecord notes the record of a redaction. It returns what is wrong with it, or an empty text.
func (l *ledger) addRecord(sequence int64, record *commonv1.RedactionRecord) string {
	about := record.GetSequence()
	if about >= sequence {
		return fmt.Sprintf("redaction_record.sequence: expected a sequence below %d, got %d", sequence, about)
	}
	event := l.pending[about]
	if event == nil {
		if l.isIgnored(about) {
			return ""
		}
		return fmt.Sprintf("redaction_record.sequence: expected a redacted event, got %d, which shows all that was recorded", about)
	}
	if record.GetEventId() != event.eventID {
		return fmt.Sprintf("redaction_record.event_id: expected %q, which has the sequence %d, got %q", event.eventID, about, record.GetEventId())
	}
	if record.GetOrdinal() != event.records+1 {
		return fmt.Sprintf("redaction_record.ordinal: expected %d, got %d", event.records+1, record.GetOrdinal())
	}
	erased := record.GetErased()
	for i := 1; i < len(erased); i++ {
		if erased[i] <= erased[i-1] {
			return "redaction_record.erased: expected ascending indexes, got others"
		}
	}
	if !includesAll(erased, event.recordedErased) {
		return "redaction_record.erased: expected all indexes of the redaction before, got others"
	}
	for _, place := range record.GetFields() {
		// One more than the event has is enough to tell that they differ, and bounds what a record can add.
		if len(event.recordedPlaces) <= len(event.shown.Places) && !slices.Contains(event.recordedPlaces, place) {
			event.recordedPlaces = append(event.recordedPlaces, place)
		}
	}
	event.recordedErased = slices.Clone(erased[:min(len(erased), len(event.shown.Erased)+1)])
	event.records++
	event.recordedHash, event.recordedAt = record.GetShownHash(), sequence
	return ""
}

func (p *pendingRedaction) isConfirmed() bool {
	return p.recordedHash == p.shown.Hash && slices.Equal(p.recordedErased, p.shown.Erased) && slices.Equal(p.recordedPlaces, p.shown.Places)
}

// mayBeLater returns whether a redaction that is recorded later can explain what the event shows.
func (p *pendingRedaction) mayBeLater() bool {
	count := len(p.recordedPlaces)
	isMore := !slices.Equal(p.recordedErased, p.shown.Erased) && includesAll(p.shown.Erased, p.recordedErased)
	return isMore && count <= len(p.shown.Places) && slices.Equal(p.shown.Places[:count], p.recordedPlaces)
}

// problem says for which part of what an event shows no record vouches.
func (p *pendingRedaction) problem(size int64) string {
	what := "what it shows"
	if p.recordedHash == p.shown.Hash {
		what = "the erased leaves"
		if slices.Equal(p.recordedErased, p.shown.Erased) {
			what = "redaction.fields"
		}
	}
	return fmt.Sprintf("shown as redacted, but no redaction record up to size %d vouches for %s", size, what)
}

func (l *ledger) sequences() []int64 {
	return slices.Sorted(maps.Keys(l.pending))
}

// unconfirmed returns the sequences of the redacted events that no record vouches for, in order.
func (l *ledger) unconfirmed() []int64 {
	return slices.DeleteFunc(l.sequences(), func(sequence int64) bool { return l.pending[sequence].isConfirmed() })
}

func includesAll(all, some []int64) bool {
	known := make(map[int64]bool, len(all))
	for _, index := range all {
		known[index] = true
	}
	return !slices.ContainsFunc(some, func(index int64) bool { return !known[index] })
}
