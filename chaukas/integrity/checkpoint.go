// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint is the state of a log at one size (C2SP tlog-checkpoint).
type Checkpoint struct {
	Origin string
	Size   int64
	Root   Hash
}

// CheckpointFault is why a checkpoint is not trusted. Test for it with [errors.As].
type CheckpointFault struct {
	// Code is malformed, unsigned, bad_signature, or wrong_origin for a checkpoint of another log.
	Code    string
	Message string
}

// Error returns the message.
func (f *CheckpointFault) Error() string {
	return f.Message
}

// Format writes the text of the checkpoint, which is what is signed.
func (c Checkpoint) Format() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]))
}

// Sign signs the checkpoint as a note (§5). It returns an [*Error] of code [Mismatch] unless the name of the signer is the
// origin, and the error of the signer.
func (c Checkpoint) Sign(signer note.Signer) (string, error) {
	if signer.Name() != c.Origin {
		return "", errorOf(Mismatch, "checkpoint", "expected a signer named %s, got %s", c.Origin, signer.Name())
	}
	signed, err := note.Sign(&note.Note{Text: c.Format()}, signer)
	return string(signed), err
}

// ParseCheckpoint reads the text of a checkpoint, of which it verifies nothing. Extension lines may follow and are
// ignored. It returns an [*Error] of code [Malformed] for other text.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	problem := errorOf(Malformed, "checkpoint", "expected lines with an origin, a size and a root")
	if len(lines) < 4 || lines[len(lines)-1] != "" || lines[0] == "" || !indexPattern.MatchString(lines[1]) {
		return Checkpoint{}, problem
	}
	for _, extension := range lines[3 : len(lines)-1] {
		if extension == "" {
			return Checkpoint{}, problem
		}
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size > maxSafe {
		return Checkpoint{}, problem
	}
	root, isBase64 := decodeBase64(lines[2])
	if !isBase64 || len(root) != len(Hash{}) {
		return Checkpoint{}, errorOf(Malformed, "checkpoint", "expected a root of %d bytes in base64", len(Hash{}))
	}
	return Checkpoint{lines[0], size, Hash(root)}, nil
}

// OpenCheckpoint verifies that a key has signed a checkpoint, and that the checkpoint is of the log that the key is named
// for. Create the verifier with [note.NewVerifier], never from a key that the server gave. It returns a
// [*CheckpointFault] for a checkpoint that is not to be trusted.
func OpenCheckpoint(signed string, verifier note.Verifier) (Checkpoint, error) {
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	var invalid *note.InvalidSignatureError
	var unverified *note.UnverifiedNoteError
	key := fmt.Sprintf("%s+%08x", verifier.Name(), verifier.KeyHash())
	switch {
	case errors.As(err, &invalid):
		return Checkpoint{}, &CheckpointFault{"bad_signature", "the note: the signature of " + key + " does not match the text"}
	// A note without any signature is one that the key has not signed.
	case errors.As(err, &unverified), err != nil && strings.HasSuffix(signed, "\n\n"):
		return Checkpoint{}, &CheckpointFault{"unsigned", "the note: expected a signature of " + key + ", found none"}
	case err != nil:
		return Checkpoint{}, &CheckpointFault{"malformed", "the note: expected a text, an empty line, and signatures that each end in a line feed"}
	}
	checkpoint, err := ParseCheckpoint(opened.Text)
	if err != nil {
		return Checkpoint{}, &CheckpointFault{"malformed", err.Error()}
	}
	if checkpoint.Origin != verifier.Name() {
		problem := fmt.Sprintf("the checkpoint: expected the origin %s, got %s", verifier.Name(), checkpoint.Origin)
		return Checkpoint{}, &CheckpointFault{"wrong_origin", problem}
	}
	return checkpoint, nil
}

// maxOriginLength keeps worm_proof_id within its limit.
const maxOriginLength = 1000

var (
	hostPattern   = regexp.MustCompile(`^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$`)
	originPattern = regexp.MustCompile(`^([^/#+%\s]+)/t/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)$`)
)

// FormatOrigin writes the origin of a tenant's log, <host>/t/<tenant> with the tenant percent-encoded (§5). It returns an
// [*Error] for an invalid host, an empty tenant, and an origin over 1000 bytes.
func FormatOrigin(host, tenantID string) (string, error) {
	if !hostPattern.MatchString(host) {
		return "", errorOf(Malformed, "host", "expected a host such as audit.example.com, got %q", host)
	}
	if tenantID == "" || !utf8.ValidString(tenantID) {
		return "", errorOf(Malformed, "tenant", "expected UTF-8 that is not empty")
	}
	origin := host + "/t/" + strings.ReplaceAll(url.QueryEscape(tenantID), "+", "%20")
	if len(origin) > maxOriginLength {
		return "", errorOf(OutOfRange, "origin", "expected at most %d bytes, got %d", maxOriginLength, len(origin))
	}
	return origin, nil
}

// ParseOrigin reads what [FormatOrigin] writes. It returns an [*Error] of code [Malformed] for other text.
func ParseOrigin(origin string) (host, tenantID string, err error) {
	if parts := originPattern.FindStringSubmatch(origin); parts != nil {
		tenantID, err := url.PathUnescape(parts[2])
		if written, formatErr := FormatOrigin(parts[1], tenantID); err == nil && formatErr == nil && written == origin {
			return parts[1], tenantID, nil
		}
	}
	shown := []rune(origin)
	return "", "", errorOf(Malformed, "origin", "expected <host>/t/<tenant>, percent-encoded, got %q", string(shown[:min(len(shown), 200)]))
}

// rootsOf returns the roots of kept checkpoints by size.
func rootsOf(origin string, checkpoints []Checkpoint) (map[int64]Hash, error) {
	roots := map[int64]Hash{}
	for _, checkpoint := range checkpoints {
		if checkpoint.Origin != origin {
			return nil, errorOf(Mismatch, "checkpoint", "expected the origin %s, got %s", origin, checkpoint.Origin)
		}
		if root, isKnown := roots[checkpoint.Size]; isKnown && root != checkpoint.Root {
			return nil, errorOf(Mismatch, "checkpoints", "expected one root for size %d, got two: the log was forked", checkpoint.Size)
		}
		roots[checkpoint.Size] = checkpoint.Root
	}
	return roots, nil
}
