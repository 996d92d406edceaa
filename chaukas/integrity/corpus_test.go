// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity_test

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// eachLine calls check with every line of a file of the corpus, which TypeScript generated with what it found. Its folder
// is in CHAUKAS_CORPUS.
func eachLine[T any](t *testing.T, name string, check func(index int, item T)) {
	folder := os.Getenv("CHAUKAS_CORPUS")
	if folder == "" {
		t.Skip("requires a corpus, whose folder CHAUKAS_CORPUS names")
	}
	file, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<28)
	count := 0
	for ; lines.Scan(); count++ {
		var item T
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		check(count, item)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%d %s\n", count, name)
}

type corpusEvent struct {
	Binary      []byte
	JSON        *string
	Key, Error  string
	ContentHash string `json:"content_hash"`
	Commit      string
	Leaf        string
}

func (v corpusEvent) check(t *testing.T, name string, event *commonv1.Event) {
	bytes, err := hex.DecodeString(v.Key)
	if err != nil {
		t.Fatal(err)
	}
	got, err := integrity.Commit(event, integrity.SaltKey(bytes))
	if v.Error != "" {
		var known *integrity.Error
		if !errors.As(err, &known) || string(known.Code) != v.Error {
			t.Errorf("%s: expected %s, got %v", name, v.Error, err)
		}
		return
	}
	if err != nil || got != (integrity.Commitment{ContentHash: v.ContentHash, Commit: v.Commit}) {
		t.Errorf("%s: expected %s and %s, got %v (%v)", name, v.ContentHash, v.Commit, got, err)
	}
	record := integrity.Record{
		Commit: got.Commit, EventID: event.GetEventId(), HashPrev: integrity.GenesisHash, Time: &timestamppb.Timestamp{Seconds: 1767225600},
	}
	text, err := record.Format()
	if err != nil || integrity.LeafHash(text) != v.Leaf {
		t.Errorf("%s: expected the leaf %s, got that of %s (%v)", name, v.Leaf, text, err)
	}
}

func TestCorpusOfEvents(t *testing.T) {
	eachLine(t, "events", func(index int, v corpusEvent) {
		event := &commonv1.Event{}
		if err := proto.Unmarshal(v.Binary, event); err != nil {
			t.Errorf("event %d: %v", index, err)
			return
		}
		v.check(t, fmt.Sprintf("event %d", index), event)
		if v.JSON == nil {
			return
		}
		event, err := integrity.ParseEvent(*v.JSON)
		if err != nil {
			t.Errorf("public JSON %d: %v", index, err)
			return
		}
		v.check(t, fmt.Sprintf("public JSON %d", index), event)
	})
}

type corpusTrail struct {
	Origin, Key, Checkpoint, Export string
	AllowLaterRedactions            bool `json:"allow_later_redactions"`
	Expected                        map[string]any
}

func TestCorpusOfTrails(t *testing.T) {
	eachLine(t, "trails", func(index int, v corpusTrail) {
		key, err := note.NewVerifier(v.Key)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := integrity.OpenCheckpoint(v.Checkpoint, key)
		if err != nil {
			t.Fatal(err)
		}
		found := []any{}
		result, err := integrity.VerifyExport(strings.NewReader(v.Export), integrity.TrailExpectation{
			Origin: v.Origin, Checkpoints: []integrity.Checkpoint{kept}, AllowLaterRedactions: v.AllowLaterRedactions,
		}, func(line integrity.Line) {
			if line.Fault != nil {
				found = append(found, []any{line.Number, line.Fault.Code, sequenceOrNil(line.Fault.Sequence)})
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		got := summarize(result)
		got["found"] = found
		for name, expected := range v.Expected {
			// Messages may differ between languages. They come last.
			if list, isList := expected.([]any); isList && (name == "conditions" || name == "at_end" || name == "found") {
				for i, entry := range list {
					parts := entry.([]any)
					list[i] = parts[:len(parts)-1]
				}
			}
			wanted, _ := json.Marshal(expected)
			shown, _ := json.Marshal(got[name])
			if string(wanted) != string(shown) {
				t.Errorf("trail %d: %s: expected %s, got %s", index, name, wanted, shown)
			}
		}
	})
}

func summarize(result integrity.TrailResult) map[string]any {
	checkpoints, missing, conditions, atEnd := []any{}, []any{}, []any{}, []any{}
	for _, each := range result.Checkpoints {
		checkpoints = append(checkpoints, []any{each.Size, each.State})
	}
	for _, each := range result.Missing {
		missing = append(missing, []any{each.Start, each.End})
	}
	for _, each := range result.Conditions {
		conditions = append(conditions, []any{each.Code, sequenceOrNil(each.Sequence)})
	}
	for _, each := range result.AtEnd {
		atEnd = append(atEnd, []any{each.Code, sequenceOrNil(each.Sequence)})
	}
	var root any
	if result.Root != nil {
		root = hex.EncodeToString(result.Root[:])
	}
	return map[string]any{
		"verdict": result.Verdict, "records": result.Records, "redacted": result.Redacted, "root": root, "checkpoints": checkpoints,
		"missing": missing, "conditions": conditions, "faults": result.Faults, "at_end": atEnd,
	}
}

func sequenceOrNil(sequence int64) any {
	if sequence == integrity.NoSequence {
		return nil
	}
	return sequence
}
