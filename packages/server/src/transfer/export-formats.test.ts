// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema, EventType } from "@chaukas/spec-common";
import { eventFromJson, eventToJson } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { expect, test } from "vitest";
import { exportEvents } from "./export-events.js";
import { type ExportFormatName, exportFormats } from "./export-formats.js";

const pageSize = 500;

/** Exports events of one tenant, as a store with them would. */
async function exportAs(format: ExportFormatName, events: readonly Event[]): Promise<string[]> {
  const stored = events.map((event, sequence) => ({ sequence, event }));
  const store = {
    listTenants: async () => ["acme"],
    readLog: async (_: string, { fromSequence = 0, limit }: { fromSequence?: number; limit: number }) =>
      stored.slice(fromSequence, fromSequence + limit),
  };
  const lines: string[] = [];
  for await (const line of exportEvents(store as never, { fromSequence: 0 }, exportFormats[format], () => {})) {
    lines.push(line);
  }
  return lines;
}

/** Reads CSV by RFC 4180, and nothing else. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/(?<=^|[,\n])(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\n") {
      rows.push([]);
    }
  }
  return rows;
}

const captured = readCapturedBatches().flatMap((batch) => fromBinary(EventBatchSchema, batch).events);

test("json has one event on each line, in public JSON", async () => {
  const lines = await exportAs("json", captured);
  expect(lines.map((line) => JSON.parse(line))).toEqual(captured.map(eventToJson));
});

test("csv has every member of every event", async () => {
  const [header = [], ...rows] = readCsv((await exportAs("csv", captured)).join("\n"));
  expect(header.slice(0, 3)).toEqual(["event_id", "tenant_id", "project_id"]);
  expect(rows).toHaveLength(captured.length);
  const back = rows.map((row) => {
    const cells = header.map((name, index) => [name, row[index] ?? ""] as const).filter(([, cell]) => cell !== "");
    // Numbers and objects are JSON; a text that would be read as a number is not among these events.
    const members = cells.map(([name, cell]) => [name, /^(?:[[{]|\d+$|true$)/.test(cell) ? JSON.parse(cell) : cell]);
    return eventFromJson(Object.fromEntries(members));
  });
  expect(back.map(eventToJson)).toEqual(captured.map(eventToJson));
});

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["\tx", "'\tx"],
  ["a;=1", "a;'=1"],
])("csv defuses the formula %j", async (agentName, cell) => {
  const [header = [], row = []] = readCsv((await exportAs("csv", [create(EventSchema, { agentName })])).join("\n"));
  expect(row[header.indexOf("agent_name")]).toBe(cell);
});

test("csv quotes commas, quotation marks and line breaks", async () => {
  const agentName = 'a,"b"\nc';
  const [header = [], row = []] = readCsv((await exportAs("csv", [create(EventSchema, { agentName })])).join("\n"));
  expect(row[header.indexOf("agent_name")]).toBe(agentName);
});

const ids = { tenantId: "acme", sessionId: "s", traceId: "5b8efff798038103d269b633813fc60c" };
const operation = (spanId: string, type: EventType) =>
  create(EventSchema, { eventId: `${spanId}-${type}`, ...ids, spanId, type });

test("otlp joins the start and the end of an operation over pages, and loses none that is open", async () => {
  const filler = Array.from({ length: pageSize }, (_, index) =>
    create(EventSchema, { eventId: `lone-${index}`, ...ids }),
  );
  const requests = (
    await exportAs("otlp", [
      operation("eee19b7ec3c1b174", EventType.TOOL_CALL_START),
      operation("eee19b7ec3c1b175", EventType.TOOL_CALL_START),
      ...filler,
      operation("eee19b7ec3c1b174", EventType.TOOL_CALL_END),
    ])
  ).map((line) => JSON.parse(line));
  const spans = requests.flatMap(({ resourceSpans = [] }) =>
    resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: { spanId: string }[] }[] }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
  expect(spans.map(({ spanId }: { spanId: string }) => spanId)).toEqual(["eee19b7ec3c1b174"]);
  const records = requests.flatMap(({ resourceLogs = [] }) =>
    resourceLogs.flatMap(({ scopeLogs }: { scopeLogs: { logRecords: unknown[] }[] }) =>
      scopeLogs.flatMap((scope) => scope.logRecords),
    ),
  );
  expect(records).toHaveLength(pageSize + 1);
});

test.each(["ocsf", "cloudevents"] as const)("%s has one object on each line, with the event in it", async (format) => {
  const objects = (await exportAs(format, captured)).map((line) => JSON.parse(line));
  expect(objects).toHaveLength(captured.length);
  const ids = objects.map((object) => (format === "ocsf" ? object.metadata.uid : object.id));
  expect(ids).toEqual(captured.map(({ eventId }) => eventId));
});
