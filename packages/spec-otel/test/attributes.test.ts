// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Event, EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { logsToEvents, spansToEvents } from "@chaukas/spec-otel";
import type { AnyValue, KeyValue, LogRecord, Span } from "@chaukas/spec-otel/otlp";
import { describe, expect, it } from "vitest";
import { emitters, folder, isTraces, readCaptures, readLogs, readManifest, readTraces } from "./read-captures.ts";

// None of this uses eventsToSpans: it reads events as a program that knows only their metadata would.

interface Converted {
  readonly from: Span | LogRecord;
  readonly resource: readonly KeyValue[];
  /** The event that has the record, which is the last one of a span. */
  readonly end: Event;
  readonly events: readonly Event[];
}

/** Converts each span and each log record of an emitter alone. Those that became no event are in `others`. */
function convertEach(emitter: string): { converted: Converted[]; others: (Span | LogRecord)[] } {
  const converted: Converted[] = [];
  const others: (Span | LogRecord)[] = [];
  const add = (from: Span | LogRecord, resource: readonly KeyValue[], events: readonly Event[]) => {
    const end = events.at(-1);
    if (end === undefined) {
      others.push(from);
    } else {
      converted.push({ from, resource, end, events });
    }
  };
  for (const capture of readCaptures(emitter)) {
    if (isTraces(capture)) {
      const { message } = readTraces(capture);
      for (const group of message.resourceSpans) {
        for (const scope of group.scopeSpans) {
          for (const span of scope.spans) {
            const request = { ...message, resourceSpans: [{ ...group, scopeSpans: [{ ...scope, spans: [span] }] }] };
            add(span, group.resource?.attributes ?? [], spansToEvents(request, { tenantId: "acme" }).events);
          }
        }
      }
    } else {
      const { message } = readLogs(capture);
      for (const group of message.resourceLogs) {
        for (const scope of group.scopeLogs) {
          for (const record of scope.logRecords) {
            const only = { ...scope, logRecords: [record] };
            const request = { ...message, resourceLogs: [{ ...group, scopeLogs: [only] }] };
            add(record, group.resource?.attributes ?? [], logsToEvents(request, { tenantId: "acme" }).events);
          }
        }
      }
    }
  }
  return { converted, others };
}

interface Otel {
  readonly part: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly mapped?: Readonly<Record<string, string>>;
  readonly resource?: Otel;
  readonly span?: { readonly name?: string };
  readonly log?: { readonly eventName?: string };
}

function otelOf(event: Event): Otel {
  return event.metadata?.["otel"] as unknown as Otel;
}

/** Returns the value at a path such as `start:llm_invocation/request/messages as json`. */
function readPlace(place: string, { end, events }: Converted): unknown {
  const [, part = "end", path = ""] = /^(?:(\w+):)?(\S+)/.exec(place) ?? [];
  const event = part === "end" ? end : events.find((each) => otelOf(each).part === part);
  const [first = "", ...rest] = path.split("/");
  const field = EventSchema.fields.find(({ name }) => name === first);
  const isContent = field?.oneof !== undefined;
  let value: unknown = isContent
    ? event?.content.case === field.localName
      ? event.content.value
      : undefined
    : event?.[field?.localName as keyof Event];
  for (const step of rest) {
    const local = step.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const members = value as Record<string, unknown> | undefined;
    value = members?.[step] ?? members?.[local];
  }
  return value;
}

/** Returns a value without the differences that a field may have: JSON is parsed, integers and doubles are numbers. */
function simplify(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value === "string") {
    try {
      return simplify(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) {
    return value.map(simplify);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, member]) => [key, simplify(member)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;
}

function plain({ value }: AnyValue): unknown {
  switch (value.case) {
    case "arrayValue":
      return value.value.values.map(plain);
    case "kvlistValue":
      return Object.fromEntries(value.value.values.map((entry) => [entry.key, entry.value && plain(entry.value)]));
    case undefined:
      return null;
    default:
      return value.value;
  }
}

/** Returns the leaves of a list as attributes name them: with the name of the element behind each number, if it is there. */
function leavesOf(value: unknown, prefix: string): [string, unknown][] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, `${prefix}.${key}`))
    : [[prefix, value]];
}

/** Removes the names of elements, such as `message` in `llm.input_messages.0.message.role`, which fields do not have. */
function withoutElements(key: string): string {
  return key.replace(/\.(\d+)\.(?:message|tool|tool_call|message_content|document|prompt|choice)(?=\.)/g, ".$1");
}

/** Says where an attribute is: in a field, by its path, or in the metadata. Returns what is wrong otherwise. */
function findAttribute({ key, value }: KeyValue, otel: Otel, converted: Converted): { place?: string; fault?: string } {
  const rest = otel.attributes ?? {};
  const mapped = otel.mapped ?? {};
  const list = Object.keys(mapped).find((name) => name.endsWith(".*") && key.startsWith(name.slice(0, -1)));
  const place = mapped[key] ?? mapped[list ?? ""];
  if (place === undefined) {
    return Object.hasOwn(rest, key) ? { place: "" } : { fault: `${key}: neither in a field nor in the metadata` };
  }
  if (Object.hasOwn(rest, key)) {
    return { fault: `${key}: in a field and in the metadata` };
  }
  const field = readPlace(place, converted);
  const expected = JSON.stringify(simplify(value && plain(value)));
  if (list !== undefined && mapped[key] === undefined) {
    const leaves = new Map(leavesOf(field, list.slice(0, -2)));
    const found = JSON.stringify(simplify(leaves.get(withoutElements(key))));
    return found === expected ? { place } : { fault: `${key}: expected ${expected} at ${place}, got ${found}` };
  }
  const form = / as (\w+)$/.exec(place)?.[1] ?? "";
  const restored = form.startsWith("seconds") ? Number(field) / 1000 : form === "list" ? [field] : field;
  const found = JSON.stringify(simplify(restored));
  return found === expected ? { place } : { fault: `${key}: expected ${expected} at ${place}, got ${found}` };
}

describe.each(emitters)("what %s sends", (emitter) => {
  const { converted, others } = convertEach(emitter);

  it("has each attribute in exactly one place: a field with its value, or the metadata", () => {
    const faults = converted.flatMap((each) => {
      const otel = otelOf(each.end);
      return [
        ...each.from.attributes.map((attribute) => findAttribute(attribute, otel, each)),
        ...each.resource.map((attribute) => findAttribute(attribute, otel.resource ?? { part: "" }, each)),
      ].flatMap(({ fault }) => fault ?? []);
    });
    expect(faults).toEqual([]);
    expect(converted.length).toBeGreaterThan(0);
  });

  it("has the ids, the times and the failures of its spans in their events", () => {
    for (const { from, end, events } of converted) {
      if (!("startTimeUnixNano" in from)) {
        continue;
      }
      const parent = Buffer.from(from.parentSpanId).toString("hex");
      for (const event of events) {
        expect(event.spanId).toBe(Buffer.from(from.spanId).toString("hex"));
        expect(event.traceId).toBe(Buffer.from(from.traceId).toString("hex"));
        expect(event.parentSpanId).toBe(/^0*$/.test(parent) ? "" : parent);
      }
      const nanosOf = ({ timestamp }: Event) =>
        (timestamp?.seconds ?? 0n) * 1_000_000_000n + BigInt(timestamp?.nanos ?? 0);
      expect(nanosOf(end)).toBe(from.endTimeUnixNano);
      const [first] = events as [Event];
      if (EventType[first.type]?.endsWith("_START")) {
        expect(nanosOf(first)).toBe(from.startTimeUnixNano);
      }
      const level = from.attributes.find(({ key }) => key === "langfuse.observation.level")?.value?.value.value;
      const isFailed = from.status?.code === 2 || level === "ERROR";
      expect([from.name, end.status]).toEqual([from.name, isFailed ? EventStatus.FAILED : EventStatus.COMPLETED]);
    }
  });

  it("has no span twice, and tokens of a call once", () => {
    const seen = new Set<string>();
    for (const { type, spanId, content } of converted.flatMap(({ events }) => events)) {
      const isEnd = EventType[type]?.endsWith("_END") || content.case === "llmInvocation";
      const key = `${EventType[type]} ${spanId}`;
      expect([key, isEnd && seen.has(key)]).toEqual([key, false]);
      seen.add(key);
    }
  });

  it("leaves out only what has nothing to do with generative AI", () => {
    const keys = others.flatMap(({ attributes }) => attributes.map(({ key }) => key));
    expect(keys.filter((key) => !/^(error|http|url|server|network|user_agent)\./.test(key))).toEqual([]);
  });
});

it("finds an attribute that is lost, that is there twice, or that has another value in its field", () => {
  const key = "gen_ai.usage.input_tokens";
  const [each] = convertEach("ai-7-otel").converted.filter(({ from }) =>
    from.attributes.some((own) => own.key === key),
  );
  const attribute = each?.from.attributes.find((own) => own.key === key) as KeyValue;
  const faultOf = (otel: Otel) => findAttribute(attribute, otel, each as Converted).fault;
  const path = "llm_invocation/prompt_tokens";
  expect(faultOf({ part: "end", mapped: { [key]: path } })).toBeUndefined();
  expect(faultOf({ part: "end" })).toBe(`${key}: neither in a field nor in the metadata`);
  expect(faultOf({ part: "end", attributes: { [key]: 6 }, mapped: { [key]: path } })).toBe(
    `${key}: in a field and in the metadata`,
  );
  expect(faultOf({ part: "end", mapped: { [key]: "llm_invocation/total_tokens" } })).toBe(
    `${key}: expected 6 at llm_invocation/total_tokens, got 0`,
  );
});

/** Attributes that decide the kind of an operation, and so say what a span is. */
const kindNames = [
  "openinference.span.kind",
  "gen_ai.operation.name",
  "traceloop.span.kind",
  "ai.operationId",
  "langfuse.observation.type",
];

function whatIs({ from }: Converted): string {
  const texts = new Map(from.attributes.map(({ key, value }) => [key, value?.value.value]));
  if (!("startTimeUnixNano" in from)) {
    return `log record \`${from.eventName || texts.get("event.name")}\``;
  }
  const name = kindNames.find((each) => texts.has(each));
  return name === undefined ? "span" : `span, \`${name}\` \`${texts.get(name)}\``;
}

/** Folds the numbers of a key. */
function fold(key: string): string {
  return key.replace(/\.\d+(?=\.|$)/g, ".*");
}

function listNames(names: Iterable<string>): string {
  const list = [...new Set(names)].sort();
  return list.length === 0 ? "–" : list.map((name) => `\`${name}\``).join(", ");
}

/** Writes what became of each kind of span and log record of an emitter as a table. */
function describeEmitter(emitter: string): string {
  const { converted, others } = convertEach(emitter);
  const groups = new Map<string, Converted[]>();
  for (const each of converted) {
    groups.set(whatIs(each), [...(groups.get(whatIs(each)) ?? []), each]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, members]) => {
      const types = new Map<string, number>();
      for (const { type, status } of members.flatMap(({ events }) => events)) {
        const name = `${EventType[type]}${status === EventStatus.FAILED ? " FAILED" : ""}`;
        types.set(name, (types.get(name) ?? 0) + 1);
      }
      const places = members.flatMap((each) =>
        each.from.attributes.map((attribute) => ({
          key: fold(attribute.key),
          inField: findAttribute(attribute, otelOf(each.end), each).place !== "",
        })),
      );
      const inFields = new Set(places.filter(({ inField }) => inField).map(({ key }) => key));
      const kept = new Set(places.filter(({ inField }) => !inField).map(({ key }) => key));
      const both = [...kept].filter((key) => inFields.has(key));
      return [
        `${members.length} × ${what}`,
        [...types].map(([name, count]) => `${count} ${name}`).join(", "),
        listNames([...inFields].filter((key) => !kept.has(key))),
        listNames(both),
        listNames([...kept].filter((key) => !inFields.has(key))),
      ];
    });
  const versions = Object.entries(readManifest(emitter).packages).map(([name, version]) => `${name} ${version}`);
  return [
    `### \`${emitter}\``,
    "",
    `${versions.join(", ")}. ${others.length === 0 ? "Nothing was left out." : `${others.length} spans without attributes of generative AI were left out.`}`,
    "",
    "| sent | became | attributes in fields | in a field or in `metadata.otel`, by value | in `metadata.otel` |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

it("is what the tables in the README say", async () => {
  const file = join(folder, "README.md");
  const readme = readFileSync(file, "utf8");
  const [before] = readme.split("\n### ");
  const tables = emitters.map(describeEmitter).join("\n\n");
  await expect(`${before}\n${tables}\n`).toMatchFileSnapshot(file);
});
