// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import type { EventSeal, NewEvent } from "../../contract/new-event.js";
import { hashLength, sliceHashes } from "../../records/hashes.js";

/** Events as they are sent to the writer thread: blocks of bytes that are transferred, not copied. */
export interface PackedEvents {
  /** The concatenated bodies. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of each body. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly receivedMs: Float64Array<ArrayBuffer>;
  /** Content hash, salt key and commitment of each event. Empty when the store keeps no log. */
  readonly seals: Uint8Array<ArrayBuffer>;
}

const sealLength = 3 * hashLength;

/** Packs events for another thread, either all or none of them with seals. */
export function packEvents(events: readonly NewEvent[], options?: { readonly sealed: boolean }): PackedEvents {
  const lengths = Uint32Array.from(events, ({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  for (const { body } of events) {
    bytes.set(body, offset);
    offset += body.length;
  }
  const seals = new Uint8Array(options?.sealed ? events.length * sealLength : 0);
  if (options?.sealed) {
    for (const [index, event] of events.entries()) {
      packSeal(requireSeal(event), seals.subarray(index * sealLength));
    }
  }
  return { bytes, lengths, receivedMs: Float64Array.from(events, ({ receivedMs }) => receivedMs), seals };
}

/** Returns the seal of the event at an index, or undefined when the store keeps no log. */
export function unpackSeal({ seals }: PackedEvents, index: number): EventSeal | undefined {
  const hash = (place: number) => sliceHashes(seals, 3 * index + place, 1);
  return seals.length === 0 ? undefined : { contentHash: hash(0), saltKey: hash(1), commit: hash(2) };
}

function packSeal({ contentHash, saltKey, commit }: EventSeal, target: Uint8Array): void {
  target.set(contentHash, 0);
  target.set(saltKey, hashLength);
  target.set(commit, 2 * hashLength);
}

/** Returns the seal of an event for a store with a log. Throws a `TypeError` when it has none. */
export function requireSeal({ event, seal }: NewEvent): EventSeal {
  if (seal === undefined) {
    throw new TypeError(`event ${JSON.stringify(event.eventId)}: expected a seal, since the store keeps a log`);
  }
  return seal;
}

/** Outcomes by the numbers that represent them between threads. */
export const packedOutcomes: readonly AppendOutcome[] = [
  { status: "accepted" },
  { status: "duplicate" },
  { status: "conflict" },
  { status: "conflict", isRedacted: true },
];

/** Index of the outcome `accepted` in `packedOutcomes`. */
export const accepted = 0;
