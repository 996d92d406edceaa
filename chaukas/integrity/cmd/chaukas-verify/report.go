// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

const (
	maxFaults     = 10
	maxRedactions = 20
	maxTextLength = 2000
)

type reportedFault struct {
	Code     string `json:"code"`
	Message  string `json:"message"`
	Sequence *int64 `json:"sequence,omitempty"`
	EventID  string `json:"event_id,omitempty"`
	// Line of the file, from 1.
	Line int64 `json:"line,omitempty"`
}

type reportedCheckpoint struct {
	Size  int64                     `json:"size"`
	State integrity.CheckpointState `json:"state"`
	// From is kept, or evidence if it came with the evidence, signed by the key.
	From string `json:"from"`
}

type reportedRange struct {
	Start int64 `json:"start"`
	End   int64 `json:"end"`
}

type reportedRedaction struct {
	Sequence    int64    `json:"sequence"`
	EventID     string   `json:"event_id"`
	RecordedBy  int64    `json:"recorded_by"`
	Ordinal     int32    `json:"ordinal"`
	Time        string   `json:"time,omitempty"`
	Places      []string `json:"places"`
	Method      string   `json:"method"`
	Reason      string   `json:"reason"`
	RequestedBy string   `json:"requested_by,omitempty"`
	KeyID       string   `json:"key_id,omitempty"`
	Operator    string   `json:"operator,omitempty"`
}

// report is the result, as --json prints it. Its JSON Schema is verify-report.schema.json in @chaukas/spec-vectors.
type report struct {
	Format         string               `json:"format"`
	Verdict        integrity.Verdict    `json:"verdict"`
	Source         string               `json:"source"`
	Origin         string               `json:"origin"`
	Records        int64                `json:"records"`
	Covered        int64                `json:"covered"`
	Redacted       int64                `json:"redacted"`
	Root           string               `json:"root,omitempty"`
	Checkpoints    []reportedCheckpoint `json:"checkpoints"`
	Conditions     []reportedFault      `json:"conditions"`
	Missing        []reportedRange      `json:"missing"`
	Selection      json.RawMessage      `json:"selection,omitempty"`
	Faults         map[string]int       `json:"faults"`
	First          []reportedFault      `json:"first"`
	RedactionCount int                  `json:"redaction_count"`
	Redactions     []reportedRedaction  `json:"redactions"`
}

func newReport(source, origin string) *report {
	return &report{
		Format: "chaukas-verify-report/1", Verdict: integrity.Proved, Source: source, Origin: origin, Faults: map[string]int{},
		Checkpoints: []reportedCheckpoint{}, Conditions: []reportedFault{}, Missing: []reportedRange{}, First: []reportedFault{},
		Redactions: []reportedRedaction{},
	}
}

// add counts a fault, and lists it if it is one of the first. A line of 0 is none.
func (r *report) add(fault *integrity.Fault, line int64) {
	r.Faults[string(fault.Code)]++
	r.Verdict = integrity.Failed
	r.list(fault, line)
}

// list lists a fault that the verifier has counted.
func (r *report) list(fault *integrity.Fault, line int64) {
	if len(r.First) < maxFaults {
		r.First = append(r.First, reported(string(fault.Code), fault.Message, fault.Sequence, fault.EventID, line))
	}
}

func reported(code, message string, sequence int64, eventID string, line int64) reportedFault {
	fault := reportedFault{Code: code, Message: clip(message), EventID: clip(eventID), Line: line}
	if sequence != integrity.NoSequence {
		fault.Sequence = &sequence
	}
	return fault
}

func (r *report) addConditions(conditions []integrity.Condition) {
	if r.Verdict == integrity.Failed {
		return
	}
	for _, c := range conditions {
		r.Conditions = append(r.Conditions, reported(string(c.Code), c.Message, c.Sequence, c.EventID, 0))
		r.Verdict = integrity.Conditional
	}
}

// addTrail adds the result of an export, whose faults of lines are listed already.
func (r *report) addTrail(result integrity.TrailResult) {
	for code, count := range result.Faults {
		r.Faults[string(code)] += count
		r.Verdict = integrity.Failed
	}
	for _, fault := range result.AtEnd {
		r.list(fault, 0)
	}
	r.Records, r.Redacted = result.Records, result.Redacted
	if result.Root != nil {
		r.Root = hex.EncodeToString(result.Root[:])
	}
	for _, checkpoint := range result.Checkpoints {
		r.Checkpoints = append(r.Checkpoints, reportedCheckpoint{checkpoint.Size, checkpoint.State, "kept"})
		if checkpoint.State == integrity.Matched {
			r.Covered = max(r.Covered, checkpoint.Size)
		}
	}
	for _, missing := range result.Missing {
		r.Missing = append(r.Missing, reportedRange(missing))
	}
	r.addConditions(result.Conditions)
}

// addEvidence adds the result of evidence, whose faults of lines are counted already.
func (r *report) addEvidence(result integrity.EvidenceResult, from string) {
	for _, fault := range result.AtEnd {
		r.add(fault, 0)
	}
	r.Records, r.Redacted = result.Records, int64(len(result.Redacted))
	if result.Header != nil {
		r.Selection = json.RawMessage(result.Header.Selection)
		if from != "" && r.Verdict != integrity.Failed {
			r.Covered = result.Header.Size
			r.Checkpoints = append(r.Checkpoints, reportedCheckpoint{result.Header.Size, integrity.Matched, from})
		}
	}
	r.addConditions(result.Conditions)
}

// addRedaction counts the redaction that a record tells of, if it does, and lists it if it is one of the first.
func (r *report) addRedaction(sequence int64, event *commonv1.Event) {
	record := event.GetRedactionRecord()
	if record == nil {
		return
	}
	if r.RedactionCount++; r.RedactionCount > maxRedactions {
		return
	}
	// A record without faults has a time that can be written.
	time, _ := integrity.FormatTime(event.GetServerTimestamp())
	places := make([]string, len(record.GetFields()))
	for i, place := range record.GetFields() {
		places[i] = clip(place)
	}
	r.Redactions = append(r.Redactions, reportedRedaction{
		record.GetSequence(), clip(record.GetEventId()), sequence, record.GetOrdinal(), time, places, clip(record.GetMethod()),
		clip(record.GetReason()), clip(record.GetRequestedBy()), clip(record.GetKeyId()), clip(record.GetOperator()),
	})
}

// clip shortens a text that a forger made long to hide the rest.
func clip(text string) string {
	if length := utf8.RuneCountInString(text); length > maxTextLength {
		return fmt.Sprintf("%s… (%d characters)", string([]rune(text)[:maxTextLength]), length)
	}
	return text
}

// group writes a number with commas between thousands.
func group(count int64) string {
	text := strconv.FormatInt(count, 10)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
