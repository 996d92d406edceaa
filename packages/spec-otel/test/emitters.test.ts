// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { EventType } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { logsToEvents, spansToEvents, type ToEventsResult } from "@chaukas/spec-otel";
import { describe, expect, it } from "vitest";
import { emitters, folder, isTraces, readCaptures, readLogs, readTraces } from "./read-captures.ts";
import { findDifferences, findLogDifferences } from "./round-trip.ts";

/** Lists what became of the spans and log records: each event without ids and times, and the attributes without a field. */
function summarize({ events, rejected, skipped }: ToEventsResult): unknown {
  return {
    events: events.map((event) => {
      const { event_id, trace_id, span_id, parent_span_id, session_id, timestamp, metadata, ...rest } =
        eventToJson(event);
      const otel = event.metadata?.["otel"] as { attributes?: object; span?: { name?: string } } | undefined;
      return {
        ...(otel?.span?.name !== undefined && { span: otel.span.name }),
        ...rest,
        ...(session_id !== trace_id && { session_id }),
        ...(otel?.attributes !== undefined && { without_field: Object.keys(otel.attributes) }),
      };
    }),
    rejected,
    skipped,
  };
}

describe.each(emitters)("what %s sends", (emitter) => {
  const captures = readCaptures(emitter);

  it("becomes the events that were read and found right", async () => {
    const results = captures.map((capture) => {
      const options = { tenantId: "acme" };
      return isTraces(capture)
        ? spansToEvents(readTraces(capture).message, options)
        : logsToEvents(readLogs(capture).message, options);
    });
    expect(results.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(
      captures.flatMap((capture) => (isTraces(capture) ? readTraces(capture) : readLogs(capture)).rejected),
    ).toEqual([]);
    const text = `${JSON.stringify(results.map(summarize), null, 1)}\n`;
    await expect(text).toMatchFileSnapshot(join(folder, emitter, "events.json"));
  });

  it("comes back as it was", () => {
    for (const capture of captures) {
      const differences = isTraces(capture)
        ? findDifferences(readTraces(capture).message)
        : findLogDifferences(readLogs(capture).message);
      expect(differences).toEqual([]);
    }
  });

  it("has the start and the end of each operation", () => {
    const events = captures.filter(isTraces).flatMap((capture) => spansToEvents(readTraces(capture).message).events);
    const count = (suffix: string) => events.filter(({ type }) => EventType[type]?.endsWith(suffix)).length;
    expect(count("_START")).toBeGreaterThan(0);
    expect(count("_END")).toBe(count("_START"));
  });
});
