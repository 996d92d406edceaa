// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

const (
	maxMessages = 100
	maxSafe     = 1<<53 - 1
)

var serverMembers = setOf("content_hash", "hash_prev", "worm_proof_id", "server_timestamp")

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}

// NormalForm returns the normal form of an event in JCS (§1). It returns an [*Error] for an event that has none: one with
// unknown fields, strings that are not UTF-8, times out of range, or more than 100 nested messages.
func NormalForm(event *commonv1.Event) (string, error) {
	normal, err := normalize(event)
	if err != nil {
		return "", err
	}
	return jsontext.Canonical(normal), nil
}

// ContentHash returns the content hash of an event in hex (§2). It returns an [*Error] for an event without a normal form.
func ContentHash(event *commonv1.Event) (string, error) {
	normal, err := normalize(event)
	if err != nil {
		return "", err
	}
	return contentHash(normal), nil
}

func normalize(event *commonv1.Event) (jsontext.Object, error) {
	normal, err := normalMessage(event.ProtoReflect(), "", 1, serverMembers)
	if err != nil {
		return nil, err
	}
	return normal.(jsontext.Object), nil
}

func normalMessage(message protoreflect.Message, path string, depth int, without map[string]bool) (any, error) {
	if depth > maxMessages {
		return nil, tooDeep(path)
	}
	// Libraries do not keep the unknown fields of a Struct, so they do not count.
	if known, isStruct := message.Interface().(*structpb.Struct); isStruct {
		return normalStruct(known, path, depth)
	}
	if len(message.GetUnknown()) > 0 {
		return nil, errorAt(UnknownField, path, "expected only known fields, got others")
	}
	if known, isTime := message.Interface().(*timestamppb.Timestamp); isTime {
		return normalTime(known, path)
	}
	normal := jsontext.Object{}
	var problem error
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := string(field.Name())
		// A field with implicit presence may be a zero with a sign, which is present but has the default value.
		if without[name] || (!field.HasPresence() && !field.IsList() && isZero(value)) {
			return true
		}
		normal[name], problem = normalField(field, value, pointerTo(path, name), depth)
		return problem == nil
	})
	return normal, problem
}

func isZero(value protoreflect.Value) bool {
	number, isDouble := value.Interface().(float64)
	return isDouble && number == 0
}

func normalField(field protoreflect.FieldDescriptor, value protoreflect.Value, path string, depth int) (any, error) {
	if field.IsMap() {
		return nil, errorAt(WrongType, path, "expected a field that has a normal form, got a map")
	}
	if !field.IsList() {
		return normalSingle(value, path, depth)
	}
	list := value.List()
	items := make([]any, list.Len())
	for index := range items {
		var err error
		if items[index], err = normalSingle(list.Get(index), fmt.Sprintf("%s/%d", path, index), depth); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func normalSingle(value protoreflect.Value, path string, depth int) (any, error) {
	switch value := value.Interface().(type) {
	case protoreflect.Message:
		return normalMessage(value, path, depth+1, nil)
	case protoreflect.EnumNumber:
		return int64(value), nil
	case bool:
		return value, nil
	case string:
		return normalString(value, path)
	case []byte:
		return base64.StdEncoding.EncodeToString(value), nil
	case float64:
		return normalNumber(value), nil
	case int32:
		return int64(value), nil
	case int64:
		if value < -maxSafe || value > maxSafe {
			return strconv.FormatInt(value, 10), nil
		}
		return value, nil
	}
	return nil, errorAt(WrongType, path, "expected a field that has a normal form, got %T", value.Interface())
}

func normalString(text, path string) (string, error) {
	if !utf8.ValidString(text) {
		return "", errorAt(BadUnicode, path, "expected UTF-8")
	}
	return text, nil
}

func normalNumber(number float64) any {
	switch {
	case math.IsNaN(number):
		return "NaN"
	case math.IsInf(number, 1):
		return "Infinity"
	case math.IsInf(number, -1):
		return "-Infinity"
	}
	return number
}

// FormatTime writes a time as the normal form has it (§1.4): in RFC 3339 and UTC, with as few fraction digits as lose
// nothing. It returns an [*Error] of code [OutOfRange] for a time that has no normal form.
func FormatTime(timestamp *timestamppb.Timestamp) (string, error) {
	return normalTime(timestamp, "")
}

func normalTime(timestamp *timestamppb.Timestamp, path string) (string, error) {
	at := time.Unix(timestamp.GetSeconds(), 0).UTC()
	nanos := timestamp.GetNanos()
	if at.Year() < 1 || at.Year() > 9999 || nanos < 0 || nanos > 999_999_999 {
		return "", errorAt(OutOfRange, path, "expected a time from year 1 to 9999 with nanos from 0 to 999999999, got %d s and %d ns", timestamp.GetSeconds(), nanos)
	}
	fraction := fmt.Sprintf("%09d", nanos)
	for strings.HasSuffix(fraction, "000") {
		fraction = strings.TrimSuffix(fraction, "000")
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return at.Format("2006-01-02T15:04:05") + fraction + "Z", nil
}

func normalStruct(value *structpb.Struct, path string, depth int) (any, error) {
	fields := value.GetFields()
	if depth > maxMessages || (len(fields) > 0 && depth+1 > maxMessages) {
		return nil, tooDeep(path)
	}
	normal := make(jsontext.Object, len(fields))
	for key, member := range fields {
		if _, err := normalString(key, path); err != nil {
			return nil, err
		}
		read, err := normalValue(member, pointerTo(path, key), depth+2)
		if err != nil {
			return nil, err
		}
		normal[key] = read
	}
	return normal, nil
}

func normalValue(value *structpb.Value, path string, depth int) (any, error) {
	if depth > maxMessages {
		return nil, tooDeep(path)
	}
	switch kind := value.GetKind().(type) {
	case *structpb.Value_BoolValue:
		return kind.BoolValue, nil
	case *structpb.Value_NumberValue:
		return normalNumber(kind.NumberValue), nil
	case *structpb.Value_StringValue:
		return normalString(kind.StringValue, path)
	case *structpb.Value_StructValue:
		return normalStruct(kind.StructValue, path, depth+1)
	case *structpb.Value_ListValue:
		if depth+1 > maxMessages {
			return nil, tooDeep(path)
		}
		items := make([]any, len(kind.ListValue.GetValues()))
		for index, item := range kind.ListValue.GetValues() {
			var err error
			if items[index], err = normalValue(item, fmt.Sprintf("%s/%d", path, index), depth+2); err != nil {
				return nil, err
			}
		}
		return items, nil
	}
	// A Value that is not set is null as well.
	return nil, nil
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointerTo returns the JSON Pointer to a member.
func pointerTo(path, key string) string {
	return path + "/" + pointerEscapes.Replace(key)
}
