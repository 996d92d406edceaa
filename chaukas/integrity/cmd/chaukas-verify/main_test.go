// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type vectors struct {
	Origin      string
	VerifierKey string `json:"verifier_key"`
	Trails      []struct {
		Summary, Verdict, Export string
		Checkpoints              []string
	}
	Evidence []struct{ Summary, Verdict, Evidence string }
}

func load(t *testing.T, name string) (all vectors) {
	t.Helper()
	text, err := os.ReadFile("../../../../packages/spec-vectors/vectors/integrity/" + name)
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// call runs the command, and returns its exit code, its output and its errors.
func call(stdin string, args ...string) (int, string, string) {
	var stdout, stderr bytes.Buffer
	code := run(args, strings.NewReader(stdin), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// kept returns a trail that is proved, and the options with which it is.
func kept(t *testing.T) (export string, args []string) {
	all := load(t, "trails.json")
	for _, trail := range all.Trails {
		if trail.Summary == "proved: tags and agent_name erased" {
			return trail.Export, []string{"-", "--origin", all.Origin, "--key", all.VerifierKey, "--checkpoint", write(t, "kept", trail.Checkpoints[0])}
		}
	}
	t.Fatal("expected a trail that is proved, with a redaction, got none")
	return
}

func TestVerdicts(t *testing.T) {
	export, args := kept(t)
	origin := args[2]
	code, stdout, stderr := call(export, args...)
	if code != 0 || stderr != "" || !strings.HasPrefix(stdout, "PROVED: "+origin+": 8 records, ") || !strings.Contains(stdout, "\nredacted: record ") {
		t.Errorf("expected a proof and its redactions, got %d: %s%s", code, stdout, stderr)
	}
	code, stdout, _ = call(strings.Replace(export, `"tenant_id":"acme"`, `"tenant_id":"evil"`, 1), args...)
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if code != 1 || lines[0] != lines[len(lines)-1] || !strings.HasPrefix(lines[0], "FAILED: "+origin+": ") {
		t.Errorf("expected the verdict first and last, got %d: %s", code, stdout)
	}
	if lines[1] != "  line 2: record 0 ("+strings.SplitN(strings.SplitN(lines[1], "(", 2)[1], ")", 2)[0]+"): expected the tenant acme, got evil" {
		t.Errorf("expected the line and the record of the fault, got %s", lines[1])
	}
	code, stdout, _ = call(export, "-", "--origin="+origin, "--no-checkpoint")
	if code != 3 || !strings.HasPrefix(stdout, "CONDITIONAL: ") || !strings.Contains(stdout, "\nnot proved: no kept checkpoint") {
		t.Errorf("expected a condition, got %d: %s", code, stdout)
	}
}

func TestReport(t *testing.T) {
	export, args := kept(t)
	code, stdout, _ := call(export, append(args, "--json")...)
	var report map[string]any
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || code != 0 {
		t.Fatal(code, err)
	}
	if report["format"] != "chaukas-verify-report/1" || report["verdict"] != "proved" || report["records"] != 8.0 || report["covered"] != 8.0 || report["source"] != "-" {
		t.Errorf("got %s", stdout)
	}
}

func TestFilesAndGzip(t *testing.T) {
	export, args := kept(t)
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	_, _ = writer.Write([]byte(export))
	_ = writer.Close()
	for _, text := range []string{export, compressed.String()} {
		args[0] = write(t, "trail", text)
		if code, stdout, stderr := call("", args...); code != 0 {
			t.Errorf("expected a proof, got %d: %s%s", code, stdout, stderr)
		}
	}
	args[0] = write(t, "cut", compressed.String()[:compressed.Len()/2])
	if code, _, stderr := call("", args...); code != 2 || !strings.Contains(stderr, "unexpected EOF") {
		t.Errorf("expected an error of the file, got %d: %s", code, stderr)
	}
}

func TestEvidence(t *testing.T) {
	all := load(t, "evidence.json")
	exitCodes := map[string]int{"proved": 0, "failed": 1, "conditional": 3}
	for _, evidence := range all.Evidence[:8] {
		code, stdout, stderr := call(evidence.Evidence, "--origin", all.Origin, "--key", all.VerifierKey, "-")
		if stderr != "" || (evidence.Verdict == "proved" && code != exitCodes[evidence.Verdict]) || !strings.Contains(stdout, "\nnever proved: that these are all records of the selection {") {
			t.Errorf("%s: got %d: %s%s", evidence.Summary, code, stdout, stderr)
		}
	}
	code, _, stderr := call(all.Evidence[0].Evidence, "--origin", all.Origin, "--key", all.VerifierKey, "--allow-later-redactions", "-")
	if code != 2 || !strings.Contains(stderr, "--allow-later-redactions: expected an export of a whole log, got evidence") {
		t.Errorf("got %d: %s", code, stderr)
	}
}

// Nothing that a file contains reaches the terminal as it is.
func TestOutputIsPrintable(t *testing.T) {
	export, args := kept(t)
	_, stdout, _ := call(strings.Replace(export, `"tenant_id":"acme"`, `"tenant_id":"\u001b[2J\u202e"`, 1), args...)
	if strings.ContainsAny(stdout, "\x1b\u202e") || !strings.Contains(stdout, `got \u001b[2J\u202e`) {
		t.Errorf("expected escapes, got %q", stdout)
	}
}

func TestUnusable(t *testing.T) {
	export, args := kept(t)
	origin, key, checkpoint := args[2], args[4], args[6]
	for _, test := range []struct {
		args     []string
		stdin    string
		expected string
	}{
		{nil, "", "source: expected one export, or -, got 0"},
		{[]string{"-", "x"}, "", "source: expected one export, or -, got 2"},
		{[]string{"https://audit.example.com", "--origin", origin}, "", "source: expected an export, or -, got the URL of a server"},
		{[]string{"-"}, "", "--origin: expected the origin of the log"},
		{[]string{"-", "--origin", "acme"}, "", `--origin: origin: expected <host>/t/<tenant>, percent-encoded, got "acme"`},
		{[]string{"-", "--orgin", origin}, "", "flag provided but not defined: --orgin"},
		{[]string{"-", "--origin", origin}, export, "--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither"},
		{[]string{"-", "--origin", origin, "--checkpoint", checkpoint}, "", "--key: expected the verifier key of the log"},
		{append(args, "--no-checkpoint"), "", "--no-checkpoint: expected no --checkpoint, got both"},
		{[]string{"-", "--origin", origin, "--key", "missing"}, "", "--key: open missing: "},
		{[]string{"-", "--origin", "other.example.com/t/acme", "--key", key}, "", "--key: expected a key of the origin other.example.com/t/acme, got one of " + origin},
		{[]string{"-", "--origin", origin, "--key", strings.Replace(key, "+", "+0", 1)}, "", "--key: "},
		{[]string{"missing", "--origin", origin, "--no-checkpoint"}, "", "missing: open missing: "},
		{[]string{"-", "--origin", origin, "--no-checkpoint"}, "", "-: expected an export, got an empty file"},
		{[]string{"-", "--origin", origin, "--no-checkpoint"}, "{}\n", `-: header: expected {"format":"chaukas-integrity/1"`},
	} {
		code, stdout, stderr := call(test.stdin, test.args...)
		lines := strings.Split(stderr, "\n")
		if code != 2 || stdout != "" || !strings.HasPrefix(lines[0], "error: "+test.expected) || !strings.HasPrefix(lines[1], "  what to do: ") {
			t.Errorf("%v: expected %q, got %d: %s%s", test.args, test.expected, code, stdout, stderr)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, flag := range []string{"-h", "--help"} {
		if code, stdout, _ := call("", flag); code != 0 || !strings.HasPrefix(stdout, "Usage: chaukas-verify <SOURCE>") {
			t.Errorf("%s: got %d: %s", flag, code, stdout)
		}
	}
	for _, flag := range []string{"-V", "--version"} {
		if code, stdout, _ := call("", flag); code != 0 || len(strings.TrimSpace(stdout)) == 0 {
			t.Errorf("%s: got %d: %s", flag, code, stdout)
		}
	}
}
