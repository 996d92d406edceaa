// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { appendFile } from "node:fs/promises";
import type { EventSink } from "../delivery/queued-event.js";
import { printEventLine } from "./print-event-line.js";

/** Creates a sink that appends events to a file, as lines of public JSON. */
export function createFileSink(path: string): EventSink {
  return {
    async send(batch) {
      try {
        await appendFile(path, batch.map(({ bytes }) => printEventLine(bytes)).join(""), { mode: 0o600, flush: true });
        return { kind: "stored", refused: new Map(), retry: [] };
      } catch (cause) {
        return { kind: "retry", fault: new Error(`${path}: ${(cause as Error).message}`, { cause }) };
      }
    },
  };
}
