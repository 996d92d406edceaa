// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Command check_integrity checks the tree, the proofs and the checkpoints of the vectors with the packages of Go's
// checksum database.
//
// Usage: check_integrity VECTORS
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Valid       bool
	Index, Size int64
	Leaf, Root  string
	Proof       []string
}

type consistency struct {
	Valid   bool
	OldSize int64  `json:"old_size"`
	NewSize int64  `json:"new_size"`
	OldRoot string `json:"old_root"`
	NewRoot string `json:"new_root"`
	Proof   []string
}

type tree struct {
	Leaves, Roots []string
	Inclusion     []inclusion
	Consistency   []consistency
}

type checkpoint struct {
	Valid       bool
	Code        string
	Origin      string
	Size        int64
	Root        string
	SignerKey   string `json:"signer_key"`
	VerifierKey string `json:"verifier_key"`
	Note        string
}

var problems int

func expect(holds bool, format string, args ...any) {
	if !holds {
		problems++
		fmt.Printf(format+"\n", args...)
	}
}

func read(name string, into any) {
	bytes, err := os.ReadFile(filepath.Join(os.Args[1], "integrity", name))
	if err == nil {
		err = json.Unmarshal(bytes, into)
	}
	if err != nil {
		panic(err)
	}
}

func hashOf(text string) (hash tlog.Hash) {
	bytes, err := hex.DecodeString(text)
	if err != nil || len(bytes) != len(hash) {
		panic(fmt.Sprintf("expected a hash of %d bytes in hex, got %q", len(hash), text))
	}
	copy(hash[:], bytes)
	return hash
}

func hashesOf(texts []string) []tlog.Hash {
	hashes := make([]tlog.Hash, len(texts))
	for i, text := range texts {
		hashes[i] = hashOf(text)
	}
	return hashes
}

// stored contains the hashes of a log in the storage order of tlog. It implements tlog.HashReader.
type stored []tlog.Hash

func (hashes stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = hashes[index]
	}
	return found, nil
}

func checkTree(vectors tree) {
	var hashes stored
	for n, leaf := range vectors.Leaves {
		added, err := tlog.StoredHashesForRecordHash(int64(n), hashOf(leaf), hashes)
		if err != nil {
			panic(err)
		}
		hashes = append(hashes, added...)
		root, err := tlog.TreeHash(int64(n)+1, hashes)
		expect(err == nil && root == hashOf(vectors.Roots[n+1]), "root of size %d: expected %s, got %x", n+1, vectors.Roots[n+1], root)
	}
	for i, v := range vectors.Inclusion {
		err := tlog.CheckRecord(hashesOf(v.Proof), v.Size, hashOf(v.Root), v.Index, hashOf(v.Leaf))
		expect((err == nil) == v.Valid, "inclusion %d: expected valid %v, got %v", i, v.Valid, err)
		if v.Valid {
			proof, err := tlog.ProveRecord(v.Size, v.Index, hashes)
			expect(err == nil && fmt.Sprint(proof) == fmt.Sprint(tlog.RecordProof(hashesOf(v.Proof))), "inclusion %d: expected the proof %v, got %v", i, v.Proof, proof)
		}
	}
	for i, v := range vectors.Consistency {
		err := tlog.CheckTree(hashesOf(v.Proof), v.NewSize, hashOf(v.NewRoot), v.OldSize, hashOf(v.OldRoot))
		expect((err == nil) == v.Valid, "consistency %d: expected valid %v, got %v", i, v.Valid, err)
		if v.Valid {
			proof, err := tlog.ProveTree(v.NewSize, v.OldSize, hashes)
			expect(err == nil && fmt.Sprint(proof) == fmt.Sprint(tlog.TreeProof(hashesOf(v.Proof))), "consistency %d: expected the proof %v, got %v", i, v.Proof, proof)
		}
	}
}

func checkCheckpoint(i int, v checkpoint) {
	verifier, err := note.NewVerifier(v.VerifierKey)
	if err != nil {
		expect(false, "checkpoint %d: %v", i, err)
		return
	}
	opened, err := note.Open([]byte(v.Note), note.VerifierList(verifier))
	if !v.Valid {
		// Package note does not check the lines of a checkpoint.
		isText := err == nil && (v.Code == "wrong_origin" || v.Code == "malformed")
		expect(err != nil || isText, "checkpoint %d: expected %s, got a note", i, v.Code)
		return
	}
	if err != nil {
		expect(false, "checkpoint %d: %v", i, err)
		return
	}
	root := hashOf(v.Root)
	text := fmt.Sprintf("%s\n%d\n%s\n", v.Origin, v.Size, base64.StdEncoding.EncodeToString(root[:]))
	expect(opened.Text == text, "checkpoint %d: expected %q, got %q", i, text, opened.Text)
	signer, err := note.NewSigner(v.SignerKey)
	if err != nil {
		expect(false, "checkpoint %d: %v", i, err)
		return
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	expect(err == nil && string(signed) == v.Note, "checkpoint %d: expected the note %q, got %q", i, v.Note, signed)
}

func main() {
	var vectors tree
	var checkpoints []checkpoint
	read("tree.json", &vectors)
	read("checkpoints.json", &checkpoints)
	checkTree(vectors)
	for i, v := range checkpoints {
		checkCheckpoint(i, v)
	}
	fmt.Printf("%d proofs, %d checkpoints, %d problems\n", len(vectors.Inclusion)+len(vectors.Consistency), len(checkpoints), problems)
	if problems > 0 {
		os.Exit(1)
	}
}
