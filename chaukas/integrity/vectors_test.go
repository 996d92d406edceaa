// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"google.golang.org/protobuf/proto"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

const vectors = "../../packages/spec-vectors/vectors"

// read reads a file of the vectors, which all implementations are tested with.
func read(t testing.TB, name string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(filepath.Join(vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func readJSON[T any](t testing.TB, name string) (value T) {
	t.Helper()
	if err := json.Unmarshal(read(t, name), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func same[T comparable](t testing.TB, name string, got, expected T) {
	t.Helper()
	if got != expected {
		t.Errorf("%s: expected %v, got %v", name, expected, got)
	}
}

func hashOf(t testing.TB, text string) integrity.Hash {
	t.Helper()
	hash, err := integrity.ParseHash(text)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func hashesOf(t testing.TB, texts []string) []integrity.Hash {
	t.Helper()
	hashes := make([]integrity.Hash, len(texts))
	for i, text := range texts {
		hashes[i] = hashOf(t, text)
	}
	return hashes
}

type bound struct {
	ID, Binary  string
	Event       json.RawMessage
	Key         string
	NormalForm  string `json:"normal_form"`
	ContentHash string `json:"content_hash"`
	Leaves      []struct {
		Path                json.RawMessage
		Value, Salt, Digest string
	}
	Commit, Record, Leaf string
	Error                *struct{ Code, Path string }
}

func checkBound(t *testing.T, event *commonv1.Event, v bound) {
	normal, err := integrity.NormalForm(event)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "normal form", normal, v.NormalForm)
	hash, _ := integrity.ContentHash(event)
	same(t, "content_hash", hash, v.ContentHash)
	bytes, err := hex.DecodeString(v.Key)
	if err != nil {
		t.Fatal(err)
	}
	key := integrity.SaltKey(bytes)
	leaves, _ := integrity.ListLeaves(event)
	same(t, "number of leaves", len(leaves), len(v.Leaves))
	for i, salt := range integrity.DeriveSalts(key, len(leaves)) {
		path, _ := json.Marshal(leaves[i].Path)
		var expected []any
		_ = json.Unmarshal(v.Leaves[i].Path, &expected)
		wanted, _ := json.Marshal(expected)
		same(t, "path", string(path), string(wanted))
		same(t, "value", leaves[i].Value, v.Leaves[i].Value)
		same(t, "salt", salt, v.Leaves[i].Salt)
		same(t, "digest", leaves[i].Digest(salt), v.Leaves[i].Digest)
	}
	commitment, err := integrity.Commit(event, key)
	same(t, "commitment", commitment, integrity.Commitment{ContentHash: v.ContentHash, Commit: v.Commit})
	same(t, "error", err, nil)
	same(t, "leaf", integrity.LeafHash(v.Record), v.Leaf)
}

func TestGoldenEvents(t *testing.T) {
	for _, v := range readJSON[[]bound](t, "integrity/golden.json") {
		event, err := integrity.ParseEvent(string(v.Event))
		if err != nil {
			t.Fatal(err)
		}
		checkBound(t, event, v)
	}
}

func TestBoundEvents(t *testing.T) {
	for _, v := range readJSON[[]bound](t, "integrity/events.json") {
		t.Run(v.ID, func(t *testing.T) {
			event := &commonv1.Event{}
			if err := proto.Unmarshal(read(t, v.Binary), event); err != nil {
				t.Fatal(err)
			}
			if v.Error == nil {
				checkBound(t, event, v)
				return
			}
			_, err := integrity.NormalForm(event)
			var known *integrity.Error
			if !errors.As(err, &known) || string(known.Code) != v.Error.Code || known.Path != v.Error.Path {
				t.Errorf("expected %s at %q, got %v", v.Error.Code, v.Error.Path, err)
			}
		})
	}
}

type messageVector struct {
	ID, Message, JSON, Binary string
	Valid, Lossy              bool
	Path                      string
	Differences               []struct{ Form, Verdict string }
}

// isReadable returns whether the text has the form of a message, whatever the rules of validation say of its values.
func (v messageVector) isReadable() bool {
	return v.Valid || slices.ContainsFunc(v.Differences, func(d struct{ Form, Verdict string }) bool {
		return d.Form == "codec" && d.Verdict == "valid"
	})
}

// Public JSON of events is read as the binary form is, or refused.
func TestPublicJSON(t *testing.T) {
	index := readJSON[struct{ Vectors []messageVector }](t, "index.json")
	count := 0
	for _, v := range index.Vectors {
		if v.Message != "chaukas.spec.common.v1.Event" || v.JSON == "" {
			continue
		}
		count++
		t.Run(v.ID, func(t *testing.T) {
			event, err := integrity.ParseEvent(strings.TrimSpace(string(read(t, v.JSON))))
			if !v.isReadable() {
				var known *integrity.Error
				if !errors.As(err, &known) || (known.Path != v.Path && known.Path != "") {
					t.Errorf("expected an error at %q, got %v", v.Path, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if v.Binary == "" || v.Lossy {
				return
			}
			expected := &commonv1.Event{}
			if err := proto.Unmarshal(read(t, v.Binary), expected); err != nil {
				t.Fatal(err)
			}
			got, _ := integrity.NormalForm(event)
			wanted, err := integrity.NormalForm(expected)
			if err != nil || got != wanted {
				t.Errorf("expected %s, got %s (%v)", wanted, got, err)
			}
		})
	}
	if count < 100 {
		t.Errorf("expected at least 100 events, got %d", count)
	}
}

// storedHashes are the hashes of a log in the order of package tlog, whose proofs are those of Go's checksum database.
type storedHashes []integrity.Hash

func (s storedHashes) ReadHashes(indexes []int64) ([]integrity.Hash, error) {
	found := make([]integrity.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = s[index]
	}
	return found, nil
}

func TestTree(t *testing.T) {
	v := readJSON[struct {
		Leaves, Roots []string
		Inclusion     []struct {
			Valid       bool
			Index, Size int64
			Leaf, Root  string
			Proof       []string
		}
		Consistency []struct {
			Valid   bool
			OldSize int64  `json:"old_size"`
			NewSize int64  `json:"new_size"`
			OldRoot string `json:"old_root"`
			NewRoot string `json:"new_root"`
			Proof   []string
		}
	}](t, "integrity/tree.json")
	var tree integrity.Range
	same(t, "root of size 0", tree.Root(), hashOf(t, v.Roots[0]))
	for i, leaf := range v.Leaves {
		tree.Append(hashOf(t, leaf))
		same(t, "root", tree.Root(), hashOf(t, v.Roots[i+1]))
	}
	var stored storedHashes
	for n, leaf := range v.Leaves {
		added, err := tlog.StoredHashesForRecordHash(int64(n), hashOf(t, leaf), stored)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, added...)
	}
	for i, p := range v.Inclusion {
		if p.Valid {
			proof, err := tlog.ProveRecord(p.Size, p.Index, stored)
			if err != nil || !slices.Equal(proof, hashesOf(t, p.Proof)) {
				t.Errorf("inclusion %d: expected the proof %v, got %v (%v)", i, p.Proof, proof, err)
			}
		}
		err := integrity.VerifyInclusion(hashesOf(t, p.Proof), p.Index, p.Size, hashOf(t, p.Leaf), hashOf(t, p.Root))
		if (err == nil) != p.Valid {
			t.Errorf("inclusion %d: expected valid %v, got %v", i, p.Valid, err)
		}
	}
	for i, p := range v.Consistency {
		if p.Valid {
			proof, err := tlog.ProveTree(p.NewSize, p.OldSize, stored)
			if err != nil || !slices.Equal(proof, hashesOf(t, p.Proof)) {
				t.Errorf("consistency %d: expected the proof %v, got %v (%v)", i, p.Proof, proof, err)
			}
		}
		err := integrity.VerifyConsistency(hashesOf(t, p.Proof), p.OldSize, p.NewSize, hashOf(t, p.OldRoot), hashOf(t, p.NewRoot))
		if (err == nil) != p.Valid {
			t.Errorf("consistency %d: expected valid %v, got %v", i, p.Valid, err)
		}
	}
}

func TestCheckpoints(t *testing.T) {
	type vector struct {
		Valid              bool
		Code, Origin, Note string
		Size               int64
		Root               string
		SignerKey          string `json:"signer_key"`
		VerifierKey        string `json:"verifier_key"`
	}
	for _, v := range readJSON[[]vector](t, "integrity/checkpoints.json") {
		verifier, err := note.NewVerifier(v.VerifierKey)
		if err != nil {
			t.Fatal(err)
		}
		opened, err := integrity.OpenCheckpoint(v.Note, verifier)
		if !v.Valid {
			var fault *integrity.CheckpointFault
			if !errors.As(err, &fault) || fault.Code != v.Code {
				t.Errorf("expected %s, got %v", v.Code, err)
			}
			continue
		}
		expected := integrity.Checkpoint{Origin: v.Origin, Size: v.Size, Root: hashOf(t, v.Root)}
		same(t, "error", err, nil)
		same(t, "checkpoint", opened, expected)
		signer, err := note.NewSigner(v.SignerKey)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := expected.Sign(signer)
		same(t, "error", err, nil)
		same(t, "note", signed, v.Note)
	}
}

func TestRedactions(t *testing.T) {
	type state struct {
		Event, Opening json.RawMessage
		NormalForm     string `json:"normal_form"`
		ShownHash      string `json:"shown_hash"`
	}
	type vector struct {
		Commit        string
		Before, After state
		Record        struct {
			Content struct {
				Erased    []int64
				ShownHash string `json:"shown_hash"`
			}
		}
	}
	for i, v := range readJSON[[]vector](t, "integrity/redactions.json") {
		for _, state := range []state{v.Before, v.After} {
			event, err := integrity.ParseEvent(string(state.Event))
			if err != nil {
				t.Fatal(i, err)
			}
			opening, err := integrity.ParseOpening(compact(t, state.Opening))
			if err != nil {
				t.Fatal(i, err)
			}
			opened, err := integrity.Open(event, opening)
			same(t, "error", err, nil)
			same(t, "commit", opened.Commit, v.Commit)
			normal, _ := integrity.NormalForm(event)
			same(t, "normal form", normal, state.NormalForm)
			if state.ShownHash == "" {
				continue
			}
			same(t, "shown_hash", opened.Shown.Hash, state.ShownHash)
			same(t, "shown_hash of the record", v.Record.Content.ShownHash, state.ShownHash)
			if !slices.Equal(opened.Shown.Erased, v.Record.Content.Erased) {
				t.Errorf("%d: expected %v to be erased, got %v", i, v.Record.Content.Erased, opened.Shown.Erased)
			}
		}
	}
}

// compact removes white space between the members of a JSON text.
func compact(t testing.TB, text json.RawMessage) string {
	var value any
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	var written strings.Builder
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(written.String())
}

type expectedVerdict struct {
	Summary, Code string
	Verdict       integrity.Verdict
	Checkpoints   []string
	Conditions    []struct {
		Code     integrity.ConditionCode
		Sequence *int64
	}
	Sequence *int64
}

func (v expectedVerdict) check(t *testing.T, verdict integrity.Verdict, conditions []integrity.Condition, first *integrity.Fault) {
	same(t, "verdict", verdict, v.Verdict)
	sequenceOf := func(sequence *int64) int64 {
		if sequence == nil {
			return integrity.NoSequence
		}
		return *sequence
	}
	if first != nil {
		code, sequence := string(first.Code), first.Sequence
		// The vectors name a record by its place in the text; a record that is misplaced is reported by its own sequence.
		if first.Code == integrity.FaultSequence && v.Sequence != nil && sequence < *v.Sequence {
			sequence = *v.Sequence
		}
		if first.Code == integrity.FaultSize {
			code = string(integrity.FaultMalformed)
		}
		same(t, "code", code, v.Code)
		same(t, "sequence", sequence, sequenceOf(v.Sequence))
		if !strings.Contains(first.Message, ": ") {
			t.Errorf("expected a message with a subject, got %q", first.Message)
		}
	}
	same(t, "number of conditions", len(conditions), len(v.Conditions))
	for i, condition := range conditions {
		same(t, "condition", condition.Code, v.Conditions[i].Code)
		same(t, "sequence of the condition", condition.Sequence, sequenceOf(v.Conditions[i].Sequence))
	}
}

func (v expectedVerdict) open(t testing.TB, key note.Verifier) (kept []integrity.Checkpoint) {
	for _, text := range v.Checkpoints {
		opened, err := integrity.OpenCheckpoint(text, key)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, opened)
	}
	return kept
}

type trailVectors struct {
	Origin      string
	VerifierKey string `json:"verifier_key"`
	Trails      []struct {
		expectedVerdict
		AllowLaterRedactions bool `json:"allow_later_redactions"`
		Export               string
	}
	Evidence []struct {
		expectedVerdict
		WithoutKey bool `json:"without_key"`
		Evidence   string
	}
}

func (v trailVectors) key(t testing.TB) note.Verifier {
	key, err := note.NewVerifier(v.VerifierKey)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// withoutLastLineFeed returns a text as it is and without its last line feed, which must not change the verdict.
func withoutLastLineFeed(text string) []string {
	return []string{text, strings.TrimSuffix(text, "\n")}
}

func TestTrails(t *testing.T) {
	all := readJSON[trailVectors](t, "integrity/trails.json")
	for _, v := range all.Trails {
		t.Run(v.Summary, func(t *testing.T) {
			for _, export := range withoutLastLineFeed(v.Export) {
				result, err := integrity.VerifyExport(strings.NewReader(export), integrity.TrailExpectation{
					Origin: all.Origin, Checkpoints: v.open(t, all.key(t)), AllowLaterRedactions: v.AllowLaterRedactions,
				}, nil)
				if err != nil {
					// A text without the header of an export has no result.
					same(t, "verdict", v.Verdict, integrity.Failed)
					continue
				}
				v.check(t, result.Verdict, result.Conditions, result.First)
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	all := readJSON[trailVectors](t, "integrity/evidence.json")
	for _, v := range all.Evidence {
		t.Run(v.Summary, func(t *testing.T) {
			expected := integrity.EvidenceExpectation{Origin: all.Origin, Key: all.key(t), Checkpoints: v.open(t, all.key(t))}
			if v.WithoutKey {
				expected.Key = nil
			}
			for _, evidence := range withoutLastLineFeed(v.Evidence) {
				result, err := integrity.VerifyEvidence(strings.NewReader(evidence), expected, nil)
				same(t, "error", err, nil)
				v.check(t, result.Verdict, result.Conditions, result.First)
			}
		})
	}
}
