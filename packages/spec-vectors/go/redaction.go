// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	hex32 = regexp.MustCompile(`^[0-9a-f]{32}$`)
	hex64 = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// redacted is what a redacted event shows, and what was recorded about it (section 6).
type redacted struct {
	eventID        string
	shownHash      string
	erased         []int64
	places         []string
	ordinal        int64
	recordedHash   string
	recordedErased []int64
	recordedPlaces []string
	recordedAt     int64
}

func (event *redacted) isConfirmed() bool {
	return event.recordedHash == event.shownHash && slices.Equal(event.recordedErased, event.erased) && slices.Equal(event.recordedPlaces, event.places)
}

func (event *redacted) mayBeLater() bool {
	count := len(event.recordedPlaces)
	isSubset := len(event.recordedErased) < len(event.erased) && includes(event.erased, event.recordedErased)
	return isSubset && count <= len(event.places) && slices.Equal(event.places[:count], event.recordedPlaces)
}

func includes(all, some []int64) bool {
	for _, index := range some {
		if !slices.Contains(all, index) {
			return false
		}
	}
	return true
}

// ledger compares redacted events with the records of their redactions.
type ledger map[int64]*redacted

func (events ledger) addRecord(sequence int64, record object) error {
	about, _ := record["sequence"].(int64)
	if about >= sequence {
		return fmt.Errorf("a record about a later event")
	}
	event := events[about]
	if event == nil {
		return fmt.Errorf("a record about an event with a key opening")
	}
	if eventID := textOf(record, "event_id"); eventID != event.eventID {
		return fmt.Errorf("a record with the event_id of another event")
	}
	if ordinal, _ := record["ordinal"].(int64); ordinal != event.ordinal+1 {
		return fmt.Errorf("ordinal %d after %d", ordinal, event.ordinal)
	}
	erased := []int64{}
	for _, item := range listOf(record, "erased") {
		index := item.(int64)
		if len(erased) > 0 && index <= erased[len(erased)-1] {
			return fmt.Errorf("erased is not ascending")
		}
		erased = append(erased, index)
	}
	if !includes(erased, event.recordedErased) {
		return fmt.Errorf("erased lacks what was erased before")
	}
	for _, place := range textsOf(record, "fields") {
		if !slices.Contains(event.recordedPlaces, place) {
			event.recordedPlaces = append(event.recordedPlaces, place)
		}
	}
	event.ordinal++
	event.recordedHash, event.recordedErased, event.recordedAt = textOf(record, "shown_hash"), erased, sequence
	return nil
}

// unconfirmed returns the sequences of the events for which no record vouches.
func (events ledger) unconfirmed() (sequences []int64) {
	for _, sequence := range slices.Sorted(maps.Keys(events)) {
		if !events[sequence].isConfirmed() {
			sequences = append(sequences, sequence)
		}
	}
	return sequences
}

// openEvent returns the commitment of an event and, if it is redacted, what it shows.
func openEvent(normal object, opening any) (string, *redacted, error) {
	members, isObject := opening.(object)
	leaves := listLeaves(normal)
	if key, isKey := members["key"].(string); isObject && isKey && len(members) == 1 && hex64.MatchString(key) {
		bytes, _ := hex.DecodeString(key)
		digests := []string{}
		for i, salt := range deriveSalts(bytes, len(leaves)) {
			digests = append(digests, digestLeaf(salt, leaves[i]))
		}
		return commitTo(digests, normal), nil, nil
	}
	list, isList := members["leaves"].([]any)
	redaction, hasRedaction := members["redaction"]
	if !isList || len(members) > 2 || (len(members) == 2 && !hasRedaction) {
		return "", nil, fmt.Errorf("opening: expected a key, or leaves")
	}
	recorded := object{}
	maps.Copy(recorded, normal)
	delete(recorded, "redaction")
	shownRedaction, _ := normal["redaction"].(object)
	places := textsOf(shownRedaction, "fields")
	if hasRedaction {
		produced, err := readRedaction(redaction)
		if err != nil {
			return "", nil, err
		}
		recorded["redaction"] = produced
		first := textsOf(produced, "fields")
		if len(places) < len(first) || !slices.Equal(places[:len(first)], first) {
			return "", nil, fmt.Errorf("redaction: expected the places of the producer first")
		}
		places = places[len(first):]
	}
	digests, erased, remaining, err := openLeaves(list, leaves)
	if err != nil {
		return "", nil, err
	}
	for _, leaf := range remaining {
		if !isReplacement(leaf, places) {
			return "", nil, fmt.Errorf("%v: neither recorded nor at an erased place", leaf.path)
		}
	}
	event := &redacted{eventID: textOf(normal, "event_id"), shownHash: shownHash(normal), erased: erased, places: places, recordedAt: -1}
	return commitTo(digests, recorded), event, nil
}

// openLeaves returns the digests of an opening, the indexes of those that are erased, and the leaves of the event that
// the opening does not name.
func openLeaves(opened []any, leaves []leaf) (digests []string, erased []int64, remaining []leaf, err error) {
	known := map[string]leaf{}
	for _, leaf := range leaves {
		known[canonical(leaf.path)] = leaf
	}
	for index, item := range opened {
		members, _ := item.(object)
		if digest := textOf(members, "digest"); len(members) == 1 && hex64.MatchString(digest) {
			digests = append(digests, digest)
			erased = append(erased, int64(index))
			continue
		}
		path, err := readPath(members["path"])
		salt := textOf(members, "salt")
		if err != nil || len(members) != 2 || !hex32.MatchString(salt) {
			return nil, nil, nil, fmt.Errorf("opening: leaf %d", index)
		}
		leaf, isKnown := known[path]
		if !isKnown {
			return nil, nil, nil, fmt.Errorf("opening: %s is not a leaf of the event", path)
		}
		delete(known, path)
		digests = append(digests, digestLeaf(salt, leaf))
	}
	if len(erased) == 0 {
		return nil, nil, nil, fmt.Errorf("opening: expected an erased leaf")
	}
	for _, leaf := range known {
		remaining = append(remaining, leaf)
	}
	return digests, erased, remaining, nil
}

var indexPattern = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

// readPath returns a typed path in canonical form.
func readPath(value any) (string, error) {
	list, _ := value.([]any)
	keys := []string{}
	for _, item := range list {
		text, isText := item.(string)
		index, isNumber := item.(number)
		switch {
		case isText:
			keys = append(keys, canonicalString(text))
		case isNumber && indexPattern.MatchString(string(index)):
			keys = append(keys, string(index))
		default:
			return "", fmt.Errorf("opening: path")
		}
	}
	return "[" + strings.Join(keys, ",") + "]", nil
}

func readRedaction(value any) (object, error) {
	members, isObject := value.(object)
	if !isObject {
		return nil, fmt.Errorf("opening: redaction")
	}
	produced := object{}
	for name, member := range members {
		text, isText := member.(string)
		list, isList := member.([]any)
		switch {
		case isText && text != "" && (name == "method" || name == "salt_id"):
			produced[name] = text
		case isList && len(list) > 0 && name == "fields":
			for _, item := range list {
				if _, isText := item.(string); !isText {
					return nil, fmt.Errorf("opening: redaction.fields")
				}
			}
			produced[name] = list
		default:
			return nil, fmt.Errorf("opening: redaction.%s", name)
		}
	}
	return produced, nil
}

// requireCanonical requires the opening of a line in JCS. What comes before it is fixed.
func requireCanonical(line string, opening any) error {
	before, _, _ := strings.Cut(line, `,"event":`)
	if !strings.HasSuffix(before, `,"opening":`+canonicalOpening(opening)) {
		return fmt.Errorf("expected the opening in JCS")
	}
	return nil
}

func canonicalOpening(value any) string {
	switch value := value.(type) {
	case number:
		if index, err := strconv.ParseInt(string(value), 10, 64); err == nil {
			return strconv.FormatInt(index, 10)
		}
		return ""
	case []any:
		items := make([]string, len(value))
		for i, item := range value {
			items[i] = canonicalOpening(item)
		}
		return "[" + strings.Join(items, ",") + "]"
	case object:
		members := []string{}
		for _, key := range sortedKeys(value) {
			members = append(members, canonicalString(key)+":"+canonicalOpening(value[key]))
		}
		return "{" + strings.Join(members, ",") + "}"
	}
	return canonical(value)
}

func isReplacement(leaf leaf, places []string) bool {
	pointer := ""
	for _, key := range leaf.path {
		pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(fmt.Sprint(key))
	}
	text := canonical(leaf.value)
	isEmpty := text == "{}" || text == "[]"
	return slices.ContainsFunc(places, func(place string) bool {
		return isWithin(pointer, place) || (isEmpty && isWithin(place, pointer))
	})
}

func isWithin(pointer, place string) bool {
	return pointer == place || strings.HasPrefix(pointer, place+"/")
}

func listOf(members object, name string) []any {
	list, _ := members[name].([]any)
	return list
}

func textsOf(members object, name string) []string {
	texts := []string{}
	for _, item := range listOf(members, name) {
		texts = append(texts, item.(string))
	}
	return texts
}
