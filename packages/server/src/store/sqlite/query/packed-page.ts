// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoredEvent } from "../../contract/event-store.js";
import { emptyTail } from "../../records/chain-records.js";
import { createLazyEvent } from "../../records/create-lazy-event.js";
import { hashLength, sliceHashes } from "../../records/hashes.js";
import { readStoredEvent, type StoredIn, type StoredParts, serverFieldsOf } from "./read-stored-event.js";

/** Events as they are sent from a reader thread, without the values that can be computed from their bodies. */
export interface PackedPage {
  /** The concatenated bodies. */
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
  readonly sequences: readonly number[];
  readonly receivedMs: readonly number[];
  /** For each event, the previous leaf and the content hash. Both are meaningless when the store keeps no log. */
  readonly hashes: Uint8Array;
  /** Whether each event was redacted and therefore has no content hash. */
  readonly redacted: readonly boolean[];
}

/** An event as stored. */
export interface PageRow {
  readonly sequence: number;
  readonly receivedMs: number;
  readonly body: Uint8Array;
  readonly hashPrev: Uint8Array | null;
  readonly contentHash: Uint8Array | null;
}

const noHash = new Uint8Array(hashLength);

/** Packs events for another thread. */
export function packPage(rows: readonly PageRow[]): PackedPage {
  const lengths = rows.map(({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const hashes = new Uint8Array(2 * hashLength * rows.length);
  let offset = 0;
  for (const [index, { body, hashPrev, contentHash }] of rows.entries()) {
    bytes.set(body, offset);
    offset += body.length;
    hashes.set(hashPrev ?? emptyTail.lastLeaf, 2 * hashLength * index);
    hashes.set(contentHash ?? noHash, 2 * hashLength * index + hashLength);
  }
  return {
    bytes,
    lengths,
    sequences: rows.map(({ sequence }) => sequence),
    receivedMs: rows.map(({ receivedMs }) => receivedMs),
    hashes,
    redacted: rows.map(({ contentHash }) => contentHash === null),
  };
}

/** Unpacks events, and sets the fields that only the server sets. */
export function unpackEvents(page: PackedPage, storedIn: StoredIn): StoredEvent[] {
  return unpack(page, ({ sequence }, partsOf) => ({ sequence, event: readStoredEvent(partsOf(), storedIn) }));
}

/** Unpacks events of a tenant, which are decoded only if they are read as messages. */
export function unpackLazily(page: PackedPage, storedIn: StoredIn, tenantId: string): StoredEvent[] {
  return unpack(page, ({ sequence, body }, partsOf) =>
    createLazyEvent({
      sequence,
      tenantId,
      body,
      fields: () => serverFieldsOf(partsOf(), storedIn),
      read: () => readStoredEvent(partsOf(), storedIn),
    }),
  );
}

function unpack<T>(
  page: PackedPage,
  create: (row: Pick<StoredParts, "sequence" | "body">, partsOf: () => StoredParts) => T,
): T[] {
  let offset = 0;
  return page.lengths.map((length, index) => {
    const row = { sequence: page.sequences[index] ?? 0, body: page.bytes.subarray(offset, offset + length) };
    offset += length;
    return create(row, () => ({
      ...row,
      receivedMs: page.receivedMs[index] ?? 0,
      hashPrev: sliceHashes(page.hashes, 2 * index, 1),
      contentHash: page.redacted[index] ? undefined : sliceHashes(page.hashes, 2 * index + 1, 1),
    }));
  });
}
