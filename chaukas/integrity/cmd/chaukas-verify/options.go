// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
)

const helpText = `Usage: chaukas-verify <SOURCE> --origin <ORIGIN> --key <KEY> --checkpoint <FILE>

Verifies the audit trail of a tenant (chaukas-integrity/1): every content hash and commitment, the chain,
the tree, and that nothing that a kept checkpoint covers was changed, removed, inserted or reordered.
The key and the origin are never taken from the export.

The first line of the result is the verdict: PROVED, CONDITIONAL if something is not proved, or FAILED.

SOURCE is an export (lines of JSON, optionally compressed with gzip), or - for stdin.
It may also be evidence, a selection of a log with proofs, for which --checkpoint is optional: the result
says that these records are in the log, unaltered, and never that they are all of the selection.
To verify a store, export it first:
` + "`chaukas-server export --proof --tenant <TENANT> --output trail.jsonl`" + `.

Options:
  --origin <ORIGIN>         origin of the log, such as audit.example.com/t/acme
  --key <KEY>               verifier key of the log (<name>+<key id>+<base64>), or a file that contains it
  --checkpoint <FILE>       signed checkpoint that you kept; can be repeated
  --no-checkpoint           verify without one: shows only that the trail is consistent in itself
  --allow-later-redactions  accept events that show a redaction whose record is not in the export, on condition
  --json                    print the result as one JSON object
  -h, --help                print this text
  -V, --version             print the version

Exit codes:
  0  PROVED: every record is as it was recorded, up to a checkpoint that covers them all
  1  FAILED: something is wrong with the trail, or with a checkpoint
  2  nothing was verified: the command line is invalid, or a file cannot be read
  3  CONDITIONAL: nothing is wrong, but something is not proved; the lines "not proved" list it
`

// options are those of a command line.
type options struct {
	source, origin, key  string
	checkpoints          []string
	noCheckpoint         bool
	allowLaterRedactions bool
	json                 bool
	help, version        bool
}

// unusable is why nothing was verified, and what to do about it.
type unusable struct {
	message, remedy string
}

func (u *unusable) Error() string {
	return u.message
}

func usage(format string, args ...any) error {
	return &unusable{fmt.Sprintf(format, args...), "see `chaukas-verify --help`"}
}

var serverPattern = regexp.MustCompile(`^(?i)https?://`)

// parseOptions reads a command line, in which options may follow the source.
func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("chaukas-verify", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.origin, "origin", "", "")
	flags.StringVar(&o.key, "key", "", "")
	flags.Func("checkpoint", "", func(path string) error {
		o.checkpoints = append(o.checkpoints, path)
		return nil
	})
	flags.BoolVar(&o.noCheckpoint, "no-checkpoint", false, "")
	flags.BoolVar(&o.allowLaterRedactions, "allow-later-redactions", false, "")
	flags.BoolVar(&o.json, "json", false, "")
	flags.BoolVar(&o.version, "version", false, "")
	flags.BoolVar(&o.version, "V", false, "")
	var sources []string
	for rest := args; len(rest) > 0; {
		if err := flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			return options{help: true}, nil
		} else if err != nil {
			return o, usage("%s", strings.ReplaceAll(err.Error(), "defined: -", "defined: --"))
		}
		if rest = flags.Args(); len(rest) > 0 {
			sources = append(sources, rest[0])
			rest = rest[1:]
		}
	}
	if o.version {
		return o, nil
	}
	if len(sources) != 1 || sources[0] == "" {
		return o, usage("source: expected one export, or -, got %d", len(sources))
	}
	o.source = sources[0]
	return o, o.check()
}

func (o options) check() error {
	if serverPattern.MatchString(o.source) {
		message := "source: expected an export, or -, got the URL of a server"
		return &unusable{message, "verify an export of it, or the server with `npx --package @chaukas/spec-integrity chaukas-verify`"}
	}
	if o.origin == "" {
		return usage("--origin: expected the origin of the log, such as audit.example.com/t/acme, got none")
	}
	if _, _, err := integrity.ParseOrigin(o.origin); err != nil {
		return usage("--origin: %v", err)
	}
	if len(o.checkpoints) > 0 && o.noCheckpoint {
		return usage("--no-checkpoint: expected no --checkpoint, got both")
	}
	if o.key == "" && len(o.checkpoints) > 0 {
		return usage("--key: expected the verifier key of the log, or a file that contains it, got none")
	}
	return nil
}
