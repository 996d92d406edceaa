// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"encoding/base64"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
)

// contentKinds are the kinds of content whose name in public JSON is not that of their field.
var contentKinds = map[string]string{"policy_decision": "policy", "error_info": "error"}

// wrappedKinds are the kinds of content whose value is not beside the kind, but a member of its own.
var wrappedKinds = map[string]string{"state_update": "state", "step": "step"}

// ParseEvent reads an event in public JSON, the form in which the REST interface, exports and evidence have events. It
// returns an [*Error] with the path of the value for text that is not JSON, for unknown members, and for values that do
// not fit their field.
func ParseEvent(publicJSON string) (*commonv1.Event, error) {
	document, err := jsontext.Parse(publicJSON)
	if err != nil {
		return nil, errorAt(Malformed, "", "%v", err)
	}
	return readEvent(document.Value)
}

func readEvent(value any) (*commonv1.Event, error) {
	event := &commonv1.Event{}
	if err := readMessage(event.ProtoReflect(), value, "", 1); err != nil {
		return nil, err
	}
	return event, nil
}

func readMessage(message protoreflect.Message, value any, path string, depth int) error {
	if depth > maxMessages {
		return tooDeep(path)
	}
	switch target := message.Interface().(type) {
	case *timestamppb.Timestamp:
		return readTime(target, value, path)
	case *structpb.Struct:
		read, err := readStruct(value, path, depth)
		target.Fields = read.GetFields()
		return err
	}
	members, isObject := value.(jsontext.Object)
	if !isObject {
		return wrongType(path, "an object", value)
	}
	fields := message.Descriptor().Fields()
	for _, key := range jsontext.SortedKeys(members) {
		value, place := members[key], pointerTo(path, key)
		if value == nil {
			// Null stands for an absent member, which must be known all the same.
			if isKnownMember(message, key) {
				continue
			}
			return unknownMember(message, place, key)
		}
		if _, isEvent := message.Interface().(*commonv1.Event); isEvent && key == "content" {
			if err := readContent(message, value, place, depth); err != nil {
				return err
			}
			continue
		}
		field := fields.ByName(protoreflect.Name(key))
		if field == nil || isInOneof(field) {
			return unknownMember(message, place, key)
		}
		if err := readField(message, field, value, place, depth); err != nil {
			return err
		}
	}
	return nil
}

func isKnownMember(message protoreflect.Message, key string) bool {
	if _, isEvent := message.Interface().(*commonv1.Event); isEvent && key == "content" {
		return true
	}
	field := message.Descriptor().Fields().ByName(protoreflect.Name(key))
	return field != nil && !isInOneof(field)
}

func isInOneof(field protoreflect.FieldDescriptor) bool {
	oneof := field.ContainingOneof()
	return oneof != nil && !oneof.IsSynthetic()
}

// readContent reads the content of an event, whose kind names a field.
func readContent(event protoreflect.Message, value any, path string, depth int) error {
	content, isObject := value.(jsontext.Object)
	if !isObject {
		return wrongType(path, "an object", value)
	}
	kind, isText := content["kind"].(string)
	if !isText {
		return wrongType(path+"/kind", "a kind of content", content["kind"])
	}
	field := fieldOfKind(event, kind)
	if field == nil {
		return errorAt(UnknownField, path+"/kind", "expected a kind of content, got %q", kind)
	}
	rest := jsontext.Object{}
	for key, member := range content {
		if key != "kind" {
			rest[key] = member
		}
	}
	property, isWrapped := wrappedKinds[kind]
	if !isWrapped {
		return readField(event, field, rest, path, depth)
	}
	for _, key := range jsontext.SortedKeys(rest) {
		if key != property {
			return unknownMember(event, pointerTo(path, key), key)
		}
	}
	return readField(event, field, rest[property], pointerTo(path, property), depth)
}

// fieldOfKind returns the field of a kind of content, or nil if there is none.
func fieldOfKind(event protoreflect.Message, kind string) protoreflect.FieldDescriptor {
	name, isOther := contentKinds[kind]
	if !isOther {
		name = kind
		for _, taken := range contentKinds {
			if kind == taken {
				return nil
			}
		}
	}
	field := event.Descriptor().Fields().ByName(protoreflect.Name(name))
	if field == nil || !isInOneof(field) {
		return nil
	}
	return field
}

func unknownMember(message protoreflect.Message, path, key string) error {
	return errorAt(UnknownField, path, "expected a member of %s, got %q", message.Descriptor().Name(), key)
}

func readField(message protoreflect.Message, field protoreflect.FieldDescriptor, value any, path string, depth int) error {
	if !field.IsList() {
		read, err := readSingle(message.NewField(field), field, value, path, depth)
		if err == nil {
			message.Set(field, read)
		}
		return err
	}
	items, isList := value.([]any)
	if !isList {
		return wrongType(path, "an array", value)
	}
	list := message.Mutable(field).List()
	for index, item := range items {
		read, err := readSingle(list.NewElement(), field, item, fmt.Sprintf("%s/%d", path, index), depth)
		if err != nil {
			return err
		}
		list.Append(read)
	}
	return nil
}

// readSingle reads a value that is not a list. For a message, fresh is an empty one.
func readSingle(fresh protoreflect.Value, field protoreflect.FieldDescriptor, value any, path string, depth int) (protoreflect.Value, error) {
	switch field.Kind() {
	case protoreflect.MessageKind:
		return fresh, readMessage(fresh.Message(), value, path, depth+1)
	case protoreflect.EnumKind:
		return readEnum(field.Enum(), value, path)
	case protoreflect.BoolKind:
		if flag, isBool := value.(bool); isBool {
			return protoreflect.ValueOfBool(flag), nil
		}
		return fresh, wrongType(path, "true or false", value)
	case protoreflect.StringKind:
		if text, isText := value.(string); isText {
			return protoreflect.ValueOfString(text), nil
		}
		return fresh, wrongType(path, "a string", value)
	case protoreflect.BytesKind:
		text, _ := value.(string)
		if bytes, isBase64 := decodeBase64(text); isBase64 && value == text {
			return protoreflect.ValueOfBytes(bytes), nil
		}
		return fresh, wrongType(path, "base64", value)
	case protoreflect.DoubleKind:
		number, err := readDouble(value, path)
		return protoreflect.ValueOfFloat64(number), err
	case protoreflect.Int32Kind:
		number, err := readInteger(value, path, math.MinInt32, math.MaxInt32)
		return protoreflect.ValueOfInt32(int32(number)), err
	case protoreflect.Int64Kind:
		number, err := readInteger(value, path, -maxSafe, maxSafe)
		return protoreflect.ValueOfInt64(number), err
	}
	return fresh, errorAt(WrongType, path, "expected a field whose kind has a public JSON form, got %s", field.Kind())
}

func readEnum(enum protoreflect.EnumDescriptor, value any, path string) (protoreflect.Value, error) {
	text, isText := value.(string)
	if !isText {
		number, err := readInteger(value, path, math.MinInt32, math.MaxInt32)
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number)), err
	}
	prefix := strings.TrimSuffix(string(enum.Values().ByNumber(0).Name()), "UNSPECIFIED")
	known := enum.Values().ByName(protoreflect.Name(prefix + text))
	if known == nil || known.Number() == 0 {
		return protoreflect.Value{}, wrongType(path, "a name of "+string(enum.Name()), value)
	}
	return protoreflect.ValueOfEnum(known.Number()), nil
}

func readDouble(value any, path string) (float64, error) {
	switch value {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		return math.Inf(1), nil
	case "-Infinity":
		return math.Inf(-1), nil
	}
	literal, _ := value.(jsontext.Number)
	number, err := strconv.ParseFloat(string(literal), 64)
	if err != nil {
		return 0, wrongType(path, "a finite number", value)
	}
	return number, nil
}

func readInteger(value any, path string, least, greatest int64) (int64, error) {
	literal, isNumber := value.(jsontext.Number)
	number, err := strconv.ParseFloat(string(literal), 64)
	if !isNumber || err != nil || number != math.Trunc(number) || number < float64(least) || number > float64(greatest) {
		return 0, wrongType(path, fmt.Sprintf("an integer from %d to %d", least, greatest), value)
	}
	return int64(number), nil
}

var timePattern = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

func readTime(target *timestamppb.Timestamp, value any, path string) error {
	text, _ := value.(string)
	text = strings.ToUpper(text)
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || !timePattern.MatchString(text) {
		return wrongType(path, "a time of RFC 3339", value)
	}
	if at = at.UTC(); at.Year() < 1 || at.Year() > 9999 {
		return errorAt(OutOfRange, path, "expected a year from 1 to 9999, got %q", text)
	}
	target.Seconds, target.Nanos = at.Unix(), int32(at.Nanosecond())
	return nil
}

func readStruct(value any, path string, depth int) (*structpb.Struct, error) {
	members, isObject := value.(jsontext.Object)
	if !isObject {
		return nil, wrongType(path, "an object", value)
	}
	// A Struct is a message, and so are its entries, which have a message as value.
	if depth > maxMessages || (len(members) > 0 && depth+1 > maxMessages) {
		return nil, tooDeep(path)
	}
	fields := make(map[string]*structpb.Value, len(members))
	for key, member := range members {
		read, err := readValue(member, pointerTo(path, key), depth+2)
		if err != nil {
			return nil, err
		}
		fields[key] = read
	}
	return &structpb.Struct{Fields: fields}, nil
}

func readValue(value any, path string, depth int) (*structpb.Value, error) {
	if depth > maxMessages {
		return nil, tooDeep(path)
	}
	switch value := value.(type) {
	case nil:
		return structpb.NewNullValue(), nil
	case bool:
		return structpb.NewBoolValue(value), nil
	case string:
		return structpb.NewStringValue(value), nil
	case jsontext.Object:
		read, err := readStruct(value, path, depth+1)
		return structpb.NewStructValue(read), err
	case []any:
		if depth+1 > maxMessages {
			return nil, tooDeep(path)
		}
		items := make([]*structpb.Value, len(value))
		for index, item := range value {
			var err error
			if items[index], err = readValue(item, fmt.Sprintf("%s/%d", path, index), depth+2); err != nil {
				return nil, err
			}
		}
		return structpb.NewListValue(&structpb.ListValue{Values: items}), nil
	}
	number, err := readDouble(value, path)
	return structpb.NewNumberValue(number), err
}

// decodeBase64 decodes base64 with padding. Package base64 would also ignore line feeds.
func decodeBase64(text string) ([]byte, bool) {
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	return bytes, err == nil && !strings.ContainsAny(text, "\r\n")
}

func wrongType(path, expected string, found any) error {
	return errorAt(WrongType, path, "expected %s, got %s", expected, describe(found))
}

func tooDeep(path string) error {
	return errorAt(TooDeep, path, "expected at most %d nested messages", maxMessages)
}

// describe returns a value for a message, shortened.
func describe(value any) string {
	const maxLength = 100
	switch value.(type) {
	case jsontext.Object:
		return "an object"
	case []any:
		return "an array"
	}
	text := []rune(jsontext.Canonical(value))
	if len(text) > maxLength {
		return string(text[:maxLength]) + "…"
	}
	return string(text)
}
