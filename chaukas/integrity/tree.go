// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a node of the tree of a log (RFC 6962 §2.1).
type Hash = tlog.Hash

// ParseHash reads a hash of 64 digits of lower-case hex. It returns an [*Error] of code [Malformed] for other text.
func ParseHash(text string) (Hash, error) {
	if !hex64.MatchString(text) {
		return Hash{}, errorOf(Malformed, "hash", "expected 64 digits of lower-case hex, got %q", text)
	}
	bytes, err := hex.DecodeString(text)
	return Hash(bytes), err
}

// Range is the tree over the leaves of a log that grows. It keeps the roots of complete subtrees alone, of which there
// are at most 53. The zero value is the tree of size 0.
type Range struct {
	size  int64
	roots []Hash
}

// Size returns the number of leaves.
func (r *Range) Size() int64 {
	return r.size
}

// Append adds a leaf.
func (r *Range) Append(leaf Hash) {
	for index := r.size; index&1 == 1; index >>= 1 {
		last := len(r.roots) - 1
		leaf = tlog.NodeHash(r.roots[last], leaf)
		r.roots = r.roots[:last]
	}
	r.roots = append(r.roots, leaf)
	r.size++
}

// Root returns the root of the tree.
func (r *Range) Root() Hash {
	if len(r.roots) == 0 {
		return sha256.Sum256(nil)
	}
	last := len(r.roots) - 1
	root := r.roots[last]
	for _, left := range reversed(r.roots[:last]) {
		root = tlog.NodeHash(left, root)
	}
	return root
}

func reversed(hashes []Hash) []Hash {
	result := make([]Hash, len(hashes))
	for i, hash := range hashes {
		result[len(hashes)-1-i] = hash
	}
	return result
}

// VerifyInclusion verifies that a leaf has an index in the tree of a size and root (RFC 9162 §2.1.3.2). It returns an
// error, whose text says why, if the proof does not show that.
func VerifyInclusion(proof []Hash, index, size int64, leaf, root Hash) error {
	// Package tlog would panic, or run for long, if the index were not below the size.
	if index < 0 || index >= size || size > maxSafe {
		return fmt.Errorf("expected an index below the tree size, got index %d and size %d", index, size)
	}
	if tlog.CheckRecord(proof, size, root, index, leaf) != nil {
		return fmt.Errorf("the proof leads to a different root")
	}
	return nil
}

// VerifyConsistency verifies that a tree begins with all leaves of an older one (RFC 9162 §2.1.4.2). It returns an error,
// whose text says why, if the proof does not show that. No proof is accepted from size 0, since every tree begins so.
func VerifyConsistency(proof []Hash, oldSize, newSize int64, oldRoot, newRoot Hash) error {
	if oldSize < 1 || oldSize > newSize || newSize > maxSafe {
		return fmt.Errorf("expected sizes in order, from 1 on, got %d and %d", oldSize, newSize)
	}
	if tlog.CheckTree(proof, newSize, newRoot, oldSize, oldRoot) != nil {
		return fmt.Errorf("the proof leads to a different root of size %d or %d", oldSize, newSize)
	}
	return nil
}
