// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Package load receives the events that a peer stores from the benchmark, and reports how long that took.
package load

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// Clients is the number of clients that store at the same time.
	Clients = 4
	// BatchSize is the number of entries that a client stores at a time.
	BatchSize = 100
)

// Entry is an encoded event and its id.
type Entry struct{ Key, Value []byte }

// Serve answers the benchmark on standard input and output until that ends. A line "prepare FILE" reads events from a
// file, and is answered by "ready". A line "go" stores them, and is answered by the seconds until the last
// batch was acknowledged. Four clients store batches of 100, each the next batch when the last one is acknowledged:
// storeFor returns the function with which one of them stores a batch durably.
func Serve(storeFor func(client int) func([]Entry) error) {
	stores := make([]func([]Entry) error, Clients)
	for client := range stores {
		stores[client] = storeFor(client)
	}
	fmt.Println("open")
	var batches [][]Entry
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var path string
		if _, err := fmt.Sscanf(lines.Text(), "prepare %s", &path); err == nil {
			batches = read(path)
			fmt.Println("ready")
			continue
		}
		start := time.Now()
		storeAll(stores, batches)
		fmt.Println(time.Since(start).Seconds())
	}
}

func storeAll(stores []func([]Entry) error, batches [][]Entry) {
	var next atomic.Int64
	var running sync.WaitGroup
	for _, store := range stores {
		running.Go(func() {
			for index := next.Add(1) - 1; int(index) < len(batches); index = next.Add(1) - 1 {
				if err := store(batches[index]); err != nil {
					log.Fatalf("batch %d: %v", index, err)
				}
			}
		})
	}
	running.Wait()
}

// read returns the batches of a file in which the length of each key and each value precedes it, in four bytes.
func read(path string) [][]Entry {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	take := func() []byte {
		end := 4 + binary.BigEndian.Uint32(data)
		part := data[4:end]
		data = data[end:]
		return part
	}
	var batches [][]Entry
	for len(data) > 0 {
		batch := make([]Entry, 0, BatchSize)
		for len(batch) < BatchSize && len(data) > 0 {
			batch = append(batch, Entry{Key: take(), Value: take()})
		}
		batches = append(batches, batch)
	}
	return batches
}
