// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import { type EventRow, type EventSeal, type NewEvent, toEventColumns } from "../../contract/new-event.js";
import { hashLength } from "../../records/hashes.js";
import { type SessionName, type SessionShare, toSessionShare } from "../../sessions/session-share.js";
import { joinWords } from "../../words/join-words.js";

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
  /** Columns of each event that are numbers, the number of its tags, and the numbers of its share of the session. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Texts of all events, each followed by U+0000: the columns of each event, its tags, and names in the session. */
  readonly texts: string;
  /** The words of each event, separated by spaces. Apart from the texts, which are mostly ASCII, for their encoding. */
  readonly words: readonly string[];
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

/** Ends a text. Texts in the form of columns do not contain it. */
const end = "\u0000";

/** Packs events for another thread, either all or none of them with seals. */
export function packEvents(events: readonly NewEvent[], options?: { readonly sealed: boolean }): PackedEvents {
  const sealed = options?.sealed ?? false;
  const lengths = Uint32Array.from(events, ({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const numbers: number[] = [];
  const seals = new Uint8Array(sealed ? events.length * sealLength : 0);
  const words: string[] = [];
  let texts = "";
  let offset = 0;
  for (const added of events) {
    const { event, body } = added;
    const columns = toEventColumns(event);
    const { counts, names } = toSessionShare(event);
    numbers.push(columns.seconds, columns.nanos, columns.type, columns.status, columns.severity, added.receivedMs);
    numbers.push(columns.isRedactionRecord ? 1 : 0, columns.tags.length, names.length, counts.length, ...counts);
    texts += `${columns.tenantId}${end}${columns.eventId}${end}${columns.projectId}${end}${columns.sessionId}${end}`;
    texts += `${columns.agentId}${end}${columns.spanId}${end}${columns.traceId}${end}`;
    for (const tag of columns.tags) {
      texts += tag + end;
    }
    for (const { kind, name, cost } of names) {
      texts += `${kind}${name}${end}`;
      if (kind === "c") {
        texts += cost + end;
      }
    }
    if (sealed) {
      packSeal(requireSeal(added), seals, words.length * sealLength);
    }
    words.push(joinWords(event));
    bytes.set(body, offset);
    offset += body.length;
  }
  return { bytes, lengths, seals, numbers: new Float64Array(numbers), texts, words };
}

/** Returns the packed events one by one. Their bodies and hashes refer to the packed bytes. */
export function* unpackEvents(packed: PackedEvents): Generator<UnpackedEvent> {
  const { bytes, lengths, numbers } = packed;
  const texts = packed.texts.split(end);
  let offset = 0;
  let number = 0;
  let text = 0;
  const nextNumber = () => numbers[number++] as number;
  const nextText = () => texts[text++] as string;
  const nextName = (): SessionName => {
    const named = nextText();
    const kind = named.charAt(0) as SessionName["kind"];
    return { kind, name: named.slice(1), cost: kind === "c" ? nextText() : "0" };
  };
  for (let index = 0; index < lengths.length; index++) {
    const body = bytes.subarray(offset, offset + (lengths[index] as number));
    offset += body.length;
    // In the order of `packEvents`.
    const row: EventRow & { tags: readonly string[]; share: SessionShare } = {
      seconds: nextNumber(),
      nanos: nextNumber(),
      type: nextNumber(),
      status: nextNumber(),
      severity: nextNumber(),
      receivedMs: nextNumber(),
      isRedactionRecord: nextNumber() === 1,
      tenantId: nextText(),
      eventId: nextText(),
      projectId: nextText(),
      sessionId: nextText(),
      agentId: nextText(),
      spanId: nextText(),
      traceId: nextText(),
      body,
      tags: noTags,
      share: noShare,
    };
    const tagCount = nextNumber();
    if (tagCount > 0) {
      row.tags = texts.slice(text, text + tagCount);
      text += tagCount;
    }
    const [nameCount, countLength] = [nextNumber(), nextNumber()];
    if (nameCount > 0 || countLength > 0) {
      const counts = Array.from({ length: countLength }, nextNumber);
      row.share = { counts, names: Array.from({ length: nameCount }, nextName) };
    }
    yield { row, words: packed.words[index] as string, seal: unpackSeal(packed.seals, index) };
  }
}

const noTags: readonly string[] = [];
const noShare: SessionShare = { counts: [], names: [] };

function unpackSeal(seals: Uint8Array, index: number): EventSeal | undefined {
  if (seals.length === 0) {
    return undefined;
  }
  const start = index * sealLength;
  return {
    contentHash: seals.subarray(start, start + hashLength),
    saltKey: seals.subarray(start + hashLength, start + 2 * hashLength),
    commit: seals.subarray(start + 2 * hashLength, start + sealLength),
  };
}

function packSeal({ contentHash, saltKey, commit }: EventSeal, target: Uint8Array, start: number): void {
  target.set(contentHash, start);
  target.set(saltKey, start + hashLength);
  target.set(commit, start + 2 * hashLength);
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
