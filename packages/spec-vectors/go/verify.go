// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const genesis = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// none is the sequence of a failure that belongs to no record.
const none = -1

// failure is the failure of a record.
type failure struct {
	sequence int64
	reason   string
}

func (f *failure) Error() string {
	return f.reason
}

func failed(sequence int64, format string, args ...any) error {
	return &failure{sequence, fmt.Sprintf(format, args...)}
}

type condition struct {
	Code     string
	Sequence *int64
}

// checkpoint is a verified checkpoint.
type head struct {
	size int64
	root tlog.Hash
}

// log is the log that a verifier knows.
type log struct {
	types  schema
	origin string
	tenant string
	key    note.Verifier
}

func newLog(types schema, origin, key string) log {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		panic(err)
	}
	_, escaped, _ := strings.Cut(origin, "/t/")
	tenant, err := url.PathUnescape(escaped)
	if err != nil {
		panic(err)
	}
	return log{types, origin, tenant, verifier}
}

// open verifies a checkpoint of section 5.
func (l log) open(text string) (head, error) {
	opened, err := note.Open([]byte(text), note.VerifierList(l.key))
	if err != nil {
		return head{}, err
	}
	return parseCheckpoint(opened.Text, l.origin)
}

var sizePattern = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

func parseCheckpoint(text, origin string) (head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != origin || !sizePattern.MatchString(lines[1]) {
		return head{}, errors.New("expected a checkpoint of the log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	bytes, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(bytes) != tlog.HashSize {
		return head{}, errors.New("expected a root")
	}
	return head{size, tlog.Hash(bytes)}, nil
}

// check verifies a record alone, and notes what it shows. It returns its commitment and its leaf.
func (l log) check(sequence int64, event object, opening any, events ledger) (commit, leaf string, err error) {
	if textOf(event, "tenant_id") != l.tenant {
		return "", "", failed(sequence, "another tenant")
	}
	if textOf(event, "worm_proof_id") != fmt.Sprintf("%s#%d", l.origin, sequence) {
		return "", "", failed(sequence, "another worm_proof_id")
	}
	normal := normalForm(event)
	commit, shown, err := openEvent(normal, opening)
	if err != nil {
		return "", "", failed(sequence, "%v", err)
	}
	expected := ""
	if shown == nil {
		expected = contentHash(normal)
	}
	if textOf(event, "content_hash") != expected {
		return "", "", failed(sequence, "another content_hash")
	}
	time, hashPrev := textOf(event, "server_timestamp"), textOf(event, "hash_prev")
	if time == "" || !hex64.MatchString(hashPrev) {
		return "", "", failed(sequence, "expected server_timestamp and hash_prev")
	}
	if shown != nil {
		if normal["redaction_record"] != nil {
			return "", "", failed(sequence, "a redaction record that is redacted")
		}
		events[sequence] = shown
	}
	return commit, hashLeaf(formatRecord(commit, textOf(event, "event_id"), hashPrev, sequence, time)), nil
}

// trail verifies an export (section 7).
type trail struct {
	log    log
	roots  map[int64]tlog.Hash
	leaves []string
	hashes stored
	events ledger
}

func (l log) verifyTrail(v trailVector) ([]condition, error) {
	t := trail{log: l, roots: map[int64]tlog.Hash{}, events: ledger{}}
	for _, text := range v.Checkpoints {
		kept, err := l.open(text)
		if err != nil {
			return nil, err
		}
		t.roots[kept.size] = kept.root
	}
	header, lines, err := splitLines(v.Export)
	if err != nil {
		return nil, err
	}
	claim, err := parseLine(header, "format", "origin", "size")
	if err != nil {
		return nil, err
	}
	if claim["format"] != "chaukas-integrity/1" || claim["origin"] != l.origin || claim["size"] != number(strconv.Itoa(len(lines))) {
		return nil, failed(none, "another header")
	}
	if err := t.checkRoot(); err != nil {
		return nil, err
	}
	for _, line := range lines {
		if err := t.add(line); err != nil {
			// A text that is not a record counts as the one that is expected.
			return nil, failed(sequenceOf(err, int64(len(t.leaves))), "%v", err)
		}
	}
	return t.finish(v.AllowLaterRedactions)
}

func sequenceOf(err error, unknown int64) int64 {
	var known *failure
	if errors.As(err, &known) {
		return known.sequence
	}
	return unknown
}

func (t *trail) add(line string) error {
	sequence := int64(len(t.leaves))
	record, err := parseLine(line, "seq", "leaf", "commit", "opening", "event")
	if err != nil {
		return err
	}
	if err := requireCanonical(line, record["opening"]); err != nil {
		return err
	}
	event, err := t.log.types.readEvent(record["event"])
	if err != nil {
		return err
	}
	if record["seq"] != number(strconv.FormatInt(sequence, 10)) {
		return failed(sequence, "another seq")
	}
	commit, leaf, err := t.log.check(sequence, event, record["opening"], t.events)
	if err != nil {
		return err
	}
	if record["commit"] != commit || record["leaf"] != leaf {
		return failed(sequence, "another commitment or leaf")
	}
	previous := genesis
	if sequence > 0 {
		previous = t.leaves[sequence-1]
	}
	if event["hash_prev"] != previous {
		return failed(sequence, "another hash_prev")
	}
	if content, isRecord := event["redaction_record"].(object); isRecord {
		if err := t.events.addRecord(sequence, content); err != nil {
			return err
		}
	}
	t.leaves = append(t.leaves, leaf)
	added, err := tlog.StoredHashesForRecordHash(sequence, hashOf(leaf), t.hashes)
	if err != nil {
		panic(err)
	}
	t.hashes = append(t.hashes, added...)
	return t.checkRoot()
}

func (t *trail) checkRoot() error {
	size := int64(len(t.leaves))
	kept, isKept := t.roots[size]
	if !isKept {
		return nil
	}
	root, err := tlog.TreeHash(size, t.hashes)
	if err != nil {
		panic(err)
	}
	if root != kept {
		return failed(size-1, "not the root of a kept checkpoint")
	}
	return nil
}

func (t *trail) finish(allowLater bool) (conditions []condition, err error) {
	size, covered := int64(len(t.leaves)), int64(none)
	for kept := range t.roots {
		covered = max(covered, kept)
	}
	if covered > size {
		return nil, failed(none, "fewer records than a kept checkpoint covers")
	}
	for _, sequence := range t.events.unconfirmed() {
		if !allowLater || !t.events[sequence].mayBeLater() {
			return nil, failed(sequence, "no redaction record up to size %d vouches for what it shows", size)
		}
		conditions = append(conditions, condition{"later_redaction", &sequence})
	}
	if covered == none {
		return append(conditions, condition{"no_checkpoint", nil}), nil
	}
	if covered < size {
		conditions = append(conditions, condition{"not_covered", nil})
		for _, sequence := range slices.Sorted(maps.Keys(t.events)) {
			if sequence < covered && t.events[sequence].recordedAt >= covered {
				conditions = append(conditions, condition{"not_covered", &sequence})
			}
		}
	}
	return conditions, nil
}

// verifyEvidence verifies evidence (section 7a).
func (l log) verifyEvidence(v evidenceVector) ([]condition, error) {
	kept := map[int64]tlog.Hash{}
	for _, text := range v.Checkpoints {
		opened, err := l.open(text)
		if err != nil {
			return nil, err
		}
		kept[opened.size] = opened.root
	}
	header, lines, err := splitLines(v.Evidence)
	if err != nil {
		return nil, err
	}
	tree, err := l.openEvidence(header, !v.WithoutKey)
	if err != nil {
		return nil, failed(none, "%v", err)
	}
	root, isKept := kept[tree.size]
	if isKept && root != tree.root {
		return nil, failed(none, "not the root of a kept checkpoint")
	}
	events, included := ledger{}, map[int64]bool{}
	next := int64(0)
	for _, line := range lines {
		sequence, err := l.addEvidence(line, tree, next, events, included)
		if err != nil {
			return nil, err
		}
		next = sequence + 1
	}
	for _, sequence := range events.unconfirmed() {
		return nil, failed(sequence, "no redaction record vouches for what it shows")
	}
	if v.WithoutKey && !isKept {
		return []condition{{"no_checkpoint", nil}}, nil
	}
	return nil, nil
}

func (l log) openEvidence(header string, hasKey bool) (head, error) {
	claim, err := parseLine(header, "format", "origin", "checkpoint", "size", "selection")
	if err != nil {
		return head{}, err
	}
	_, isObject := claim["selection"].(object)
	if claim["format"] != "chaukas-evidence/1" || claim["origin"] != l.origin || !isObject {
		return head{}, errors.New("another header")
	}
	signed := textOf(claim, "checkpoint")
	var tree head
	if hasKey {
		tree, err = l.open(signed)
	} else if end := strings.LastIndex(signed, "\n\n"); end >= 0 {
		tree, err = parseCheckpoint(signed[:end+1], l.origin)
	} else {
		err = errors.New("expected a signed note")
	}
	if err == nil && claim["size"] != number(strconv.FormatInt(tree.size, 10)) {
		err = errors.New("another size than that of the checkpoint")
	}
	return tree, err
}

func (l log) addEvidence(line string, tree head, next int64, events ledger, included map[int64]bool) (int64, error) {
	record, err := parseLine(line, "seq", "opening", "event", "proof")
	if err != nil {
		return none, err
	}
	if err := requireCanonical(line, record["opening"]); err != nil {
		return none, err
	}
	literal, _ := record["seq"].(number)
	sequence, err := strconv.ParseInt(string(literal), 10, 64)
	if err != nil || sequence < 0 || sequence > maxSafe {
		return none, errors.New("expected seq")
	}
	event, err := l.types.readEvent(record["event"])
	if err != nil {
		return none, err
	}
	list, isList := record["proof"].([]any)
	proof := tlog.RecordProof{}
	for _, item := range list {
		text, _ := item.(string)
		if !hex64.MatchString(text) {
			return none, errors.New("expected a proof in hex")
		}
		proof = append(proof, hashOf(text))
	}
	if !isList {
		return none, errors.New("expected a proof")
	}
	if sequence < next {
		return none, failed(sequence, "not in ascending order")
	}
	_, leaf, err := l.check(sequence, event, record["opening"], events)
	if err != nil {
		return none, err
	}
	if sequence >= tree.size || tlog.CheckRecord(proof, tree.size, tree.root, sequence, hashOf(leaf)) != nil {
		return none, failed(sequence, "not in the tree of the checkpoint")
	}
	included[sequence] = true
	content, isRecord := event["redaction_record"].(object)
	about, _ := content["sequence"].(int64)
	if !isRecord || (about < sequence && !included[about]) {
		return sequence, nil
	}
	if err := events.addRecord(sequence, content); err != nil {
		return none, failed(sequence, "%v", err)
	}
	return sequence, nil
}

func splitLines(text string) (string, []string, error) {
	lines := strings.Split(text, "\n")
	last := len(lines) - 1
	if last == 0 || lines[last] != "" {
		return "", nil, failed(none, "expected a line feed at the end")
	}
	return lines[0], lines[1:last], nil
}

// parseLine reads an object with the given members, in this order and without white space.
func parseLine(line string, names ...string) (object, error) {
	parsed, err := parseJSON(line)
	if err != nil {
		return nil, err
	}
	members, isObject := parsed.value.(object)
	if !isObject || parsed.isSpaced || !slices.Equal(parsed.keys, names) {
		return nil, fmt.Errorf("expected an object of %v without white space", names)
	}
	return members, nil
}
