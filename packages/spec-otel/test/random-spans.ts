// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { kindRows, listRows, mappingRows } from "@chaukas/spec-otel";
import {
  type AnyValue,
  AnyValueSchema,
  type ExportLogsServiceRequest,
  ExportLogsServiceRequestSchema,
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  type InstrumentationScopeSchema,
  type KeyValueSchema,
  type LogRecordSchema,
  type ResourceSchema,
  type SeverityNumber,
  type Span_SpanKind,
  type SpanSchema,
  type Status_StatusCode,
} from "@chaukas/spec-otel/otlp";

/** A source of random numbers that gives the same ones for the same seed. */
export type Random = () => number;

/** Creates a source of random numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type KeyValueInit = MessageInitShape<typeof KeyValueSchema>;
type SpanInit = MessageInitShape<typeof SpanSchema>;

const mappedNames = [
  ...mappingRows.flatMap(({ from }) => Object.values(from).flat()),
  ...kindRows.map(({ attribute }) => attribute),
];
const kindValues = kindRows.flatMap(({ attribute, kinds }) =>
  Object.keys(kinds).map((value) => [attribute, value] as const),
);
const strangeNames = [
  "",
  "__proto__",
  "constructor",
  "0",
  "17",
  "a.b",
  "é",
  "$int",
  "$map",
  "llm.input_messages.*",
  "toString",
];
const strangeTexts = [
  "",
  "null",
  "{}",
  "[]",
  "{",
  '{"a":1}',
  '{"a": 1}',
  '{"a":1.0}',
  '{"a": [1, 2.5, true, null, "é"]}',
  '{"a":"\\u00e9"}',
  '{"a":"\\ud800"}',
  '{"__proto__":{"x":1}}',
  '{"a":1,"a":2}',
  '{"2":1,"1":2}',
  '[{"role":"user","parts":[{"type":"text","content":"hello"}]}]',
  '[{"role": "user", "content": "hell\u00f6"}]',
  "hello",
  "x".repeat(300),
  "é".repeat(200),
  "\u0000",
  '"hello"',
  '"hell\\u00f6"',
  '"hellö"',
  '"a" or "b"',
  '"\\ud800"',
  "😀",
  "-1",
  "9007199254740993",
];
const doubles = [
  0,
  -0,
  1,
  0.5,
  -1.25,
  0.1,
  1e300,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 53,
  2 ** 60,
];
const integers = [
  0n,
  1n,
  -1n,
  42n,
  1000n,
  2n ** 31n - 1n,
  -(2n ** 31n),
  2n ** 31n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];

/** Creates functions that make parts of requests. */
function createMakers(random: Random) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (probability: number) => random() < probability;
  const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  const times = <T>(max: number, make: () => T): T[] => Array.from({ length: Math.floor(random() * (max + 1)) }, make);

  const value = (depth: number): AnyValue => {
    const nested = depth < 3 || (depth < 30 && chance(0.9));
    const kind = Math.floor(random() * (nested ? 8 : 6));
    const make = (member: NonNullable<MessageInitShape<typeof AnyValueSchema>["value"]>) =>
      create(AnyValueSchema, { value: member });
    switch (kind) {
      case 0:
        return make({ case: "stringValue", value: pick(strangeTexts) });
      case 1:
        return make({ case: "boolValue", value: chance(0.5) });
      case 2:
        return make({ case: "intValue", value: pick(integers) });
      case 3:
        return make({ case: "doubleValue", value: pick(doubles) });
      case 4:
        return make({ case: "bytesValue", value: bytes(Math.floor(random() * 4)) });
      case 5:
        return chance(0.5) ? create(AnyValueSchema) : make({ case: "stringValueStrindex", value: 3 });
      case 6:
        return make({ case: "arrayValue", value: { values: times(depth > 3 ? 1 : 3, () => value(depth + 1)) } });
      default:
        return make({ case: "kvlistValue", value: { values: attributes(depth + 1, depth > 3 ? 1 : 3) } });
    }
  };
  const likely = (name: string): AnyValue =>
    name.includes("messages") || name.includes("arguments") || name.includes("input") || name.includes("output")
      ? create(AnyValueSchema, { value: { case: "stringValue", value: pick(strangeTexts) } })
      : value(2);
  const attribute = (depth: number): KeyValueInit => {
    const key =
      depth === 0 && chance(0.6)
        ? pick(mappedNames)
        : chance(0.3)
          ? pick(strangeNames)
          : `k${Math.floor(random() * 20)}`;
    return chance(0.02)
      ? { key, keyStrindex: chance(0.5) ? 7 : 0 }
      : { key, value: depth === 0 && chance(0.5) ? likely(key) : value(depth) };
  };
  const attributes = (depth: number, max: number): KeyValueInit[] => {
    const list = times(max, () => attribute(depth));
    // A key twice is rare, and not allowed, but possible.
    return chance(0.05) ? list : [...new Map(list.map((entry) => [entry.key, entry])).values()];
  };
  const lists = (): KeyValueInit[] => {
    const { prefix, named } = pick(listRows);
    const element = named ? `.${pick(["message", "tool", "document", "prompt", "other"])}` : "";
    return times(
      3,
      () =>
        `${prefix}.${pick(["0", "1", "2", "01"])}${element}.${pick(["role", "content", "tool_calls.0.tool_call.id", "contents.0.message_content.text", "a.0"])}`,
    )
      .filter((key, index, keys) => keys.indexOf(key) === index)
      .map((key) => ({
        key,
        value: chance(0.8) ? { value: { case: "stringValue", value: pick(strangeTexts) } } : value(2),
      }));
  };
  const classify = (): KeyValueInit[] => {
    if (chance(0.15)) {
      return [];
    }
    const [key, text] = pick(kindValues);
    return [{ key, value: { value: { case: "stringValue", value: text } } }];
  };
  const unique = (list: KeyValueInit[]) =>
    chance(0.05) ? list : [...new Map(list.map((entry) => [entry.key, entry])).values()];
  const start = BigInt(Math.floor(random() * 2 ** 52)) * 400n;
  const span = (traceId: Uint8Array, parentSpanId: Uint8Array): SpanInit => ({
    traceId,
    spanId: bytes(8),
    parentSpanId: chance(0.02) ? new Uint8Array(8) : parentSpanId,
    name: pick(["chat gpt-5", "", "x".repeat(2000), "search"]),
    kind: pick([0, 1, 2, 3, 4, 5, 99]) as Span_SpanKind,
    traceState: pick(["", "", "a=1,b=2"]),
    flags: pick([0, 1, 0x301, 2 ** 32 - 1]),
    startTimeUnixNano: pick([start, start, start, start, 0n, 2n ** 64n - 1n]),
    endTimeUnixNano: pick([start + 1_234_567n, start + 5_000_000_001n, start, start - (start > 0n ? 1n : 0n), 0n]),
    attributes: unique([...classify(), ...attributes(0, 12), ...(chance(0.3) ? lists() : [])]),
    droppedAttributesCount: pick([0, 0, 5]),
    droppedEventsCount: pick([0, 0, 2 ** 32 - 1]),
    droppedLinksCount: pick([0, 0, 1]),
    events: times(2, () => ({
      name: pick(["exception", "gen_ai.evaluation.result", "gen_ai.client.operation.exception", "other", ""]),
      timeUnixNano: pick([start, start + 1n, 0n]),
      attributes: chance(0.5) ? exception() : attributes(0, 4),
      droppedAttributesCount: pick([0, 3]),
    })),
    links: times(2, () => ({
      traceId: bytes(pick([16, 0, 3])),
      spanId: bytes(pick([8, 0])),
      traceState: pick(["", "c=3"]),
      attributes: attributes(1, 2),
      droppedAttributesCount: pick([0, 1]),
      flags: pick([0, 1]),
    })),
    ...(chance(0.8) && {
      status: { code: pick([0, 1, 2, 7]) as Status_StatusCode, message: pick(["", "", "failed"]) },
    }),
  });
  const exception = (): KeyValueInit[] =>
    ["type", "message", "stacktrace", "escaped"].map((name) => ({
      key: `exception.${name}`,
      value: chance(0.8) ? { value: { case: "stringValue" as const, value: pick(strangeTexts) } } : value(2),
    }));
  const tree = (): SpanInit[] => {
    const traceId = bytes(16);
    const made: SpanInit[] = [];
    for (let count = 1 + Math.floor(random() * 5); count > 0; count--) {
      made.push(
        span(traceId, made.length === 0 ? new Uint8Array() : ((pick(made).spanId as Uint8Array) ?? new Uint8Array())),
      );
    }
    return made;
  };
  const resource = (): { resource?: MessageInitShape<typeof ResourceSchema> } =>
    chance(0.9)
      ? {
          resource: {
            attributes: attributes(0, 4),
            droppedAttributesCount: pick([0, 2]),
            entityRefs: times(1, () => ({ schemaUrl: "s", type: "service", idKeys: ["a"], descriptionKeys: ["b"] })),
          },
        }
      : {};
  const scope = (): { scope?: MessageInitShape<typeof InstrumentationScopeSchema> } =>
    chance(0.9)
      ? {
          scope: {
            name: pick(["", "openai"]),
            version: pick(["", "1.0.0"]),
            attributes: attributes(1, 2),
            droppedAttributesCount: pick([0, 1]),
          },
        }
      : {};
  const log = (): MessageInitShape<typeof LogRecordSchema> => ({
    timeUnixNano: pick([start, 0n]),
    observedTimeUnixNano: start + 1n,
    severityNumber: pick([0, 1, 9, 13, 17, 24]) as SeverityNumber,
    severityText: pick(["", "INFO"]),
    ...(chance(0.7) && { body: value(1) }),
    attributes: attributes(0, 6),
    droppedAttributesCount: pick([0, 4]),
    flags: pick([0, 1, 2 ** 32 - 1]),
    traceId: bytes(pick([16, 16, 16, 0, 5])),
    spanId: bytes(pick([8, 8, 0, 3])),
    eventName: pick([...logNames, "", "other"]),
  });
  return { pick, tree, log, resource, scope };
}

const logNames = [
  "gen_ai.client.inference.operation.details",
  "gen_ai.evaluation.result",
  "gen_ai.client.operation.exception",
  "gen_ai.user.message",
  "gen_ai.choice",
  "session.start",
];

/** Creates a request with random log records. */
export function createRandomLogs(random: Random, records: number): ExportLogsServiceRequest {
  const { pick, log, resource, scope } = createMakers(random);
  return create(ExportLogsServiceRequestSchema, {
    resourceLogs: Array.from({ length: records }, () => ({
      ...resource(),
      schemaUrl: pick(["", "https://opentelemetry.io/schemas/1.40.0"]),
      scopeLogs: [{ ...scope(), schemaUrl: pick(["", "s"]), logRecords: [log(), log()] }],
    })),
  });
}

/** Creates a request with random span trees, about `spans` of them. */
export function createRandomRequest(random: Random, spans: number): ExportTraceServiceRequest {
  const { pick, tree, resource, scope } = createMakers(random);
  const trees = Math.max(1, Math.round(spans / 3));
  return create(ExportTraceServiceRequestSchema, {
    resourceSpans: Array.from({ length: trees }, () => ({
      ...resource(),
      schemaUrl: pick(["", "https://opentelemetry.io/schemas/1.40.0"]),
      scopeSpans: [{ ...scope(), schemaUrl: pick(["", "https://opentelemetry.io/schemas/1.41.0"]), spans: tree() }],
    })),
  });
}
