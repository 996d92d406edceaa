// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"strconv"
	"strings"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

const (
	// ExportFormat is the name of the format of exports, and of the profile.
	ExportFormat = "chaukas-integrity/1"
	// EvidenceFormat is the name of the format of evidence.
	EvidenceFormat = "chaukas-evidence/1"
)

// ExportHeader is the first line of an export (§7). Everything that it says is a claim.
type ExportHeader struct {
	Origin string
	// Size is the number of records that follow.
	Size int64
}

// ExportedRecord is a record of an export, with everything that is needed to verify it.
type ExportedRecord struct {
	Sequence int64
	// Leaf and Commit are in lower-case hex.
	Leaf, Commit string
	Opening      Opening
	// Event has the fields that the server sets.
	Event *commonv1.Event
}

// EvidenceHeader is the first line of evidence (§7a). Everything that it says is a claim.
type EvidenceHeader struct {
	Origin string
	// Checkpoint is the signed note that the proofs of all records lead to.
	Checkpoint string
	Size       int64
	// Selection is the query filter that selected the records, as JSON. Nothing proves that they are all that it selects.
	Selection string
}

// EvidenceRecord is a record of evidence, with the proof that it is in the log.
type EvidenceRecord struct {
	Sequence int64
	Opening  Opening
	// Event has the fields that the server sets.
	Event *commonv1.Event
	Proof []Hash
}

// IsEvidence returns whether the first line of a file says that it is evidence, even if the rest of it is malformed.
func IsEvidence(line string) bool {
	return strings.HasPrefix(line, `{"format":"`+EvidenceFormat+`"`)
}

// ParseExportHeader reads the first line of an export. It returns an [*Error] of code [Malformed] for other text.
func ParseExportHeader(line string) (ExportHeader, error) {
	parsed, err := parseLine(line, "format", "origin", "size")
	origin, _ := parsed.value["origin"].(string)
	size, isSize := readSequence(parsed.value["size"])
	// Text that is longer than its value has escapes, which an origin never needs.
	if err != nil || parsed.value["format"] != ExportFormat || origin == "" || !isSize || parsed.text["origin"] != `"`+origin+`"` {
		return ExportHeader{}, errorOf(Malformed, "header", `expected {"format":"%s","origin":…,"size":…}, got %q`, ExportFormat, clip(line))
	}
	return ExportHeader{origin, size}, nil
}

// ParseExportLine reads a record of an export. It returns an [*Error] for text that is not a record.
func ParseExportLine(line string) (ExportedRecord, error) {
	parsed, err := parseLine(line, "seq", "leaf", "commit", "opening", "event")
	if err != nil {
		return ExportedRecord{}, err
	}
	sequence, isSequence := readSequence(parsed.value["seq"])
	leaf, _ := parsed.value["leaf"].(string)
	commit, _ := parsed.value["commit"].(string)
	if !isSequence || !hex64.MatchString(leaf) || !hex64.MatchString(commit) {
		return ExportedRecord{}, errorOf(Malformed, "record", "expected seq from 0 to 2^53 - 1, and leaf and commit in hex")
	}
	opening, event, err := parsed.openingAndEvent()
	return ExportedRecord{sequence, leaf, commit, opening, event}, err
}

// ParseEvidenceHeader reads the first line of evidence. It returns an [*Error] of code [Malformed] for other text.
func ParseEvidenceHeader(line string) (EvidenceHeader, error) {
	parsed, err := parseLine(line, "format", "origin", "checkpoint", "size", "selection")
	origin, isText := parsed.value["origin"].(string)
	checkpoint, isNote := parsed.value["checkpoint"].(string)
	size, isSize := readSequence(parsed.value["size"])
	_, isObject := parsed.value["selection"].(jsontext.Object)
	if err != nil || parsed.value["format"] != EvidenceFormat || !isText || !isNote || !isSize || !isObject {
		problem := `expected {"format":"%s","origin":…,"checkpoint":…,"size":…,"selection":…}, got %q`
		return EvidenceHeader{}, errorOf(Malformed, "header", problem, EvidenceFormat, clip(line))
	}
	return EvidenceHeader{origin, checkpoint, size, parsed.text["selection"]}, nil
}

// maxProofLength is enough for any tree of 2^53 records.
const maxProofLength = 53

// ParseEvidenceLine reads a record of evidence. It returns an [*Error] for text that is not a record.
func ParseEvidenceLine(line string) (EvidenceRecord, error) {
	parsed, err := parseLine(line, "seq", "opening", "event", "proof")
	if err != nil {
		return EvidenceRecord{}, err
	}
	sequence, isSequence := readSequence(parsed.value["seq"])
	list, isList := parsed.value["proof"].([]any)
	if !isSequence || !isList || len(list) > maxProofLength {
		return EvidenceRecord{}, errorOf(Malformed, "record", "expected seq from 0 to 2^53 - 1, and a proof of at most %d hashes", maxProofLength)
	}
	proof := make([]Hash, len(list))
	for i, item := range list {
		text, _ := item.(string)
		if proof[i], err = ParseHash(text); err != nil {
			return EvidenceRecord{}, errorOf(Malformed, "record", "expected a proof of hashes in lower-case hex")
		}
	}
	opening, event, err := parsed.openingAndEvent()
	return EvidenceRecord{sequence, opening, event, proof}, err
}

// line is an object with the members of a format in their order.
type line struct {
	value jsontext.Object
	text  map[string]string
}

func parseLine(text string, names ...string) (line, error) {
	document, err := jsontext.Parse(text)
	if err != nil {
		return line{}, errorOf(Malformed, "record", "%v", err)
	}
	members, _ := document.Value.(jsontext.Object)
	parsed := line{members, map[string]string{}}
	isInOrder := len(document.Members) == len(names)
	for i, member := range document.Members {
		isInOrder = isInOrder && member.Key == names[i]
		parsed.text[member.Key] = member.Text
	}
	if !isInOrder || document.Spaced {
		return line{}, errorOf(Malformed, "record", `expected a line {"%s":…} without white space`, strings.Join(names, `":…,"`))
	}
	return parsed, nil
}

func (l line) openingAndEvent() (Opening, *commonv1.Event, error) {
	opening, err := ParseOpening(l.text["opening"])
	if err != nil {
		return opening, nil, err
	}
	event, err := readEvent(l.value["event"])
	return opening, event, err
}

// readSequence reads an integer from 0 to 2^53 − 1 that is written without a fraction or an exponent.
func readSequence(value any) (int64, bool) {
	literal, _ := value.(jsontext.Number)
	number, err := strconv.ParseInt(string(literal), 10, 64)
	return number, err == nil && indexPattern.MatchString(string(literal)) && number <= maxSafe
}

func clip(text string) string {
	const maxLength = 200
	shown := []rune(text)
	return string(shown[:min(len(shown), maxLength)])
}
