// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasClient } from "@chaukas/spec-client";
import { parseEventLine } from "./parse-event-line.js";
import type { Line, LinePosition } from "./read-lines.js";
import { type BadLine, type EventLine, sendBatch } from "./send-batch.js";

/** Options of {@link importEvents}. */
export interface ImportOptions {
  /** Tenant of events that name none. */
  readonly tenantId: string | undefined;
  readonly batchSize: number;
  onBadLine(line: BadLine): void;
  /** Told after each batch: everything before this position is in the store, or was reported. */
  onProgress(position: LinePosition): void;
}

/** What became of the lines. Empty lines do not count. */
export interface ImportCounts {
  /** Events that are in the store now, whether or not they were before. */
  readonly stored: number;
  readonly bad: number;
}

const maxBatchCharacters = 4 * 1024 * 1024;

/** Sends the events of all lines, in order, a batch at a time. Importing the same lines again changes nothing. */
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
    const bad = batch.length === 0 ? [] : await sendBatch(client, batch);
    counts.stored += batch.length - bad.length;
    for (const line of bad) {
      report(line);
    }
    batch = [];
    characters = 0;
    options.onProgress(position);
  };
  let end: LinePosition | undefined;
  for await (const line of lines) {
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
