// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Numbers at and beyond the ranges of the types, in every spelling, and what is not quite a number. */
export const numbers: readonly string[] = [
  "0", "-0", "0.0", "-0.0", "0e0", "1", "1.0", "1e0", "1E+0", "10e-1", "1e2", "1.5", "-1", "100e-2", "0.1e1",
  "127", "128", "2147483647", "2147483648", "-2147483648", "-2147483649", "2147483647.0", "2.147483647e9", "21474836470e-1",
  "4294967295", "4294967296", "9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993",
  "9007199254740993.0", "9007199254740994", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
  "18446744073709551615", "18446744073709551616", "12345678901234567890", "1e18", "1e19", "1e21", "1e22", "1e23",
  "1e308", "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e309", "1e999", "1e-999", "5e-324", "4e-324",
  "2e-324", "1e-400", "0e999", "0.1", "0.30000000000000004", "3.4028235e38", "1.00000000000000000000000000001",
  "0.000000000000000000000000000000000000000000001", "123456789012345678901234567890", "1e+", "01", "+1", ".5", "1.",
  "0x10", "1_000", "NaN", "Infinity", "-Infinity", "-", "1e5.5", "٣", "1,5", "00", "-01", "1e00002", "1e+2", "20e-1",
]; // biome-ignore format: a table

/** Strings of numbers, which ProtoJSON reads as numbers and public JSON does not. */
export const numericTexts: readonly string[] = [
  ...numbers.slice(0, 60).map((number) => `"${number}"`),
  '""', '" 1"', '"1 "', '"1\\n"', '"+1"', '"01"', '"0x1"', '"1e"', '"NaN"', '"Infinity"', '"-Infinity"', '"nan"', '"inf"',
  '"-infinity"', '"+Infinity"', '"1e1000"', '"--1"', '"1_0"', '"\\u0031"', '"٣"',
]; // biome-ignore format: a table

export const strings: readonly string[] = [
  '"\\ud800"', '"\\udc00"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\uD83D"', '"a\\ud83db"', '"\\ud83d\\u0041"',
  '"\\u0000"', '"\\u0041"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\u2028\\u2029"', '"\u2028"', '"\u007f"', '"\ufeff"',
  '"\\x41"', '"\\u12"', '"\\U0041"', '"\\"', '"abc', "'a'", '"a\nb"', '"a\tb"', '"\u0000"', '"\\a"', '"\\ud800\\ud800"',
  '"\ufffd"', '"\\uffff"', '"\\ufffe"', '"\u{1f600}"', '"é"', '"e\u0301"', '"\u202e"', '"退款客户"', '"null"', '"true"',
  '"<script>"', "\"' OR 1=1 --\"", '"%s%n"', '"../../x"', `"${"a".repeat(255)}"`, `"${"a".repeat(256)}"`,
  `"${"a".repeat(257)}"`, `"${"é".repeat(128)}"`, `"${"é".repeat(129)}"`, `"${"x".repeat(5000)}"`, '"__proto__"',
]; // biome-ignore format: a table

export const wrongKinds: readonly string[] = [
  "null", "null", "true", "false", "[]", "{}", '""', "0", "[null]", "[[]]", "[{}]", '[""]', '{"":null}', '{"a":1}', '"text"',
  "[1,2]", "undefined", "[,]", "{,}", "[null,null]", '{"value":1}', '"{}"', '"[]"', "True", "None",
]; // biome-ignore format: a table

export const enums: readonly string[] = [
  '"EVENT_TYPE_SYSTEM"', '"SYSTEM"', '"system"', '"TOOL_CALL_START"', '"EVENT_TYPE_TOOL_CALL"', '"TOOL_CALL"',
  '"EVENT_TYPE_UNSPECIFIED"', '"UNSPECIFIED"', "0", "1", "22", "63", "64", "999", "-1", "2147483647", "2147483648",
  "-2147483648", "-2147483649", "1.5", "1.0", "2.2e1", '"22"', '"1"', '""', "null", "true", '["SYSTEM"]', '"ERROR"', '"STARTED"',
  '"EVENT_STATUS_STARTED"', '"SEVERITY_ERROR"', '"AUTHOR_LLM"', '"LLM"', '"INFO"', '"FAILED"', '" SYSTEM"', '"SYSTEM\\u0000"',
  '"\\u0053YSTEM"', '"EVENT_TYPE_EVENT_TYPE_SYSTEM"', "22.0", '"toString"', '"constructor"', '"__proto__"',
]; // biome-ignore format: a table

export const base64s: readonly string[] = [
  '""', '"AQ=="', '"AQ"', '"AQ="', '"AQ==="', '"AQI="', '"AQI"', '"AQID"', '"-_-_"', '"+/+/"', '"+_-/"', '"A"', '"AAAAA"',
  '"A Q="', '"A\\nQ=="', '"AQ==AQ=="', '"=AQ="', '"===="', '"!!!!"', '"AR=="', '"AQJ="', '"\\u0041Q=="', "null", "[1]", "1", '"é"',
]; // biome-ignore format: a table

export const timestamps: readonly string[] = [
  "2026-01-31T23:59:59Z", "2026-01-31T23:59:59.1Z", "2026-01-31T23:59:59.123456789Z", "2026-01-31T23:59:59.1234567890Z",
  "2026-01-31T23:59:59.Z", "2026-01-31T23:59:59,5Z", "2026-01-31t23:59:59z", "2026-01-31 23:59:59Z", "2026-01-31T23:59:59",
  "2026-01-31T23:59:59.5", "2026-01-31T23:59Z", "2026-01-31", "2026-01-31T23:59:59+00:00", "2026-01-31T23:59:59-00:00",
  "2026-01-31T23:59:59+23:59", "2026-01-31T23:59:59+24:00", "2026-01-31T23:59:59+14", "2026-01-31T23:59:59+1400",
  "2026-01-31T23:59:59+05:30", "2026-01-31T23:59:59-11:45", "2026-01-31T23:59:59 +01:00", "2026-01-31T24:00:00Z",
  "2026-01-31T23:59:60Z", "2016-12-31T23:59:60Z", "2026-02-28T23:59:59Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
  "2026-01-00T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "0001-01-01T00:00:00-00:01",
  "0000-12-31T23:59:59Z", "0000-12-31T23:59:59-01:00", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59-00:01",
  "9999-12-31T23:59:59+00:01", "10000-01-01T00:00:00Z", "+2026-01-01T00:00:00Z", "-0001-01-01T00:00:00Z",
  "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z", "0099-01-01T00:00:00Z", "2026-1-1T0:0:0Z", "20260131T235959Z",
  "2026-W05-6T00:00:00Z", "2026-031T00:00:00Z", " 2026-01-31T23:59:59Z", "2026-01-31T23:59:59Z ", "2026-01-31T23:59:59ZZ",
  "2026-01-31T23:59:59UTC", "yesterday", "", "1795366591", "2026-01-31T23:59:59.000000000Z", "2026-01-31T23:59:59.000001Z",
  "٢٠٢٦-01-31T23:59:59Z",
]
  .map((time) => JSON.stringify(time))
  .concat("1795366591", "0", "null", '{"seconds":1795366591,"nanos":0}', '{"seconds":"1"}', "1795366591.5", "[]"); // biome-ignore format: a table

export const anys: readonly string[] = [
  "{}", "null", '{"@type":""}', '{"@type":"example.com/acme.Note"}', '{"@type":"example.com/acme.Note","@value":"AQ=="}',
  '{"@value":"AQ=="}', '{"@type":null,"@value":"AQ=="}', '{"@type":"x","@value":null}', '{"@type":"x","@value":"AQ","more":1}',
  '{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}',
  '{"@type":"type.googleapis.com/google.protobuf.Duration","@value":"CAE="}',
  '{"@type":"type.googleapis.com/google.protobuf.Struct","value":{"a":1}}',
  '{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"2026-01-01T00:00:00Z"}',
  '{"@type":"type.googleapis.com/chaukas.spec.common.v1.RetryInfo","attempt":1}',
  '{"type_url":"example.com/acme.Note","value":"AQ=="}', '{"type_url":"","value":""}', '{"type_url":"x"}', '{"value":"AQ"}',
  '{"typeUrl":"example.com/acme.Note","value":"AQ=="}', '{"type_url":1,"value":"AQ=="}', '{"type_url":null,"value":null}',
  '{"type_url":"x","value":[1]}', '{"type_url":"x","value":"AQ==","@type":"x"}', '[{"@type":"x","@value":""}]', '"x"',
]; // biome-ignore format: a table

export const keys: readonly string[] = [
  '""', '"__proto__"', '"constructor"', '"toString"', '"mine"', '"kind"', '"event"', '"@type"', '"Event_id"', '"EVENT_ID"',
  '"event id"', '" event_id"', '"event_id "', '"event-id"', '"events"', '"$typeName"', '"content"', '"message"', '"toolCall"',
  '"tool_call"', '"redaction_record"', '"redactionRecord"', '"server_timestamp"', '"serverTimestamp"', '"hash_prev"',
  '"content_hash"', '"\\ud800"', '"a/b~c"', '"0"', '"1"', '"é"', '"\\u0000"', `"${"k".repeat(300)}"`, `"${"k".repeat(20_000)}"`,
  "key", "1", "null", "'key'", '"unit\\', '"unknownField"', '"content.kind"',
]; // biome-ignore format: a table
