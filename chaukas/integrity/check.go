// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"errors"
	"fmt"

	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// logID is the log that a verifier knows.
type logID struct {
	origin, tenantID string
}

func parseLogID(origin string) (logID, error) {
	_, tenantID, err := ParseOrigin(origin)
	return logID{origin, tenantID}, err
}

// problem is a fault of a record, without the name of the record. A nil problem is none.
type problem struct {
	code    FaultCode
	message string
}

func problemf(code FaultCode, format string, args ...any) *problem {
	return &problem{code, fmt.Sprintf(format, args...)}
}

func (p *problem) at(sequence int64, event *commonv1.Event) *Fault {
	return recordFault(p.code, sequence, event.GetEventId(), "%s", p.message)
}

// checkPlace verifies that an event belongs to the log, at a sequence.
func (l logID) checkPlace(sequence int64, event *commonv1.Event) *problem {
	if event.GetTenantId() != l.tenantID {
		return problemf(FaultTenant, "expected the tenant %s, got %s", l.tenantID, event.GetTenantId())
	}
	if proofID := fmt.Sprintf("%s#%d", l.origin, sequence); event.GetWormProofId() != proofID {
		return problemf(FaultServerField, "expected the worm_proof_id %s, got %q", proofID, event.GetWormProofId())
	}
	if event.GetServerTimestamp() == nil {
		return problemf(FaultServerField, "expected a server_timestamp, got none")
	}
	return nil
}

func openRecord(event *commonv1.Event, opening Opening) (Opened, *problem) {
	opened, err := Open(event, opening)
	var known *Error
	switch {
	case err == nil:
		return opened, nil
	case errors.As(err, &known) && known.Code == Mismatch:
		return opened, problemf(FaultCommitment, "%v", err)
	}
	return opened, problemf(FaultMalformed, "%v", err)
}

// checkRedactedRecord verifies that no redaction record is redacted itself.
func checkRedactedRecord(event *commonv1.Event, opened Opened) *problem {
	if opened.Shown != nil && event.GetRedactionRecord() != nil {
		return problemf(FaultRedaction, "expected a redaction record in full, got one that is redacted itself")
	}
	return nil
}

func recordOf(event *commonv1.Event, commit string, sequence int64) Record {
	return Record{commit, event.GetEventId(), event.GetHashPrev(), sequence, event.GetServerTimestamp()}
}

// checkExported verifies a record of an export, and its link to the record before unless that is not known.
func (l logID) checkExported(record ExportedRecord, previous string) (*Shown, *problem) {
	event := record.Event
	if wrong := l.checkPlace(record.Sequence, event); wrong != nil {
		return nil, wrong
	}
	opened, wrong := openRecord(event, record.Opening)
	if wrong != nil {
		return nil, wrong
	}
	if event.GetContentHash() != opened.ContentHash {
		altered := "the event was altered"
		if opened.Commit == record.Commit {
			altered = "content_hash was altered"
		}
		return nil, problemf(FaultContentHash, "%s: expected the content_hash %q, got %q", altered, opened.ContentHash, event.GetContentHash())
	}
	if opened.Commit != record.Commit {
		return nil, problemf(FaultCommitment, "the commitment, the event or its opening was altered: expected the commitment %s of the event, got %s", opened.Commit, record.Commit)
	}
	text, err := recordOf(event, record.Commit, record.Sequence).Format()
	if err != nil {
		return nil, problemf(FaultMalformed, "%v", err)
	}
	if leaf := LeafHash(text); leaf != record.Leaf {
		return nil, problemf(FaultLeaf, "hash_prev, server_timestamp or the leaf was altered: expected the leaf %s of the record, got %s", leaf, record.Leaf)
	}
	if previous != "" && event.GetHashPrev() != previous {
		return nil, problemf(FaultHashPrev, "expected the hash_prev %s, got %s", previous, event.GetHashPrev())
	}
	return opened.Shown, checkRedactedRecord(event, opened)
}

// checkEvidence verifies a record of evidence against the checkpoint.
func (l logID) checkEvidence(record EvidenceRecord, checkpoint Checkpoint) (*Shown, *problem) {
	event := record.Event
	if wrong := l.checkPlace(record.Sequence, event); wrong != nil {
		return nil, wrong
	}
	opened, wrong := openRecord(event, record.Opening)
	if wrong != nil {
		return nil, wrong
	}
	if event.GetContentHash() != opened.ContentHash {
		return nil, problemf(FaultContentHash, "the event or its content_hash was altered: expected the content_hash %q, got %q", opened.ContentHash, event.GetContentHash())
	}
	if wrong := checkRedactedRecord(event, opened); wrong != nil {
		return nil, wrong
	}
	text, err := recordOf(event, opened.Commit, record.Sequence).Format()
	if err != nil {
		return nil, problemf(FaultMalformed, "%v", err)
	}
	leaf, err := ParseHash(LeafHash(text))
	if err == nil {
		err = VerifyInclusion(record.Proof, record.Sequence, checkpoint.Size, leaf, checkpoint.Root)
	}
	if err != nil {
		return nil, problemf(FaultProof, "not in the log at size %d: the event, its opening or its proof was altered (%v)", checkpoint.Size, err)
	}
	return opened.Shown, nil
}

// noteRedaction notes what a record without faults says of redactions.
func (l *ledger) noteRedaction(sequence int64, event *commonv1.Event, shown *Shown) *problem {
	if shown != nil {
		l.addEvent(sequence, event.GetEventId(), *shown)
	}
	if record := event.GetRedactionRecord(); record != nil {
		if message := l.addRecord(sequence, record); message != "" {
			return problemf(FaultRedaction, "%s", message)
		}
	}
	return nil
}
