// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { beginLength, collectBytes, endLength, putBytes } from "../values/byte-writer.js";

/** Encodes `chaukas.spec.client.v1.IngestEventBatchRequest` with events that are encoded already. */
export function encodeBatch(events: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return collectBytes(() => {
    // Field 1 of the request is the batch, field 3 of the batch the events.
    const batch = beginLength(10);
    for (const event of events) {
      const start = beginLength(26);
      putBytes(event);
      endLength(start);
    }
    endLength(batch);
  });
}
