// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
)

const largeOrigin = "audit.example.com/t/acme"

// writeLarge writes an export of a log whose events have some text.
func writeLarge(w io.Writer, count int64) error {
	if _, err := fmt.Fprintf(w, `{"format":"chaukas-integrity/1","origin":"%s","size":%d}`+"\n", largeOrigin, count); err != nil {
		return err
	}
	previous := integrity.GenesisHash
	key := strings.Repeat("00", 32)
	text := strings.Repeat("x", 1000)
	for sequence := range count {
		recorded := fmt.Sprintf(`{"event_id":"e-%d","tenant_id":"acme","type":"SYSTEM","content":{"kind":"message","text":"%s"}`, sequence, text)
		event, err := integrity.ParseEvent(recorded + "}")
		if err != nil {
			return err
		}
		bound, err := integrity.Commit(event, integrity.SaltKey{})
		if err != nil {
			return err
		}
		record := integrity.Record{Commit: bound.Commit, EventID: event.GetEventId(), HashPrev: previous, Sequence: sequence, Time: &timestamppb.Timestamp{}}
		line, err := record.Format()
		if err != nil {
			return err
		}
		leaf := integrity.LeafHash(line)
		_, err = fmt.Fprintf(w, `{"seq":%d,"leaf":"%s","commit":"%s","opening":{"key":"%s"},"event":%s,"content_hash":"%s","hash_prev":"%s","worm_proof_id":"%s#%d","server_timestamp":"1970-01-01T00:00:00Z"}}`+"\n",
			sequence, leaf, bound.Commit, key, recorded, bound.ContentHash, previous, largeOrigin, sequence)
		if err != nil {
			return err
		}
		previous = leaf
	}
	return nil
}

func verifyLarge(t testing.TB, count int64, listener func(integrity.Line)) {
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(writeLarge(writer, count)) }()
	result, err := integrity.VerifyExport(reader, integrity.TrailExpectation{Origin: largeOrigin}, listener)
	if err != nil || result.Records != count || result.Verdict != integrity.Conditional {
		t.Fatalf("expected %d records without faults, got %+v (%v)", count, result, err)
	}
}

// A trail of 12 MB is verified in the memory of a few lines.
func TestMemoryIsBounded(t *testing.T) {
	const maxGrowth = 4 << 20
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	verifyLarge(t, 8000, func(line integrity.Line) {
		if line.Number%2000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&during)
			most = max(most, during.HeapAlloc)
		}
	})
	if most > before.HeapAlloc+maxGrowth {
		t.Errorf("expected at most %d bytes more than %d, got %d", maxGrowth, before.HeapAlloc, most)
	}
}

func BenchmarkVerifyExport(b *testing.B) {
	var export strings.Builder
	const count = 1000
	if err := writeLarge(&export, count); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(export.Len()))
	for b.Loop() {
		_, err := integrity.VerifyExport(strings.NewReader(export.String()), integrity.TrailExpectation{Origin: largeOrigin}, nil)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(count*b.N)/b.Elapsed().Seconds(), "records/s")
}
