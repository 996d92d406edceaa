// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Tessera appends events to a log of Tessera in a folder of the local file system.
package main

import (
	"context"
	"crypto/rand"
	"log"
	"os"
	"time"

	"github.com/chaukasai/chaukas-spec/packages/server/bench/peers/load"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

// batchSize is the number of entries that all callers add at a time, so that they share a commit.
const batchSize = load.Clients * load.BatchSize

func main() {
	ctx := context.Background()
	driver, err := posix.New(ctx, posix.Config{Path: os.Args[1]})
	if err != nil {
		log.Fatal(err)
	}
	key, _, err := note.GenerateKey(rand.Reader, "bench.example.com")
	if err != nil {
		log.Fatal(err)
	}
	signer, err := note.NewSigner(key)
	if err != nil {
		log.Fatal(err)
	}
	appender, _, _, err := tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(time.Second).
		WithBatching(batchSize, 5*time.Millisecond))
	if err != nil {
		log.Fatal(err)
	}
	load.Serve(func(int) func([]load.Entry) error {
		return func(entries []load.Entry) error {
			futures := make([]tessera.IndexFuture, len(entries))
			for index, entry := range entries {
				futures[index] = appender.Add(ctx, tessera.NewEntry(entry.Value))
			}
			// Resolves once the entry is integrated in the tree, and all of it is on disk.
			for _, future := range futures {
				if _, err := future(); err != nil {
					return err
				}
			}
			return nil
		}
	})
}
