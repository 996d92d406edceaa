// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NewEvent } from "../event-store.js";

/** Events on their way to the thread that writes: one block of bytes, which changes hands without being copied. */
export interface PackedEvents {
  /** Bodies, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of each body. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly receivedMs: Float64Array<ArrayBuffer>;
}

/** Packs events for another thread. */
export function packEvents(events: readonly NewEvent[]): PackedEvents {
  const lengths = Uint32Array.from(events, ({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  for (const { body } of events) {
    bytes.set(body, offset);
    offset += body.length;
  }
  return { bytes, lengths, receivedMs: Float64Array.from(events, ({ receivedMs }) => receivedMs) };
}
