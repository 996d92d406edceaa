// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { eventsToCloudEvents, eventsToOcsf, eventsToSpans } from "@chaukas/spec-otel";
import { ExportLogsServiceRequestSchema, ExportTraceServiceRequestSchema, toOtlpJson } from "@chaukas/spec-otel/otlp";
import { createOpenSpans } from "../spans/open-spans.js";
import { type EventGroup, readGroups } from "../spans/read-groups.js";
import type { EventStore, StoredEvent } from "../store/contract/event-store.js";
import { csvLine } from "./csv-line.js";

/** Turns the events of one log into lines of text. */
export interface EventLines {
  /** Takes the next events, and returns the lines that are complete. */
  take(page: readonly StoredEvent[]): Promise<readonly string[]>;
  /** Returns the lines of what is incomplete at the end. */
  end(): Promise<readonly string[]>;
}

/** A format of `export`. */
export interface ExportFormat {
  readonly header?: string;
  open(store: Pick<EventStore, "readLog">, tenantId: string): EventLines;
}

/** The formats of `export` by their names. */
export const exportFormats = {
  json: { open: () => eachEvent(eventToJsonString) },
  csv: { header: csvLine(columns().map(({ name }) => name)), open: () => eachEvent(toCsv) },
  otlp: { open: openOtlp },
  ocsf: { open: () => eachEvent((event) => JSON.stringify(eventsToOcsf([event])[0])) },
  cloudevents: { open: () => eachEvent((event) => JSON.stringify(eventsToCloudEvents([event])[0])) },
} satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof exportFormats;

function eachEvent(write: (event: Event) => string): EventLines {
  return { take: async (page) => page.map(({ event }) => write(event)), end: async () => [] };
}

/** The members of an event in public JSON, in the order of the proto. */
function columns(): { readonly name: string }[] {
  return EventSchema.members.map(({ name }) => ({ name }));
}

/** Writes the members of an event in public JSON as cells: text and numbers as they are, everything else as JSON. */
function toCsv(event: Event): string {
  const json = eventToJson(event) as Readonly<Record<string, unknown>>;
  return csvLine(
    columns().map(({ name }) => {
      const value = json[name];
      return value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
    }),
  );
}

/** Maximum number of spans that wait for their end. The oldest are written as they are. */
const maxOpen = 100_000;

/** Writes requests of OTLP/JSON, one a line, as the file exporter of the collector does. */
function openOtlp(store: Pick<EventStore, "readLog">, tenantId: string): EventLines {
  const spans = createOpenSpans({ maxOpenMs: Number.POSITIVE_INFINITY, maxOpen });
  const write = async (groups: readonly (readonly number[])[], page: readonly StoredEvent[]) =>
    toRequests(await readGroups(store, tenantId, groups, page));
  return {
    async take(page) {
      const groups = page.map(spans.take);
      const released = spans.release(0).map((sequence) => [sequence]);
      return write([...released, ...groups.filter((group) => group.length > 0)], page);
    },
    async end() {
      const rest = spans.releaseAll();
      const lines: string[] = [];
      // In parts, so that memory stays bounded.
      for (let from = 0; from < rest.length; from += partSize) {
        lines.push(
          ...(await write(
            rest.slice(from, from + partSize).map((sequence) => [sequence]),
            [],
          )),
        );
      }
      return lines;
    },
  };
}

const partSize = 500;

function toRequests(groups: readonly EventGroup[]): string[] {
  const { traces, logs } = eventsToSpans(groups.flat());
  return [
    ...(traces.resourceSpans.length > 0 ? [JSON.stringify(toOtlpJson(ExportTraceServiceRequestSchema, traces))] : []),
    ...(logs.resourceLogs.length > 0 ? [JSON.stringify(toOtlpJson(ExportLogsServiceRequestSchema, logs))] : []),
  ];
}
