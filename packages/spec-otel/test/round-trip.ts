// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { eventFromJsonString, eventToJsonString } from "@chaukas/spec-common/json";
import { validateEvent } from "@chaukas/spec-common/validate";
import { eventsToSpans, type Incomplete, logsToEvents, spansToEvents, type ToEventsResult } from "@chaukas/spec-otel";
import {
  type ExportLogsServiceRequest,
  type ExportTraceServiceRequest,
  InstrumentationScopeSchema,
  LogRecordSchema,
  type ResourceLogs,
  ResourceSchema,
  type ResourceSpans,
  type ScopeLogs,
  type ScopeSpans,
  SpanSchema,
  toOtlpJson,
} from "@chaukas/spec-otel/otlp";

/** Returns every span with its resource and its scope, as text in which only the order of keys is gone. */
function listSpans({ resourceSpans }: ExportTraceServiceRequest): string[] {
  return resourceSpans
    .flatMap((group) =>
      group.scopeSpans.flatMap((inner) => {
        const origin = describeOrigin(group, inner);
        return inner.spans.map((span) => describe(toOtlpJson(SpanSchema, span), origin));
      }),
    )
    .sort();
}

/** Does for log records what {@link listSpans} does for spans. */
function listLogs({ resourceLogs }: ExportLogsServiceRequest): string[] {
  return resourceLogs
    .flatMap((group) =>
      group.scopeLogs.flatMap((inner) => {
        const origin = describeOrigin(group, inner);
        return inner.logRecords.map((record) => describe(toOtlpJson(LogRecordSchema, record), origin));
      }),
    )
    .sort();
}

function describe(json: JsonValue, origin: string): string {
  return JSON.stringify(sortKeys(json)) + origin;
}

function describeOrigin(
  { resource, schemaUrl }: ResourceSpans | ResourceLogs,
  { scope, schemaUrl: scopeSchemaUrl }: ScopeSpans | ScopeLogs,
): string {
  return JSON.stringify(
    sortKeys([
      resource === undefined ? "none" : toOtlpJson(ResourceSchema, resource),
      schemaUrl,
      scope === undefined ? "none" : toOtlpJson(InstrumentationScopeSchema, scope),
      scopeSchemaUrl,
    ]),
  );
}

/** Sorts the entries of attributes and maps by their keys, which have no order. Entries with one key stay in theirs. */
function sortKeys(json: unknown, name = "", parent = ""): unknown {
  if (Array.isArray(json)) {
    const list = json.map((element) => sortKeys(element));
    const isMap = name === "attributes" || (name === "values" && parent === "kvlistValue");
    const keyOf = (entry: unknown) => (entry as { key?: string }).key ?? "";
    return isMap ? list.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)) : list;
  }
  return typeof json === "object" && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, sortKeys(value, key, name)]))
    : json;
}

/**
 * Converts a request to events, sends these through binary and public JSON, converts them back, and returns what differs:
 * empty if nothing does. Each event must be valid.
 */
export function findDifferences(request: ExportTraceServiceRequest): string[] {
  return compare(listSpans(request), spansToEvents(request, options), (events) => {
    const { traces, logs, incomplete } = eventsToSpans(events);
    return { found: listSpans(traces), others: logs.resourceLogs.length, incomplete };
  });
}

/** Does for log records what {@link findDifferences} does for spans. Records without a time or a session have no event. */
export function findLogDifferences(request: ExportLogsServiceRequest): string[] {
  return compare(listLogs(request), logsToEvents(request, { ...options, sessionId: "s-1" }), (events) => {
    const { traces, logs, incomplete } = eventsToSpans(events);
    return { found: listLogs(logs), others: traces.resourceSpans.length, incomplete };
  });
}

const options = { tenantId: "acme", includeOthers: true };

interface WayBack {
  readonly found: readonly string[];
  readonly others: number;
  readonly incomplete: readonly Incomplete[];
}

function compare(
  expected: readonly string[],
  { events, rejected, skipped }: ToEventsResult,
  convertBack: (events: readonly Event[]) => WayBack,
): string[] {
  const faults = rejected.map(({ path, reason }) => `${path}: ${reason}`);
  if (skipped > 0) {
    faults.push(`${skipped} skipped`);
  }
  for (const event of events) {
    const result = validateEvent(event);
    if (result.kind !== "valid") {
      faults.push(`event ${event.eventId}: ${JSON.stringify(result)}`);
    }
  }
  const ways: readonly (readonly [string, (event: Event) => Event])[] = [
    ["as they are", (event) => event],
    [
      "through binary and public JSON",
      (event) => eventFromJsonString(eventToJsonString(decodeEvent(encodeEvent(event)))),
    ],
  ];
  for (const [way, send] of ways) {
    const { found, others, incomplete } = convertBack(events.map(send));
    const index = expected.findIndex((text, position) => text !== found[position]);
    if (index !== -1 || found.length !== expected.length) {
      faults.push(
        `${way}: ${showDifference(expected[index] ?? "", found[index] ?? "")} of ${expected.length}, ${found.length}`,
      );
    }
    if (others > 0 || incomplete.length > 0) {
      faults.push(`${way}: ${others} others, incomplete ${JSON.stringify(incomplete)}`);
    }
  }
  return faults;
}

/** Returns the texts around the first character in which they differ. */
function showDifference(expected: string, found: string): string {
  let index = 0;
  while (index < expected.length && expected[index] === found[index]) {
    index++;
  }
  const around = (text: string) => text.slice(Math.max(0, index - 120), index + 120);
  return `expected …${around(expected)}…, got …${around(found)}…`;
}
