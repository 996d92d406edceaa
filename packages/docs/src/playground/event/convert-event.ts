// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type JsonValue, toJson } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { eventToJson } from "@chaukas/spec-common/json";
import { bytesToHex } from "@chaukas/spec-integrity";
import { eventsToCloudEvents, eventsToOcsf, eventsToSpans } from "@chaukas/spec-otel";
import { ExportLogsServiceRequestSchema, ExportTraceServiceRequestSchema, toOtlpJson } from "@chaukas/spec-otel/otlp";

/** An event in one of the forms that it can be sent or stored in. */
export interface Conversion {
  readonly name: string;
  readonly text: string;
  /** Why the event has no such form. The text is then empty. */
  readonly problem?: string;
}

/** Converts an event to every form. */
export function convertEvent(event: Event): Conversion[] {
  return [
    convert("Public JSON", () => eventToJson(event) as JsonValue),
    convert("ProtoJSON", () => toJson(EventSchema, event)),
    convert("Binary, as hex", () => bytesToHex(encodeEvent(event)).replace(/.{64}/g, "$&\n")),
    convert("OTLP/JSON", () => toOtlp(event)),
    convert("CloudEvents", () => eventsToCloudEvents([event])[0] as unknown as JsonValue),
    convert("OCSF", () => eventsToOcsf([event])[0] as unknown as JsonValue),
  ];
}

function toOtlp(event: Event): JsonValue {
  const { traces, logs } = eventsToSpans([event]);
  return traces.resourceSpans.length > 0
    ? toOtlpJson(ExportTraceServiceRequestSchema, traces)
    : toOtlpJson(ExportLogsServiceRequestSchema, logs);
}

function convert(name: string, write: () => JsonValue): Conversion {
  try {
    const value = write();
    return { name, text: typeof value === "string" ? value : JSON.stringify(value, undefined, 2) };
  } catch (error) {
    // Whatever a writer says is what the reader of the page wants to know.
    return { name, text: "", problem: error instanceof Error ? error.message : String(error) };
  }
}
