// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, equals, fromJson, fromJsonString, type JsonValue, toJsonString } from "@bufbuild/protobuf";
import { EventSchema, QueryResponseSchema } from "@chaukas/spec-common";
import {
  eventFromJson,
  eventFromJsonString,
  eventFromProtoJsonString,
  eventToJsonString,
  isJsonCodecError,
  parseJson,
  queryResponseFromJsonString,
} from "@chaukas/spec-common/json";
import { arbitraryJsonObject } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const value = "a JSON value";
const key = "a key in quotation marks";
const exact = "an integer that a double represents exactly";

describe("reading text", () => {
  it.each([
    [" \t\r\n{ \n} ", {}],
    ['{"event_id":"\\u00e9\\/\\"\\\\\\ud83d\\ude80"}', { eventId: 'é/"\\🚀' }],
    ['{"event_id":"a\\\\","tenant_id":"b"}', { eventId: "a\\", tenantId: "b" }],
    ['{"event_id":"{[:,\\":1}]"}', { eventId: '{[:,":1}]' }],
    ['{"event\\u005fid":"a"}', { eventId: "a" }],
    ['{"metadata":{"a":{"a":1},"b":[{"a":1},{"a":1}]}}', { metadata: { a: { a: 1 }, b: [{ a: 1 }, { a: 1 }] } }],
  ])("accepts %s", (text, event) => {
    expect(eventFromJsonString(text)).toStrictEqual(create(EventSchema, event));
  });

  it.each([
    ["0", 0],
    ["-0", -0],
    ["9007199254740991", 2 ** 53 - 1],
    ["9007199254740992", 2 ** 53],
    ["-9007199254740994", -(2 ** 53) - 2],
    ["1152921504606846976", 2 ** 60],
    ["1152921504606847000", 2 ** 60],
    ["10000000000000000000000", 1e22],
    ["9007199254740992.0", 2 ** 53],
    ["90071992547409.940e+2", 2 ** 53 + 2],
    ["1.152921504606847e18", 2 ** 60],
    ["1152921504606846976000e-3", 2 ** 60],
    ["9.9999999999999992e+22", 1e23],
    ["0.1", 0.1],
    ["3.141592653589793", Math.PI],
    ["0.1000000000000000055511151231257827", 0.1],
    ["4503599627370495.5", 2 ** 52 - 0.5],
    ["1E+2", 100],
    ["1.00000000000000000000", 1],
    ["5e-324", 5e-324],
    ["1.7976931348623157e+308", Number.MAX_VALUE],
    ["-0.0e-1000000000", -0],
    ["0e1000000000", 0],
    [`0.${"0".repeat(1_000_000)}1e1000001`, 1],
    [`1${"0".repeat(1_000_000)}e-1000000`, 1],
    [`0.${"3".repeat(1_000_000)}`, 1 / 3],
  ])("accepts the number %.50s in a Struct", (text, n) => {
    expect(eventFromJsonString(`{"metadata":{"n":${text}}}`).metadata).toStrictEqual({ n });
  });

  const range = "a number within the range of a double";
  const fraction = "a number whose fraction a double keeps";
  it.each([
    ["9007199254740993", exact],
    ["9007199254740993.0", exact],
    ["-9007199254740993e0", exact],
    ["9.007199254740993E+15", exact],
    ["90071992547409930e-1", exact],
    ["9007199254740993.5", exact],
    ["12345678901234567890e0", exact],
    [`9007199254740993.${"0".repeat(1_000_000)}`, exact],
    [`9007199254740993${"0".repeat(1_000_000)}e-1000000`, exact],
    ["1e-400", range],
    ["-1e-1000000000", range],
    [`0.${"0".repeat(1_000_000)}1`, range],
    ["1e1000000000", range],
    [`${"7".repeat(1_000_000)}.5`, range],
    ["4503599627370497.3", fraction],
    ["4.00000000000000000001", fraction],
  ])("refuses the number %.50s wherever it is", (text, expected) => {
    for (const [members, path] of [
      [`"metadata":{"n":[${text}]}`, "/metadata/n/0"],
      [`"cost":{"total_cost":${text}}`, "/cost/total_cost"],
    ]) {
      const error = expect.objectContaining({ code: "out_of_range", path, expected });
      expect(() => eventFromJsonString(`{${members}}`)).toThrow(error);
      expect(() => eventFromProtoJsonString(`{${members}}`)).toThrow(error);
    }
    expect(codeOf(() => queryResponseFromJsonString(`{"total_count":${text}}`))).toBe("out_of_range");
    expect(codeOf(() => eventFromProtoJsonString(`{"cost":{"total_cost":"${text}"}}`))).toBe("out_of_range");
  });

  const faults: [code: string, text: string, path: string, expected: string, found: string][] = [
    ["syntax", "", "", value, "the end at line 1, column 1"],
    ["syntax", "\ufeff{}", "", value, "U+FEFF at line 1, column 1"],
    ["syntax", "é", "", value, '"é" at line 1, column 1'],
    ["syntax", "undefined", "", value, '"u" at line 1, column 1'],
    ["syntax", "nan", "", value, '"n" at line 1, column 1'],
    ["syntax", "NaN", "", `${value}, such as the string "NaN"`, "NaN at line 1, column 1"],
    [
      "syntax",
      '{"metadata":{"n":-Infinity}}',
      "/metadata/n",
      `${value}, such as the string "-Infinity"`,
      "-Infinity at line 1, column 18",
    ],
    ["syntax", "'a'", "", value, '"\'" at line 1, column 1'],
    ["syntax", "{} {}", "", "the end of the text", '"{" at line 1, column 4'],
    ["syntax", "{", "", `${key} or "}"`, "the end at line 1, column 2"],
    ["syntax", "{a:1}", "", `${key} or "}"`, '"a" at line 1, column 2'],
    ["syntax", '{"event_id":"a",}', "", key, '"}" at line 1, column 17'],
    ["syntax", '{"event_id":"a"', "", '"," or "}"', "the end at line 1, column 16"],
    ["syntax", '{"event_id":"a" "b":1}', "", '"," or "}"', '"\\"" at line 1, column 17'],
    ["syntax", '{"event_id" 1}', "/event_id", '":"', '"1" at line 1, column 13'],
    ["syntax", '{\n  "event_id": ,\n}', "/event_id", value, '"," at line 2, column 15'],
    ["syntax", '{"tags":["a",]}', "/tags/1", value, '"]" at line 1, column 14'],
    ["syntax", '{"tags":["a" "b"]}', "/tags", '"," or "]"', '"\\"" at line 1, column 14'],
    ["syntax", '{"tags":["a"', "/tags", '"," or "]"', "the end at line 1, column 13"],
    ["syntax", '{"event_id":"a', "/event_id", "the end of the string", "the end at line 1, column 15"],
    ["syntax", '{"event_id":"\n"}', "/event_id", "control characters only as escapes", '"\\n" at line 1, column 14'],
    ["syntax", '{"event_id":"\\x"}', "/event_id", "an escape such as \\n or \\u00e9", '"x" at line 1, column 15'],
    ["syntax", '{"event_id":"\\u12g4"}', "/event_id", "an escape such as \\n or \\u00e9", '"u" at line 1, column 15'],
    ["syntax", '{"is_final":tru}', "/is_final", value, '"t" at line 1, column 13'],
    ["syntax", '{"metadata":{"n":01}}', "/metadata", '"," or "}"', '"1" at line 1, column 19'],
    ["syntax", '{"metadata":{"n":1.}}', "/metadata", '"," or "}"', '"." at line 1, column 19'],
    ["syntax", '{"metadata":{"n":.5}}', "/metadata/n", value, '"." at line 1, column 18'],
    ["syntax", '{"metadata":{"n":-}}', "/metadata/n", value, '"-" at line 1, column 18'],
    ["syntax", '{"metadata":{"n":+1}}', "/metadata/n", value, '"+" at line 1, column 18'],
    ["syntax", '{"metadata":{"n":0x10}}', "/metadata", '"," or "}"', '"x" at line 1, column 19'],
    ["out_of_range", '{"metadata":{"n":12345678901234567890', "/metadata/n", exact, "12345678901234567890"],

    ["duplicate_key", '{"event_id":"a","event_id":"b"}', "/event_id", "every key once", '"event_id" again'],
    ["duplicate_key", '{"event_id":"a","event\\u005fid":"a"}', "/event_id", "every key once", '"event_id" again'],
    ["duplicate_key", '{"metadata":{"a":[{"k~":1,"k~":1}]}}', "/metadata/a/0/k~0", "every key once", '"k~" again'],
    [
      "duplicate_key",
      '{"metadata":{"__proto__":1,"__proto__":1}}',
      "/metadata/__proto__",
      "every key once",
      '"__proto__" again',
    ],
    [
      "duplicate_key",
      '{"content":{"kind":"message","kind":"message"}}',
      "/content/kind",
      "every key once",
      '"kind" again',
    ],
    [
      "duplicate_key",
      '{"content":{"kind":"state_update","state":{},"state":{}}}',
      "/content/state",
      "every key once",
      '"state" again',
    ],
    [
      "duplicate_key",
      '{"extensions":[{"value":"","value":""}]}',
      "/extensions/0/value",
      "every key once",
      '"value" again',
    ],

    ["out_of_range", '{"metadata":{"n":9007199254740993}}', "/metadata/n", exact, "9007199254740993"],
    ["out_of_range", '{"metadata":{"n":[-9007199254740993]}}', "/metadata/n/0", exact, "-9007199254740993"],
    ["out_of_range", '{"retry":{"attempt":12345678901234567890}}', "/retry/attempt", exact, "12345678901234567890"],
    ["out_of_range", `{"metadata":{"n":1${"0".repeat(400)}}}`, "/metadata/n", exact, `1${"0".repeat(59)}…`],
    ["out_of_range", '{"metadata":{"n":1e400}}', "/metadata/n", "a number within the range of a double", "1e400"],
    [
      "out_of_range",
      '{"cost":{"total_cost":-1e400}}',
      "/cost/total_cost",
      "a number within the range of a double",
      "-1e400",
    ],

    ["bad_unicode", '{"event_id":"\\ud800"}', "/event_id", "surrogates only in pairs", '"\\ud800"'],
    ["bad_unicode", '{"event_id":"\udc00"}', "/event_id", "surrogates only in pairs", '"\\udc00"'],
    ["too_deep", "[".repeat(1_000_000), "/0".repeat(200), "at most 200 nested objects and arrays", "more"],
    [
      "too_deep",
      `{"metadata":${'{"a":'.repeat(500_000)}`,
      `/metadata${"/a".repeat(199)}`,
      "at most 200 nested objects and arrays",
      "more",
    ],
  ];
  it.each(
    faults.map(([code, text, path, expected, place]) => {
      const [, found, line, column] = /^(.*?)(?: at line (\d+), column (\d+))?$/s.exec(place) ?? [];
      const position = line === undefined ? undefined : { line: Number(line), column: Number(column) };
      return { text, position, error: { code, path, expected, found: `${found}` } };
    }),
  )(
    "throws $error.code at '$error.path': expected $error.expected, found $error.found",
    ({ text, position = expect.anything(), error }) => {
      const message = `${error.path === "" ? "Event" : error.path}: expected ${error.expected}, found ${error.found} at line`;
      const matching = expect.objectContaining({ ...error, position, message: expect.stringContaining(message) });
      expect(() => eventFromJsonString(text)).toThrow(matching);
      expect(() => eventFromProtoJsonString(text)).toThrow(isProtoJson(error) ? matching : expect.anything());
    },
  );

  it.each([
    ['{"metadata":{"n":12345678901234567890}}', "12345678901234567890", "/metadata/n"],
    ['{"metadata":{"a b":[1,"]}",{"n": 9007199254740993}]}}', "9007199254740993", "/metadata/a b/2/n"],
    ['{"tenant_id":"é🚀",\n "event_id":"a",\n  "event_id":"b"}', '"event_id":"b"', "/event_id"],
    ['{"tags":["a", "\\ud83d"]}', '"\\ud83d"', "/tags/1"],
    ['{"tags":["\\\\","a"],\n"mine" : [true,false]}', "[true", "/mine"],
    ['{"event_id":"a","type" :\n"EVENT_TYPE_TOOL_CALL_START"}', '"EVENT', "/type"],
    ['{"cost":{"total_cost":1},"content": {"name":"n"}}', '{"name', "/content/kind"],
    ['{"m\\u0065tadata":7}', "7", "/metadata"],
  ])("names line and column of the value: %s", (text, found, path) => {
    const before = text.slice(0, text.indexOf(found)).split("\n");
    const position = { line: before.length, column: (before.at(-1) ?? "").length + 1 };
    const message = expect.stringContaining(` at line ${position.line}, column ${position.column}`);
    expect(() => eventFromJsonString(text)).toThrow(expect.objectContaining({ path, position, message }));
  });

  it("names no position if it did not read text", () => {
    expect(() => eventFromJson({ event_id: 1 })).toThrow(
      expect.objectContaining({ message: "/event_id: expected a string, found 1", position: undefined }),
    );
  });

  it("rejects values that are not text", () => {
    expect(() => eventFromJsonString(Buffer.from("{}") as never)).toThrow(
      "Event: expected a string of JSON text, found an object of type Uint8Array",
    );
    expect(() => eventFromJsonString(undefined as never)).toThrow("expected a string of JSON text, found undefined");
  });

  it("reports the message if the whole text is wrong", () => {
    expect(() => queryResponseFromJsonString("[]")).toThrow("QueryResponse: expected an object, found an empty array");
  });

  it("agrees with JSON.parse on which texts are JSON", { timeout: 60_000 }, () => {
    const characters = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\u0019-+.eEtrufalsn \n\u0001é') });
    const texts = fc.oneof(characters, arbitraryJsonObject.map(damage));
    fc.assert(
      fc.property(texts, (text) => {
        const wrapped = `{"metadata":{"a":${text}}}`;
        const code = codeOf(() => eventFromJsonString(wrapped));
        // The text may contain another error before the syntax error.
        expect(isJson(wrapped) ? code === "syntax" : code === undefined).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with protobuf-es on which texts have duplicate keys", { timeout: 60_000 }, () => {
    const keys = fc.constantFrom('"a"', '"b"', '"\\u0061"', '"__proto__"', '"\\""');
    const { object } = fc.letrec<{ object: string; value: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("1", '"a\\":"', "null"),
        tie("object"),
        list(tie("value")),
      ),
      object: fc.array(fc.tuple(keys, tie("value")), { maxLength: 3 }).map(members),
    }));
    fc.assert(
      fc.property(object, (text) => {
        const wrapped = `{"metadata":${text}}`;
        const code = codeOf(() => eventFromJsonString(wrapped));
        const isRefused = codeOf(() => fromJsonString(EventSchema, wrapped)) !== undefined;
        expect(code).toBe(isRefused ? "duplicate_key" : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writing text", () => {
  it("keeps the sign of minus zero, which JSON.stringify drops", () => {
    const text =
      '{"content":{"kind":"tool_response","execution_time_ms":-0},"metadata":{"a":[-0,0,"-0",{"b":-0}],"c":null}}';
    const event = eventFromJsonString(text);
    expect(event.metadata).toStrictEqual({ a: [-0, 0, "-0", { b: -0 }], c: null });
    expect(eventToJsonString(event)).toBe(text);
  });

  it("writes what protobuf-es reads as the same Struct", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryJsonObject, (metadata) => {
        const event = create(EventSchema, { metadata });
        expect(
          equals(EventSchema, fromJson(EventSchema, parseJson(eventToJsonString(event)) as JsonValue), event),
        ).toBe(true);
        expect(eventFromJsonString(toJsonString(EventSchema, event)).metadata).toEqual(
          parseJson(JSON.stringify(metadata)),
        );
      }),
    );
  });

  it("writes 64-bit integers as numbers", () => {
    const response = create(QueryResponseSchema, { totalCount: 2n ** 53n - 1n });
    expect(queryResponseFromJsonString('{"total_count":9007199254740991}')).toStrictEqual(response);
  });
});

function isProtoJson({ path }: { path: string }): boolean {
  return !path.startsWith("/content") && !path.startsWith("/extensions");
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return isJsonCodecError(error) ? error.code : String(error);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function members(entries: [key: string, value: string][]): string {
  return `{${entries.map((entry) => entry.join(":")).join(",")}}`;
}

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { maxLength: 3 }).map((items) => `[${items.join()}]`);
}

/** Returns the JSON text without one of its characters, chosen by the length of the text. */
function damage(json: unknown): string {
  const text = JSON.stringify(json);
  const index = text.length % 7;
  return text.slice(0, index) + text.slice(index + 1);
}
