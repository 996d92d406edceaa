// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/sha256"
	"crypto/sha3"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// descriptorSet is a google.protobuf.FileDescriptorSet in ProtoJSON, as far as events need it.
type descriptorSet struct {
	File []struct {
		Package     string
		MessageType []messageType
		EnumType    []enumType
	}
}

type messageType struct {
	Name       string
	Field      []field
	NestedType []messageType
}

type field struct {
	Name, Label, Type, TypeName string
	OneofIndex                  *int
	Proto3Optional              bool
}

type enumType struct {
	Name  string
	Value []struct {
		Name   string
		Number int64
	}
}

// schema has the types of the descriptors by their full names, which begin with a dot.
type schema struct {
	messages map[string]messageType
	enums    map[string]enumType
}

func newSchema(set descriptorSet) schema {
	types := schema{map[string]messageType{}, map[string]enumType{}}
	for _, file := range set.File {
		types.addMessages("."+file.Package, file.MessageType)
		for _, enum := range file.EnumType {
			types.enums["."+file.Package+"."+enum.Name] = enum
		}
	}
	return types
}

func (types schema) addMessages(scope string, messages []messageType) {
	for _, message := range messages {
		types.messages[scope+"."+message.Name] = message
		types.addMessages(scope+"."+message.Name, message.NestedType)
	}
}

const (
	eventType   = ".chaukas.spec.common.v1.Event"
	maxMessages = 100
	maxSafe     = 1<<53 - 1
)

// Kinds of content whose name is not that of their field.
var kinds = map[string]string{"policy_decision": "policy", "error_info": "error"}

// Kinds whose value has an object of its own, beside the kind.
var wrapped = map[string]string{"state_update": "state", "step": "step"}

var (
	plainMembers  = setOf("event_id", "tenant_id", "project_id", "session_id", "span_id", "parent_span_id", "trace_id", "type", "severity", "status", "author", "timestamp", "redaction")
	serverMembers = setOf("content_hash", "hash_prev", "worm_proof_id", "server_timestamp")
)

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}

// readEvent returns the normal form of an event in public JSON (section 1), with the fields that the server sets.
func (types schema) readEvent(value any) (object, error) {
	event, err := types.message(eventType, value, 1)
	if err != nil {
		return nil, err
	}
	return event.(object), nil
}

func (types schema) message(name string, value any, depth int) (any, error) {
	if depth > maxMessages {
		return nil, fmt.Errorf("more than %d nested messages", maxMessages)
	}
	switch name {
	case ".google.protobuf.Timestamp":
		return readTime(value)
	case ".google.protobuf.Struct":
		return readStruct(value, depth)
	}
	members, isObject := value.(object)
	if !isObject {
		return nil, fmt.Errorf("%s: expected an object", name)
	}
	fields := map[string]field{}
	for _, field := range types.messages[name].Field {
		fields[field.Name] = field
	}
	normal := object{}
	for key, value := range members {
		isContent := name == eventType && key == "content"
		if isContent {
			var err error
			if key, value, err = readContent(value); err != nil {
				return nil, err
			}
		}
		field, isKnown := fields[key]
		if !isKnown || (field.OneofIndex != nil) != isContent {
			return nil, fmt.Errorf("%s: unknown member %q", name, key)
		}
		member, err := types.member(field, value, depth)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if !isLeftOut(field, member) {
			normal[key] = member
		}
	}
	return normal, nil
}

func isLeftOut(field field, value any) bool {
	if field.Label == "LABEL_REPEATED" {
		return len(value.([]any)) == 0
	}
	if field.Type == "TYPE_MESSAGE" || field.OneofIndex != nil || field.Proto3Optional {
		return false
	}
	return value == "" || value == false || value == int64(0) || value == float64(0)
}

func readContent(value any) (string, any, error) {
	content, _ := value.(object)
	kind, isText := content["kind"].(string)
	if !isText {
		return "", nil, fmt.Errorf("content: expected a kind")
	}
	rest := object{}
	for key, member := range content {
		if key != "kind" {
			rest[key] = member
		}
	}
	if property, isWrapped := wrapped[kind]; isWrapped {
		value, isGiven := rest[property]
		if !isGiven || len(rest) > 1 {
			return "", nil, fmt.Errorf("content: expected a %s", property)
		}
		return kind, value, nil
	}
	if name, isOther := kinds[kind]; isOther {
		return name, rest, nil
	}
	for _, name := range kinds {
		if kind == name {
			return "", nil, fmt.Errorf("content: unknown kind %q", kind)
		}
	}
	return kind, rest, nil
}

func (types schema) member(field field, value any, depth int) (any, error) {
	if field.Label != "LABEL_REPEATED" {
		return types.scalar(field, value, depth)
	}
	items, isList := value.([]any)
	if !isList {
		return nil, fmt.Errorf("expected an array")
	}
	list := []any{}
	for _, item := range items {
		element, err := types.scalar(field, item, depth)
		if err != nil {
			return nil, err
		}
		list = append(list, element)
	}
	return list, nil
}

func (types schema) scalar(field field, value any, depth int) (any, error) {
	text, isText := value.(string)
	literal, isNumber := value.(number)
	double, isFinite := 0.0, false
	if isNumber {
		var err error
		double, err = strconv.ParseFloat(string(literal), 64)
		isFinite = err == nil
	}
	switch field.Type {
	case "TYPE_MESSAGE":
		return types.message(field.TypeName, value, depth+1)
	case "TYPE_ENUM":
		enum := types.enums[field.TypeName]
		prefix := strings.TrimSuffix(enum.Value[0].Name, "UNSPECIFIED")
		for _, known := range enum.Value {
			if isText && known.Name == prefix+text {
				return known.Number, nil
			}
		}
		fallthrough
	case "TYPE_INT32":
		if isFinite && double == math.Trunc(double) && double >= math.MinInt32 && double <= math.MaxInt32 {
			return int64(double), nil
		}
	case "TYPE_INT64":
		// Public JSON has no others, so none needs to be written as a string.
		if isFinite && double == math.Trunc(double) && math.Abs(double) <= maxSafe {
			return int64(double), nil
		}
	case "TYPE_DOUBLE":
		if isFinite {
			return double, nil
		}
		if text == "NaN" || text == "Infinity" || text == "-Infinity" {
			return text, nil
		}
	case "TYPE_BOOL":
		if flag, isBool := value.(bool); isBool {
			return flag, nil
		}
	case "TYPE_STRING":
		if isText {
			return text, nil
		}
	case "TYPE_BYTES":
		if bytes, err := base64.StdEncoding.DecodeString(text); isText && err == nil {
			return base64.StdEncoding.EncodeToString(bytes), nil
		}
	}
	return nil, fmt.Errorf("expected %s, got %v", field.Type, value)
}

var timePattern = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$`)

func readTime(value any) (any, error) {
	text, _ := value.(string)
	if !timePattern.MatchString(text) {
		return nil, fmt.Errorf("expected a time, got %v", value)
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return nil, err
	}
	at = at.UTC()
	if at.Year() < 1 || at.Year() > 9999 {
		return nil, fmt.Errorf("expected a year from 1 to 9999, got %s", text)
	}
	fraction := fmt.Sprintf("%09d", at.Nanosecond())
	for strings.HasSuffix(fraction, "000") {
		fraction = strings.TrimSuffix(fraction, "000")
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return at.Format("2006-01-02T15:04:05") + fraction + "Z", nil
}

func readStruct(value any, depth int) (any, error) {
	members, isObject := value.(object)
	if !isObject {
		return nil, fmt.Errorf("expected an object")
	}
	if depth > maxMessages || (len(members) > 0 && depth+1 > maxMessages) {
		return nil, fmt.Errorf("more than %d nested messages", maxMessages)
	}
	normal := object{}
	for key, member := range members {
		var err error
		if normal[key], err = readValue(member, depth+2); err != nil {
			return nil, err
		}
	}
	return normal, nil
}

func readValue(value any, depth int) (any, error) {
	if depth > maxMessages {
		return nil, fmt.Errorf("more than %d nested messages", maxMessages)
	}
	switch value := value.(type) {
	case object:
		return readStruct(value, depth+1)
	case []any:
		if depth+1 > maxMessages {
			return nil, fmt.Errorf("more than %d nested messages", maxMessages)
		}
		list := []any{}
		for _, item := range value {
			element, err := readValue(item, depth+2)
			if err != nil {
				return nil, err
			}
			list = append(list, element)
		}
		return list, nil
	case number:
		return strconv.ParseFloat(string(value), 64)
	}
	return value, nil
}

func hashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// normalForm returns an event without the fields that the server sets.
func normalForm(event object) object {
	normal := object{}
	for name, value := range event {
		if !serverMembers[name] {
			normal[name] = value
		}
	}
	return normal
}

// leaf is a leaf of section 3. Its path is a []any in which elements of arrays are int64.
type leaf struct {
	path  []any
	value any
}

func listLeaves(normal object) (leaves []leaf) {
	for _, name := range sortedKeys(normal) {
		if !plainMembers[name] {
			leaves = append(leaves, leavesOf([]any{name}, normal[name])...)
		}
	}
	return leaves
}

func leavesOf(path []any, value any) (leaves []leaf) {
	below := func(key any) []any { return append(append([]any{}, path...), key) }
	switch value := value.(type) {
	case object:
		for _, key := range sortedKeys(value) {
			leaves = append(leaves, leavesOf(below(key), value[key])...)
		}
	case []any:
		for index, item := range value {
			leaves = append(leaves, leavesOf(below(int64(index)), item)...)
		}
	}
	if len(leaves) == 0 {
		return []leaf{{path, value}}
	}
	return leaves
}

func deriveSalts(key []byte, count int) []string {
	stream := sha3.SumSHAKE256(append([]byte("chaukas.salts.v1\x00"), key...), 16*count)
	salts := make([]string, count)
	for i := range salts {
		salts[i] = hex.EncodeToString(stream[16*i : 16*i+16])
	}
	return salts
}

func digestLeaf(salt string, leaf leaf) string {
	return hashText("chaukas.leaf.v1\x00" + salt + canonical([]any{leaf.path, leaf.value}))
}

func commitTo(digests []string, normal object) string {
	plain, list := object{}, []any{}
	for name, value := range normal {
		if plainMembers[name] {
			plain[name] = value
		}
	}
	for _, digest := range digests {
		list = append(list, digest)
	}
	return hashText("chaukas.commit.v1\x00" + canonical(object{"digests": list, "event": plain}))
}

func contentHash(normal object) string {
	return hashText("chaukas.event.v1\x00" + canonical(normal))
}

func shownHash(normal object) string {
	return hashText("chaukas.shown.v1\x00" + canonical(normal))
}

func formatRecord(commit, eventID, hashPrev string, sequence int64, time string) string {
	return canonical(object{"commit": commit, "event_id": eventID, "hash_prev": hashPrev, "seq": sequence, "ts": time, "v": int64(1)})
}

func hashLeaf(record string) string {
	return hashText("\x00" + record)
}

func textOf(members object, name string) string {
	text, _ := members[name].(string)
	return text
}
