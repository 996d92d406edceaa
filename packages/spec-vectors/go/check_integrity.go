// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Command check_integrity checks the vectors with an independent implementation of chaukas-integrity/1, which follows the
// specification. Trees, proofs and signed notes are those of Go's checksum database.
//
// Usage: check_integrity DESCRIPTOR_SET VECTORS
//
// The descriptor set is in ProtoJSON.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

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
	readFile(filepath.Join(os.Args[2], "integrity", name), into)
}

func readFile(path string, into any) {
	bytes, err := os.ReadFile(path)
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

type goldenVector struct {
	Event       json.RawMessage
	Key         string
	NormalForm  string `json:"normal_form"`
	ContentHash string `json:"content_hash"`
	Leaves      []struct {
		Path                json.RawMessage
		Value, Salt, Digest string
	}
	Commit, Record, Leaf string
}

type redactionState struct {
	Event, Opening json.RawMessage
	NormalForm     string `json:"normal_form"`
	ShownHash      string `json:"shown_hash"`
}

type redactionVector struct {
	Commit        string
	Before, After redactionState
	Record        struct {
		Content struct {
			Erased    []int64
			ShownHash string `json:"shown_hash"`
		}
	}
}

type verdict struct {
	Summary, Verdict string
	Checkpoints      []string
	Conditions       []condition
	Sequence         *int64
}

type trailVector struct {
	verdict
	AllowLaterRedactions bool `json:"allow_later_redactions"`
	Export               string
}

type evidenceVector struct {
	verdict
	WithoutKey bool `json:"without_key"`
	Evidence   string
}

func mustParse(text json.RawMessage) any {
	parsed, err := parseJSON(string(text))
	if err != nil {
		panic(err)
	}
	return parsed.value
}

func mustRead(types schema, event json.RawMessage) object {
	read, err := types.readEvent(mustParse(event))
	if err != nil {
		panic(err)
	}
	return read
}

func checkGolden(types schema, i int, v goldenVector) {
	same := func(name, expected, got string) {
		expect(expected == got, "golden event %d: %s: expected %s, got %s", i+1, name, expected, got)
	}
	normal := normalForm(mustRead(types, v.Event))
	leaves := listLeaves(normal)
	if len(leaves) != len(v.Leaves) {
		expect(false, "golden event %d: expected %d leaves, got %d", i+1, len(v.Leaves), len(leaves))
		return
	}
	key, err := hex.DecodeString(v.Key)
	if err != nil {
		panic(err)
	}
	digests := []string{}
	for at, salt := range deriveSalts(key, len(leaves)) {
		path, err := readPath(mustParse(v.Leaves[at].Path))
		expect(err == nil && path == canonical(leaves[at].path), "golden event %d: expected the path %s, got %v", i+1, path, leaves[at].path)
		same("value", v.Leaves[at].Value, canonical(leaves[at].value))
		same("salt", v.Leaves[at].Salt, salt)
		digests = append(digests, digestLeaf(salt, leaves[at]))
		same("digest", v.Leaves[at].Digest, digests[at])
	}
	commit := commitTo(digests, normal)
	record := formatRecord(commit, textOf(normal, "event_id"), genesis, 0, "2025-01-01T00:00:00Z")
	same("normal form", v.NormalForm, canonical(normal))
	same("content_hash", v.ContentHash, contentHash(normal))
	same("commit", v.Commit, commit)
	same("record", v.Record, record)
	same("leaf", v.Leaf, hashLeaf(record))
}

func checkRedaction(types schema, i int, v redactionVector) {
	for _, state := range []redactionState{v.Before, v.After} {
		normal := normalForm(mustRead(types, state.Event))
		commit, shown, err := openEvent(normal, mustParse(state.Opening))
		expect(err == nil && commit == v.Commit, "redaction %d: expected the commitment %s, got %s (%v)", i, v.Commit, commit, err)
		expect(canonical(normal) == state.NormalForm, "redaction %d: expected %s, got %s", i, state.NormalForm, canonical(normal))
		if state.ShownHash == "" {
			continue
		}
		content := v.Record.Content
		isRecorded := shown != nil && shown.shownHash == content.ShownHash && slices.Equal(shown.erased, content.Erased)
		expect(isRecorded && content.ShownHash == state.ShownHash, "redaction %d: expected what the record has, got %+v", i, shown)
	}
}

func checkVerdict(v verdict, conditions []condition, err error) {
	found, sequence := "proved", int64(none)
	if err != nil {
		found, sequence = "failed", sequenceOf(err, none)
	} else if len(conditions) > 0 {
		found = "conditional"
	}
	expected := int64(none)
	if v.Sequence != nil {
		expected = *v.Sequence
	}
	expect(found == v.Verdict && sequence == expected, "%s: expected the verdict %s at %d, got %s at %d (%v)", v.Summary, v.Verdict, expected, found, sequence, err)
	got, _ := json.Marshal(conditions)
	wanted, _ := json.Marshal(v.Conditions)
	expect(string(got) == string(wanted), "%s: expected the conditions %s, got %s", v.Summary, wanted, got)
}

func main() {
	var set descriptorSet
	readFile(os.Args[1], &set)
	types := newSchema(set)
	var vectors tree
	var checkpoints []checkpoint
	var golden []goldenVector
	var redactions []redactionVector
	var trails struct {
		Origin      string
		VerifierKey string `json:"verifier_key"`
		Trails      []trailVector
	}
	var evidence struct{ Evidence []evidenceVector }
	read("tree.json", &vectors)
	read("checkpoints.json", &checkpoints)
	read("golden.json", &golden)
	read("redactions.json", &redactions)
	read("trails.json", &trails)
	read("evidence.json", &evidence)
	checkTree(vectors)
	for i, v := range checkpoints {
		checkCheckpoint(i, v)
	}
	for i, v := range golden {
		checkGolden(types, i, v)
	}
	for i, v := range redactions {
		checkRedaction(types, i, v)
	}
	log := newLog(types, trails.Origin, trails.VerifierKey)
	for _, v := range trails.Trails {
		conditions, err := log.verifyTrail(v)
		checkVerdict(v.verdict, conditions, err)
	}
	for _, v := range evidence.Evidence {
		conditions, err := log.verifyEvidence(v)
		checkVerdict(v.verdict, conditions, err)
	}
	fmt.Printf("%d golden events, %d proofs, %d checkpoints, ", len(golden), len(vectors.Inclusion)+len(vectors.Consistency), len(checkpoints))
	fmt.Printf("%d redactions, %d trails, %d evidence, %d problems\n", len(redactions), len(trails.Trails), len(evidence.Evidence), problems)
	if problems > 0 {
		os.Exit(1)
	}
}
