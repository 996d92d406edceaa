// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"crypto/sha256"
	"crypto/sha3"
	"encoding/hex"
	"fmt"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// SaltKey is the key K of an event, from which the salts of its leaves are derived (§3). It must come from a
// cryptographic random number generator, and no two events may have the same.
type SaltKey [32]byte

// Leaf is a value of an event that can be redacted on its own (§3).
type Leaf struct {
	// Path leads to the value from the root of the event: a string for a member, an int64 for an element of an array.
	Path []any
	// Value is a scalar, null, {} or [] in JCS.
	Value string
}

// Pointer returns the path as a JSON Pointer (RFC 6901), in which elements and members with the name of a number look the
// same.
func (l Leaf) Pointer() string {
	pointer := ""
	for _, key := range l.Path {
		pointer = pointerTo(pointer, fmt.Sprint(key))
	}
	return pointer
}

// Digest returns the salted digest of the leaf in hex. The salt is 32 digits of lower-case hex.
func (l Leaf) Digest(salt string) string {
	return hashText("chaukas.leaf.v1\x00" + salt + "[" + jsontext.Canonical(l.Path) + "," + l.Value + "]")
}

// Commitment is what binds an event (§2 and §3). Both hashes are in hex.
type Commitment struct {
	ContentHash string
	// Commit survives a redaction, other than the content hash.
	Commit string
}

// Commit computes the hashes that bind an event. It returns an [*Error] for an event without a normal form.
func Commit(event *commonv1.Event, key SaltKey) (Commitment, error) {
	normal, err := normalize(event)
	if err != nil {
		return Commitment{}, err
	}
	return Commitment{contentHash(normal), commitWithKey(normal, key)}, nil
}

// ListLeaves returns the leaves of an event in the order of its commitment (§3). It returns an [*Error] for an event
// without a normal form.
func ListLeaves(event *commonv1.Event) ([]Leaf, error) {
	normal, err := normalize(event)
	if err != nil {
		return nil, err
	}
	return listLeaves(normal), nil
}

// DeriveSalts returns the salts of count leaves in hex (§3).
func DeriveSalts(key SaltKey, count int) []string {
	stream := sha3.SumSHAKE256(append([]byte("chaukas.salts.v1\x00"), key[:]...), 16*count)
	salts := make([]string, count)
	for i := range salts {
		salts[i] = hex.EncodeToString(stream[16*i : 16*i+16])
	}
	return salts
}

// The members that no commitment can leave out. Every other member is redactable, those of later versions too.
var plainMembers = setOf("event_id", "tenant_id", "project_id", "session_id", "span_id", "parent_span_id", "trace_id",
	"type", "severity", "status", "author", "timestamp", "redaction")

func listLeaves(normal jsontext.Object) (leaves []Leaf) {
	for _, name := range jsontext.SortedKeys(normal) {
		if !plainMembers[name] {
			leaves = appendLeaves(leaves, []any{name}, normal[name])
		}
	}
	return leaves
}

func appendLeaves(leaves []Leaf, path []any, value any) []Leaf {
	below := func(key any) []any { return append(path[:len(path):len(path)], key) }
	count := len(leaves)
	switch value := value.(type) {
	case jsontext.Object:
		for _, key := range jsontext.SortedKeys(value) {
			leaves = appendLeaves(leaves, below(key), value[key])
		}
	case []any:
		for index, item := range value {
			leaves = appendLeaves(leaves, below(int64(index)), item)
		}
	}
	if len(leaves) > count {
		return leaves
	}
	return append(leaves, Leaf{path, jsontext.Canonical(value)})
}

func commitWithKey(normal jsontext.Object, key SaltKey) string {
	leaves := listLeaves(normal)
	digests := make([]any, len(leaves))
	for i, salt := range DeriveSalts(key, len(leaves)) {
		digests[i] = leaves[i].Digest(salt)
	}
	return commitDigests(digests, normal)
}

func commitDigests(digests []any, normal jsontext.Object) string {
	plain := jsontext.Object{}
	for name, value := range normal {
		if plainMembers[name] {
			plain[name] = value
		}
	}
	return hashText("chaukas.commit.v1\x00" + jsontext.Canonical(jsontext.Object{"digests": digests, "event": plain}))
}

func contentHash(normal jsontext.Object) string {
	return hashText("chaukas.event.v1\x00" + jsontext.Canonical(normal))
}

func shownHash(normal jsontext.Object) string {
	return hashText("chaukas.shown.v1\x00" + jsontext.Canonical(normal))
}

func hashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
