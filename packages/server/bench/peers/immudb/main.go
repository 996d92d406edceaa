// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Immudb is a server of immudb and a client of it: "serve PORT FOLDER" runs the server, and "load PORT FOLDER" stores
// events as values, with their ids as keys.
package main

import (
	"context"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/chaukasai/chaukas-spec/packages/server/bench/peers/load"
	"github.com/codenotary/immudb/embedded/logger"
	"github.com/codenotary/immudb/pkg/api/schema"
	"github.com/codenotary/immudb/pkg/client"
	"github.com/codenotary/immudb/pkg/server"
)

const address = "127.0.0.1"

func main() {
	command, folder := os.Args[1], os.Args[3]
	port, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if command == "serve" {
		serve(port, folder)
		return
	}
	load.Serve(func(int) func([]load.Entry) error {
		connection := connect(port, folder)
		return func(entries []load.Entry) error {
			values := make([]*schema.KeyValue, len(entries))
			for index, entry := range entries {
				values[index] = &schema.KeyValue{Key: entry.Key, Value: entry.Value}
			}
			_, err := connection.SetAll(context.Background(), &schema.SetRequest{KVs: values})
			return err
		}
	})
}

// serve runs a server with the defaults of immudb, which write every transaction to disk before they acknowledge it,
// but without its other ports.
func serve(port int, folder string) {
	options := server.DefaultOptions().WithDir(folder).WithAddress(address).WithPort(port).
		WithMetricsServer(false).WithWebServer(false).WithPgsqlServer(false)
	immudb := server.DefaultServer().WithOptions(options).
		WithLogger(logger.NewSimpleLoggerWithLevel("immudb", os.Stderr, logger.LogError))
	if err := immudb.Initialize(); err != nil {
		log.Fatal(err)
	}
	log.Fatal(immudb.Start())
}

// connect waits for a server that is still starting.
func connect(port int, folder string) client.ImmuClient {
	for started := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		options := client.DefaultOptions().WithAddress(address).WithPort(port).WithDir(folder)
		connection := client.NewClient().WithOptions(options)
		err := connection.OpenSession(context.Background(), []byte("immudb"), []byte("immudb"), "defaultdb")
		if err == nil {
			return connection
		}
		if time.Since(started) > 30*time.Second {
			log.Fatal(err)
		}
	}
}
