// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent, isBinaryCodecError } from "@chaukas/spec-common/codec";
import { eventFromJsonString, eventFromProtoJsonString, isJsonCodecError } from "@chaukas/spec-common/json";
import { bytesFromHex, isIntegrityError } from "@chaukas/spec-integrity";
import { logsToEvents, spansToEvents } from "@chaukas/spec-otel";
import {
  ExportLogsServiceRequestSchema,
  ExportTraceServiceRequestSchema,
  isOtlpError,
  parseOtlpJson,
} from "@chaukas/spec-otel/otlp";
import type { InputForm } from "./detect-form.ts";

/** Something that is wrong with a value. */
export interface Problem {
  /** Place of the value. Empty for the whole text. */
  readonly path: string;
  readonly message: string;
}

/** Events that were read, and what could not be. */
export interface ReadEvents {
  readonly events: readonly Event[];
  readonly problems: readonly Problem[];
  /** What else there is to say about the reading. */
  readonly notes: readonly string[];
}

/** Reads the events in a text of a form. Faults of the text become problems, with their place. */
export function readEvents(text: string, form: Exclude<InputForm, "evidence" | "export">): ReadEvents {
  try {
    return form === "otlp-json" ? readOtlp(text) : { events: [readEvent(text, form)], problems: [], notes: [] };
  } catch (error) {
    return { events: [], problems: [describeError(error)], notes: [] };
  }
}

/** Returns what an error of a reader or a writer says. Throws others on. */
function describeError(error: unknown): Problem {
  if (isJsonCodecError(error) || isOtlpError(error) || isIntegrityError(error)) {
    return { path: error.path, message: error.message };
  }
  if (isBinaryCodecError(error)) {
    return { path: "", message: error.message };
  }
  throw error;
}

function readEvent(text: string, form: "public-json" | "protojson" | "hex"): Event {
  switch (form) {
    case "public-json":
      return eventFromJsonString(text);
    case "protojson":
      return eventFromProtoJsonString(text);
    case "hex":
      return decodeEvent(bytesFromHex(text.replace(/^\s*0x|[\s:]/gi, "").toLowerCase()));
  }
}

function readOtlp(text: string): ReadEvents {
  const isLogs = /"resource_?logs"/i.test(text);
  const { message, rejected } = isLogs
    ? parseOtlpJson(ExportLogsServiceRequestSchema, text)
    : parseOtlpJson(ExportTraceServiceRequestSchema, text);
  // Attributes of a request do not say whose events they become: a server takes the tenant from the key.
  const options = { tenantId: "acme" };
  const converted =
    message.$typeName === "opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest"
      ? logsToEvents(message, options)
      : spansToEvents(message, options);
  const { events, skipped } = converted;
  return {
    events,
    problems: [
      ...rejected.map(({ path, message }) => ({ path, message })),
      ...converted.rejected.map(({ path, reason }) => ({ path, message: reason })),
    ],
    notes: [
      "The tenant of the events is acme, since a server takes it from the key of the caller.",
      ...(skipped > 0
        ? [`${skipped} ${isLogs ? "log records" : "spans"} have no attributes of generative AI, and become no events.`]
        : []),
    ],
  };
}
