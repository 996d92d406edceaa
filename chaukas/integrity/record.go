// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
)

// GenesisHash is the hash_prev of the first record of every log (§4).
const GenesisHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// Record is one record of a tenant's log (§4). Hashes are in lower-case hex.
type Record struct {
	Commit, EventID string
	// HashPrev is the leaf of the record before, or [GenesisHash].
	HashPrev string
	// Sequence is from 0 to 2^53 − 1.
	Sequence int64
	// Time is when the server accepted the event.
	Time *timestamppb.Timestamp
}

// Format writes the record in JCS. It returns an [*Error] for values that no record can have.
func (r Record) Format() (string, error) {
	for name, hash := range map[string]string{"/commit": r.Commit, "/hash_prev": r.HashPrev} {
		if !hex64.MatchString(hash) {
			return "", errorAt(Malformed, name, "expected 64 digits of lower-case hex, got %q", hash)
		}
	}
	if r.Sequence < 0 || r.Sequence > maxSafe {
		return "", errorAt(OutOfRange, "/seq", "expected an integer from 0 to 2^53 - 1, got %d", r.Sequence)
	}
	if !utf8.ValidString(r.EventID) {
		return "", errorAt(BadUnicode, "/event_id", "expected UTF-8")
	}
	if len(r.Time.ProtoReflect().GetUnknown()) > 0 {
		return "", errorAt(UnknownField, "/server_timestamp", "expected only known fields, got others")
	}
	time, err := normalTime(r.Time, "/server_timestamp")
	if err != nil {
		return "", err
	}
	return jsontext.Canonical(jsontext.Object{
		"commit": r.Commit, "event_id": r.EventID, "hash_prev": r.HashPrev, "seq": r.Sequence, "ts": time, "v": int64(1),
	}), nil
}

// LeafHash returns the hash of a record's leaf, given as [Record.Format] writes it, in hex. It is the hash_prev of the
// next record.
func LeafHash(record string) string {
	return hashText("\x00" + record)
}
