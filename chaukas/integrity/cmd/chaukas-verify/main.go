// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Command chaukas-verify verifies an audit trail: an export of a log, or evidence out of it.
//
// It takes the same options and prints the same report as the command of that name in the npm package
// @chaukas/spec-integrity, which can also verify a running server. Exit codes are 0 for PROVED, 1 for FAILED, 2 if
// nothing was verified, and 3 for CONDITIONAL.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
)

const exitUnusable = 2

var exitCodes = map[integrity.Verdict]int{integrity.Proved: 0, integrity.Failed: 1, integrity.Conditional: 3}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	report, err := runOptions(args, stdin, stdout)
	if err != nil {
		var known *unusable
		if !errors.As(err, &known) {
			known = &unusable{"unexpected failure: " + err.Error(), "report it at https://github.com/chaukasai/chaukas-spec/issues"}
		}
		printLines(stderr, "error: "+known.message, "  what to do: "+known.remedy)
		return exitUnusable
	}
	if report == nil {
		return 0
	}
	return exitCodes[report.Verdict]
}

// runOptions returns the report that it printed, or nil if only a text was asked for.
func runOptions(args []string, stdin io.Reader, stdout io.Writer) (*report, error) {
	o, err := parseOptions(args)
	switch {
	case err != nil:
		return nil, err
	case o.help:
		_, err := io.WriteString(stdout, helpText)
		return nil, err
	case o.version:
		printLines(stdout, version())
		return nil, nil
	}
	report, err := verify(o, stdin)
	if err != nil {
		return nil, err
	}
	if !o.json {
		printLines(stdout, report.lines()...)
		return report, nil
	}
	text, err := json.Marshal(report)
	printLines(stdout, string(text))
	return report, err
}

func version() string {
	if info, isKnown := debug.ReadBuildInfo(); isKnown && info.Main.Version != "" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "(devel)"
}

func verify(o options, stdin io.Reader) (*report, error) {
	report := newReport(o.source, o.origin)
	key, err := readKey(o.key, o.origin)
	if err != nil {
		return nil, err
	}
	kept, err := readCheckpoints(o.checkpoints, key, report)
	if err != nil {
		return nil, err
	}
	source, closeSource, err := openSource(o.source, stdin)
	if err != nil {
		return nil, err
	}
	defer closeSource()
	start, err := source.Peek(len(integrity.EvidenceFormat) + len(`{"format":""`))
	if err != nil && err != io.EOF {
		return nil, unreadable(o.source, err)
	}
	if len(start) == 0 {
		return nil, &unusable{o.source + ": expected an export, got an empty file", howToExport}
	}
	if integrity.IsEvidence(string(start)) {
		return report, verifyEvidence(source, o, key, kept, report)
	}
	if len(o.checkpoints) == 0 && !o.noCheckpoint {
		return nil, usage("--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither")
	}
	return report, verifyExport(source, o, kept, report)
}

const howToExport = "give an export written by `chaukas-server export --proof`"

func verifyExport(source io.Reader, o options, kept []integrity.Checkpoint, report *report) error {
	expected := integrity.TrailExpectation{Origin: o.origin, Checkpoints: kept, AllowLaterRedactions: o.allowLaterRedactions}
	result, err := integrity.VerifyExport(source, expected, func(line integrity.Line) {
		if line.Fault != nil {
			report.list(line.Fault, line.Number)
		} else if line.Export != nil {
			report.addRedaction(line.Export.Sequence, line.Export.Event)
		}
	})
	var known *integrity.Error
	switch {
	case err == nil:
		report.addTrail(result)
		return nil
	case !errors.As(err, &known):
		return unreadable(o.source, err)
	case known.Code == integrity.Mismatch:
		report.add(&integrity.Fault{Code: integrity.FaultOrigin, Sequence: integrity.NoSequence, Message: err.Error()}, 1)
		return nil
	}
	return &unusable{fmt.Sprintf("%s: %v", o.source, err), howToExport}
}

func verifyEvidence(source io.Reader, o options, key note.Verifier, kept []integrity.Checkpoint, report *report) error {
	if o.allowLaterRedactions {
		problem := "expected an export of a whole log, got evidence, which contains the records of its redactions"
		return &unusable{"--allow-later-redactions: " + problem, "leave the option out"}
	}
	hasHeader := true
	result, err := integrity.VerifyEvidence(source, integrity.EvidenceExpectation{Origin: o.origin, Key: key, Checkpoints: kept}, func(line integrity.Line) {
		if line.Fault != nil {
			hasHeader = hasHeader && line.Number > 1
			report.add(line.Fault, line.Number)
		} else if line.Evidence != nil && hasHeader {
			report.addRedaction(line.Evidence.Sequence, line.Evidence.Event)
		}
	})
	if err != nil {
		return unreadable(o.source, err)
	}
	from := ""
	if key != nil {
		from = "evidence"
	}
	for _, checkpoint := range kept {
		if result.Header != nil && checkpoint.Size == result.Header.Size {
			from = "kept"
		}
	}
	report.addEvidence(result, from)
	return nil
}

// openSource opens a file, or stdin for -, and decompresses gzip.
func openSource(path string, stdin io.Reader) (*bufio.Reader, func(), error) {
	file, closeFile := stdin, func() {}
	if path != "-" {
		opened, err := os.Open(path)
		if err != nil {
			return nil, nil, unreadable(path, err)
		}
		file, closeFile = opened, func() { _ = opened.Close() }
	}
	source := bufio.NewReaderSize(file, 256<<10)
	if start, _ := source.Peek(2); string(start) != "\x1f\x8b" {
		return source, closeFile, nil
	}
	decompressed, err := gzip.NewReader(source)
	if err != nil {
		closeFile()
		return nil, nil, unreadable(path, err)
	}
	return bufio.NewReaderSize(decompressed, 256<<10), closeFile, nil
}

func unreadable(path string, err error) error {
	if path == "-" {
		path = "stdin"
	}
	return &unusable{fmt.Sprintf("%s: %v", path, err), "check the file and its permissions"}
}

func readTextFile(path, flag string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", &unusable{fmt.Sprintf("%s: %v", flag, err), "check the file and its permissions"}
	}
	return string(text), nil
}

// keyPattern matches a key as text. A path does not end in a key id and 44 characters of base64.
var keyPattern = regexp.MustCompile(`\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$`)

// readKey reads a verifier key, given as text or as the path of a file. It returns nil if there is none.
func readKey(key, origin string) (note.Verifier, error) {
	if key == "" {
		return nil, nil
	}
	text := key
	if !keyPattern.MatchString(key) {
		read, err := readTextFile(key, "--key")
		if err != nil {
			return nil, err
		}
		text = strings.TrimSpace(read)
	}
	if strings.HasPrefix(text, "PRIVATE+KEY+") {
		return nil, &unusable{"--key: expected a verifier key, got a private key", "keep it secret, and give the verifier key"}
	}
	verifier, err := note.NewVerifier(text)
	if err != nil {
		problem := "--key: expected <name>+<8 hex digits>+<base64 of 1 and 32 bytes>"
		return nil, &unusable{problem, "give the output of `chaukas-server signing-key show` that you kept"}
	}
	if verifier.Name() != origin {
		problem := fmt.Sprintf("--key: expected a key of the origin %s, got one of %s", origin, verifier.Name())
		return nil, &unusable{problem, "give the key and the origin of the same log"}
	}
	return verifier, nil
}

// readCheckpoints reads kept checkpoints. One that cannot be trusted, or that contradicts an earlier one, is a fault of
// the report.
func readCheckpoints(paths []string, key note.Verifier, report *report) (kept []integrity.Checkpoint, err error) {
	roots := map[int64]integrity.Hash{}
	for _, path := range paths {
		text, err := readTextFile(path, "--checkpoint")
		if err != nil {
			return nil, err
		}
		checkpoint, err := integrity.OpenCheckpoint(text, key)
		var fault *integrity.CheckpointFault
		if errors.As(err, &fault) {
			report.add(&integrity.Fault{Code: integrity.FaultCode(fault.Code), Sequence: integrity.NoSequence, Message: path + ": " + fault.Message}, 0)
			continue
		}
		if root, isKnown := roots[checkpoint.Size]; isKnown && root != checkpoint.Root {
			problem := fmt.Sprintf("%s: the root of size %d differs from that of another kept checkpoint: the log was forked", path, checkpoint.Size)
			report.add(&integrity.Fault{Code: "forked", Sequence: integrity.NoSequence, Message: problem}, 0)
			continue
		}
		roots[checkpoint.Size] = checkpoint.Root
		kept = append(kept, checkpoint)
	}
	return kept, nil
}
