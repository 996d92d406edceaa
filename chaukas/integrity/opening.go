// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

var (
	hex32        = regexp.MustCompile(`^[0-9a-f]{32}$`)
	hex64        = regexp.MustCompile(`^[0-9a-f]{64}$`)
	indexPattern = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)
)

// Opening is what a verifier needs in addition to an event to compute its commitment (§6).
type Opening struct {
	// Key is K in hex, for an event that was not redacted after ingest. Empty otherwise.
	Key string
	// Leaves are all leaves of the commitment of an event that was redacted, in its order.
	Leaves []OpenedLeaf
	// Redaction is what the producer of a redacted event had set. Nil if it had set none.
	Redaction *commonv1.RedactionInfo
}

// OpenedLeaf is a leaf that the event still shows, with its path and salt, or the digest of one that was erased.
type OpenedLeaf struct {
	Path   []any
	Salt   string
	Digest string
}

// Shown is what a redacted event shows (§6). Only the records of its redactions vouch for it.
type Shown struct {
	// Hash is the shown_hash in hex.
	Hash string
	// Erased are the indexes of the leaves that are erased, ascending.
	Erased []int64
	// Places are the fields of the event's redaction beyond those of the producer.
	Places []string
}

// Opened is what follows from an event and its opening.
type Opened struct {
	// Commit is the commitment to the event, in hex.
	Commit string
	// ContentHash is empty for a redacted event.
	ContentHash string
	// Shown is nil for an event that was not redacted after ingest.
	Shown *Shown
}

// ParseOpening reads an opening. It returns an [*Error] of code [Malformed] for text that is not one, in JCS.
func ParseOpening(text string) (Opening, error) {
	document, err := jsontext.Parse(text)
	if err == nil {
		var opening Opening
		if opening, err = readOpening(document.Value); err == nil && jsontext.Canonical(document.Value) == text {
			return opening, nil
		}
	}
	return Opening{}, errorOf(Malformed, "opening", "expected one with a key, or with leaves, in JCS")
}

func readOpening(value any) (opening Opening, err error) {
	members, _ := value.(jsontext.Object)
	if key, isText := members["key"].(string); isText && len(members) == 1 {
		return Opening{Key: key}, nil
	}
	list, isList := members["leaves"].([]any)
	redaction, hasRedaction := members["redaction"]
	if !isList || len(members) > 2 || (len(members) == 2 && !hasRedaction) {
		return opening, fmt.Errorf("expected a key, or leaves")
	}
	opening.Leaves = make([]OpenedLeaf, len(list))
	for index, item := range list {
		if opening.Leaves[index], err = readOpenedLeaf(item); err != nil {
			return opening, err
		}
	}
	if hasRedaction {
		opening.Redaction, err = readRedaction(redaction)
	}
	return opening, err
}

func readOpenedLeaf(value any) (OpenedLeaf, error) {
	members, _ := value.(jsontext.Object)
	if digest, isText := members["digest"].(string); isText && len(members) == 1 {
		return OpenedLeaf{Digest: digest}, nil
	}
	list, isList := members["path"].([]any)
	salt, isText := members["salt"].(string)
	if !isList || !isText || len(members) != 2 {
		return OpenedLeaf{}, fmt.Errorf("expected a path and a salt, or a digest")
	}
	for _, key := range list {
		_, isMember := key.(string)
		index, _ := key.(jsontext.Number)
		if !isMember && !indexPattern.MatchString(string(index)) {
			return OpenedLeaf{}, fmt.Errorf("expected a path of strings and indexes")
		}
	}
	return OpenedLeaf{Path: list, Salt: salt}, nil
}

func readRedaction(value any) (*commonv1.RedactionInfo, error) {
	members, isObject := value.(jsontext.Object)
	if !isObject {
		return nil, fmt.Errorf("expected a redaction")
	}
	redaction := &commonv1.RedactionInfo{}
	for name, member := range members {
		text, isText := member.(string)
		list, isList := member.([]any)
		switch {
		case isText && text != "" && name == "method":
			redaction.Method = text
		case isText && text != "" && name == "salt_id":
			redaction.SaltId = text
		case isList && len(list) > 0 && name == "fields":
			for _, item := range list {
				place, isText := item.(string)
				if !isText {
					return nil, fmt.Errorf("expected fields of strings")
				}
				redaction.Fields = append(redaction.Fields, place)
			}
		default:
			return nil, fmt.Errorf("expected fields, method and salt_id, none of them empty")
		}
	}
	return redaction, nil
}

// Open computes the commitment of an event from the event and its opening (§6). It returns an [*Error] of code
// [Mismatch] if the two do not belong together, and one of another code if one of them is malformed.
func Open(event *commonv1.Event, opening Opening) (Opened, error) {
	normal, err := normalize(event)
	if err != nil {
		return Opened{}, err
	}
	if opening.Leaves == nil {
		if !hex64.MatchString(opening.Key) {
			return Opened{}, errorOf(Malformed, "opening", "expected a key of 64 digits of lower-case hex")
		}
		key, _ := hex.DecodeString(opening.Key)
		return Opened{Commit: commitWithKey(normal, SaltKey(key)), ContentHash: contentHash(normal)}, nil
	}
	erased := []int64{}
	for index, leaf := range opening.Leaves {
		if leaf.Path == nil {
			erased = append(erased, int64(index))
		}
	}
	if len(erased) == 0 {
		return Opened{}, errorOf(Malformed, "the opening", "expected at least one erased leaf, got none")
	}
	recorded := maps.Clone(normal)
	delete(recorded, "redaction")
	places := event.GetRedaction().GetFields()
	if produced := opening.Redaction; produced != nil {
		first := produced.GetFields()
		if len(places) < len(first) || !slices.Equal(places[:len(first)], first) {
			return Opened{}, errorAt(Mismatch, "/redaction/fields", "expected the places that the producer redacted first")
		}
		places = places[len(first):]
		if recorded["redaction"], err = normalMessage(produced.ProtoReflect(), "/redaction", 2, nil); err != nil {
			return Opened{}, err
		}
	}
	digests, remaining, err := openLeaves(opening.Leaves, listLeaves(normal))
	if err != nil {
		return Opened{}, err
	}
	for _, leaf := range remaining {
		if !isReplacement(leaf, places) {
			return Opened{}, errorAt(Mismatch, leaf.Pointer(), "expected only what was recorded, or what redaction.fields names")
		}
	}
	return Opened{Commit: commitDigests(digests, recorded), Shown: &Shown{shownHash(normal), erased, places}}, nil
}

// openLeaves returns the digests of an opening, and the leaves of the event that the opening does not name.
func openLeaves(opened []OpenedLeaf, leaves []Leaf) (digests []any, remaining []Leaf, err error) {
	known := make(map[string]Leaf, len(leaves))
	for _, leaf := range leaves {
		known[jsontext.Canonical(leaf.Path)] = leaf
	}
	digests = make([]any, len(opened))
	for index, item := range opened {
		if item.Path == nil {
			if !hex64.MatchString(item.Digest) {
				return nil, nil, errorOf(Mismatch, fmt.Sprintf("leaf %d", index), "expected a digest of 64 digits of lower-case hex")
			}
			digests[index] = item.Digest
			continue
		}
		path := jsontext.Canonical(item.Path)
		leaf, isKnown := known[path]
		if !isKnown || !hex32.MatchString(item.Salt) {
			return nil, nil, errorOf(Mismatch, path, "expected a leaf of the event with its salt, or a digest")
		}
		delete(known, path)
		digests[index] = leaf.Digest(item.Salt)
	}
	for _, leaf := range leaves {
		if _, remains := known[jsontext.Canonical(leaf.Path)]; remains {
			remaining = append(remaining, leaf)
		}
	}
	return digests, remaining, nil
}

// isReplacement returns whether a leaf that was not recorded may stand in place of one that was: at or below an erased
// place, or as an empty container above one.
func isReplacement(leaf Leaf, places []string) bool {
	pointer := leaf.Pointer()
	isEmpty := leaf.Value == "{}" || leaf.Value == "[]"
	return slices.ContainsFunc(places, func(place string) bool {
		return isWithin(pointer, place) || (isEmpty && isWithin(place, pointer))
	})
}

func isWithin(pointer, place string) bool {
	return pointer == place || strings.HasPrefix(pointer, place+"/")
}
