// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoredEvent } from "../../contract/event-store.js";
import { sliceHashes } from "../schema/hash-list.js";
import { readStoredEvent, type StoredIn } from "../schema/read-stored-event.js";
import type { PackedPage } from "./packed-page.js";

/** Events as they are read back, with the fields that only the server sets. */
export function unpackPage(page: PackedPage, storedIn: StoredIn): StoredEvent[] {
  let offset = 0;
  return page.lengths.map((length, index) => {
    const body = page.bytes.subarray(offset, offset + length);
    offset += length;
    const sequence = page.sequences[index] ?? 0;
    const stored = {
      sequence,
      receivedMs: page.receivedMs[index] ?? 0,
      body,
      hashPrev: sliceHashes(page.hashes, 2 * index, 1),
      contentHash: page.redacted[index] ? undefined : sliceHashes(page.hashes, 2 * index + 1, 1),
    };
    return { sequence, event: readStoredEvent(stored, storedIn) };
  });
}
