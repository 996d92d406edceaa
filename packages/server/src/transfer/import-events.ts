// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import {
  eventFromJsonString,
  eventFromProtoJsonString,
  isJsonCodecError,
  type JsonCodecError,
} from "@chaukas/spec-common/json";
import type { Line, LinePosition } from "./lines/read-lines.js";
import { requireEventLine } from "./require-event-line.js";
import { type BadLine, type EventLine, sendBatch } from "./send-batch.js";

/** Options of {@link importEvents}. */
export interface ImportOptions {
  /** Tenant of events that name none. */
  readonly tenantId: string | undefined;
  readonly batchSize: number;
  /** Name of the file in messages. */
  readonly name: string;
  /** Position of the first line. */
  readonly start: LinePosition;
  onBadLine(line: BadLine): void;
  /** Called for an event that is stored without a part of it. */
  onNotice(line: BadLine): void;
  /** Called after each batch: everything before this position is stored or was reported. */
  onProgress(position: LinePosition): void;
}

/** Outcomes of the lines. Empty lines are not counted. */
export interface ImportCounts {
  /** Events that are now in the store, including those that already were. */
  readonly stored: number;
  readonly bad: number;
}

const maxBatchCharacters = 4 * 1024 * 1024;

/**
 * Sends the events of all lines in order, batch by batch. Importing the same lines again changes nothing. Rejects with a
 * `TransferError` if the lines are of another format or end with a failure, once all events before that are stored.
 */
export async function importEvents(
  lines: AsyncIterable<Line>,
  client: ChaukasClient,
  options: ImportOptions,
): Promise<ImportCounts> {
  const counts = { stored: 0, bad: 0 };
  let batch: EventLine[] = [];
  let characters = 0;
  const report = (line: BadLine) => {
    counts.bad += 1;
    options.onBadLine(line);
  };
  const flush = async (position: LinePosition) => {
    const { bad, notices } = batch.length === 0 ? { bad: [], notices: [] } : await sendBatch(client, batch);
    counts.stored += batch.length - bad.length;
    notices.forEach(options.onNotice);
    for (const line of bad) {
      report(line);
    }
    batch = [];
    characters = 0;
    options.onProgress(position);
  };
  let end: LinePosition | undefined;
  for await (const line of lines) {
    if (line.failure !== undefined) {
      await flush(end ?? options.start);
      throw line.failure;
    }
    if (counts.stored + counts.bad + batch.length === 0) {
      requireEventLine(line, options.name);
    }
    end = { offset: line.endOffset, line: line.number };
    const parsed = parseLine(line, options.tenantId);
    if (parsed !== undefined && "reason" in parsed) {
      report(parsed);
    } else if (parsed !== undefined) {
      batch.push(parsed);
      characters += line.text?.length ?? 0;
    }
    if (batch.length >= options.batchSize || characters >= maxBatchCharacters) {
      await flush(end);
    }
  }
  if (end !== undefined) {
    await flush(end);
  }
  return counts;
}

function parseLine({ number, text, problem }: Line, tenantId: string | undefined): EventLine | BadLine | undefined {
  if (text === undefined) {
    return { number, reason: problem ?? "cannot be read" };
  }
  if (text === "") {
    return undefined;
  }
  try {
    const event = parseEventLine(text);
    if (event.tenantId === "" && tenantId !== undefined) {
      event.tenantId = tenantId;
    }
    return { number, event };
  } catch (error) {
    return { number, reason: (error as Error).message };
  }
}

/**
 * Reads an event from a line of JSON: public JSON, ProtoJSON with either style of keys, or the file mode of the Python
 * SDK. A line that looks like one form and can only be read in the other is read in that one: no text is an event in
 * both forms with two meanings. Throws for anything else, and for text that `JSON.parse` would change, with the reason
 * in the form in which more of the line can be read. Lines are read one by one, so errors name the column alone.
 */
function parseEventLine(text: string): Event {
  const forms = isProtoJson(text)
    ? [eventFromProtoJsonString, eventFromJsonString]
    : [eventFromJsonString, eventFromProtoJsonString];
  let furthest: JsonCodecError | undefined;
  for (const read of forms) {
    try {
      return read(text);
    } catch (error) {
      if (!isJsonCodecError(error)) {
        throw error;
      }
      furthest = furthest === undefined || columnOf(error) > columnOf(furthest) ? error : furthest;
    }
  }
  throw withoutLine(furthest as JsonCodecError);
}

function columnOf({ position }: JsonCodecError): number {
  return position?.column ?? 0;
}

function withoutLine(error: JsonCodecError): Error {
  const column = `column ${error.position?.column}`;
  const place = ` at line 1, ${column}`;
  const { message } = error;
  const short = message.endsWith(place) ? `${message.slice(0, -place.length)} at ${column}` : message;
  return new Error(short, { cause: error });
}

/** Returns whether prefixed enum values or camel-case keys make a text look like ProtoJSON. */
function isProtoJson(text: string): boolean {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof json !== "object" || json === null) {
    return false;
  }
  const { type } = json as { type?: unknown };
  return (
    (typeof type === "string" && type.startsWith("EVENT_TYPE_")) || Object.keys(json).some((key) => /[A-Z]/.test(key))
  );
}
