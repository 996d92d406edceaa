// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import { type EventRow, type EventSeal, type NewEvent, toEventColumns } from "../../contract/new-event.js";
import { hashLength, sliceHashes } from "../../records/hashes.js";
import { collectWords } from "../../words/collect-words.js";

/**
 * Events as they are sent to the writer thread, which decodes none of them: their columns and words are read while other
 * events are being written. Blocks of bytes are transferred, not copied.
 */
export interface PackedEvents {
  /** The concatenated bodies. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of each body. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Content hash, salt key and commitment of each event. Empty when the store keeps no log. */
  readonly seals: Uint8Array<ArrayBuffer>;
  /** Columns of each event that are numbers, in the order of `numbersOf`. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Texts of all events, each followed by U+0000: eight of each event, in the order of `textsOf`, and its tags. */
  readonly texts: string;
}

/** An event as the writer thread reads it. */
export interface UnpackedEvent {
  readonly row: EventRow;
  /** Its words, separated by spaces. */
  readonly words: string;
  /** Undefined when the store keeps no log. */
  readonly seal: EventSeal | undefined;
}

const sealLength = 3 * hashLength;
const numbersPerEvent = 8;
const textsPerEvent = 8;

/** Ends a text. Texts in the form of columns do not contain it. */
const end = "\u0000";

/** Packs events for another thread, either all or none of them with seals. */
export function packEvents(events: readonly NewEvent[], options?: { readonly sealed: boolean }): PackedEvents {
  const lengths = Uint32Array.from(events, ({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const numbers = new Float64Array(events.length * numbersPerEvent);
  const seals = new Uint8Array(options?.sealed ? events.length * sealLength : 0);
  let texts = "";
  let offset = 0;
  for (const [index, added] of events.entries()) {
    const { event, body, receivedMs } = added;
    const columns = toEventColumns(event);
    const { seconds, nanos, type, status, severity, isRedactionRecord, tags } = columns;
    const { tenantId, eventId, projectId, sessionId, agentId, spanId, traceId } = columns;
    numbers.set(
      [seconds, nanos, type, status, severity, receivedMs, Number(isRedactionRecord), tags.length],
      index * numbersPerEvent,
    );
    texts += `${tenantId}${end}${eventId}${end}${projectId}${end}${sessionId}${end}${agentId}${end}${spanId}${end}${traceId}${end}${collectWords(event).join(" ")}${end}`;
    for (const tag of tags) {
      texts += tag + end;
    }
    bytes.set(body, offset);
    offset += body.length;
    if (options?.sealed) {
      packSeal(requireSeal(added), seals.subarray(index * sealLength));
    }
  }
  return { bytes, lengths, seals, numbers, texts };
}

/** Returns the packed events one by one. Their bodies and hashes refer to the packed bytes. */
export function* unpackEvents(packed: PackedEvents): Generator<UnpackedEvent> {
  const { bytes, lengths, numbers } = packed;
  const texts = packed.texts.split(end);
  let offset = 0;
  let place = 0;
  for (const [index, length] of lengths.entries()) {
    const body = bytes.subarray(offset, offset + length);
    offset += length;
    const [seconds, nanos, type, status, severity, receivedMs, isRecord, tagCount] = numbers.subarray(
      index * numbersPerEvent,
      (index + 1) * numbersPerEvent,
    ) as unknown as [number, number, number, number, number, number, number, number];
    const [tenantId, eventId, projectId, sessionId, agentId, spanId, traceId, words] = texts.slice(
      place,
      place + textsPerEvent,
    ) as [string, string, string, string, string, string, string, string];
    place += textsPerEvent;
    const tags = texts.slice(place, place + tagCount);
    place += tagCount;
    const columns = { tenantId, eventId, projectId, sessionId, agentId, spanId, traceId, tags };
    const isRedactionRecord = isRecord === 1;
    const row = { ...columns, type, status, severity, seconds, nanos, receivedMs, isRedactionRecord, body };
    yield { row, words, seal: unpackSeal(packed, index) };
  }
}

function unpackSeal({ seals }: PackedEvents, index: number): EventSeal | undefined {
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
