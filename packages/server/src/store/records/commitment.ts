// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromJson, type JsonValue, toJson } from "@bufbuild/protobuf";
import { type Event, type RedactionInfo, RedactionInfoSchema } from "@chaukas/spec-common";
import {
  bytesToHex,
  type CommittedRedaction,
  commitEvent,
  createSaltKey,
  type EventOpening,
  type ExportedRecord,
  listLeaves,
  type OpenedLeaf,
} from "@chaukas/spec-integrity";
import type { LogEntry, LogLeaf, LogOpening } from "../contract/event-log.js";
import type { EventSeal } from "../contract/new-event.js";

/** Makes what binds an event to a log, under a new salt key. Throws an `IntegrityError` for an event without a normal form. */
export function sealEvent(event: Event): EventSeal {
  const saltKey = createSaltKey();
  const { contentHash, commit } = commitEvent(event, saltKey);
  return { contentHash: Buffer.from(contentHash, "hex"), saltKey, commit: Buffer.from(commit, "hex") };
}

/** What opens a commitment, in the form of the profile. */
export function toOpening(opening: LogOpening): EventOpening {
  if (opening.kind === "salt_key") {
    return { key: bytesToHex(opening.saltKey) };
  }
  const { leaves, sourceRedaction } = opening;
  return {
    leaves: leaves.map(toOpenedLeaf),
    ...(sourceRedaction && { redaction: toCommittedRedaction(sourceRedaction) }),
  };
}

function toOpenedLeaf(leaf: LogLeaf): OpenedLeaf {
  return leaf.kind === "open"
    ? { pointer: leaf.pointer, salt: bytesToHex(leaf.salt) }
    : { digest: bytesToHex(leaf.digest) };
}

function toCommittedRedaction({ fields, method, saltId }: RedactionInfo): CommittedRedaction {
  return {
    ...(fields.length > 0 && { fields }),
    ...(method !== "" && { method }),
    ...(saltId !== "" && { salt_id: saltId }),
  };
}

/** What opens the commitment of an event that was redacted. */
export type LeafOpening = Extract<LogOpening, { kind: "leaves" }>;

/** A leaf that survives as its pointer and its salt, one that was redacted as its digest, both in hex. */
type PackedLeaf = readonly [pointer: string, salt: string] | string;

/** Packs an opening for a column. Values are left out, since the event has them: what is redacted next is in one place. */
export function packOpening(leaves: readonly LogLeaf[], sourceRedaction: RedactionInfo | undefined): Uint8Array {
  const packed = leaves.map(
    (leaf): PackedLeaf =>
      leaf.kind === "open"
        ? [leaf.pointer, Buffer.from(leaf.salt).toString("hex")]
        : Buffer.from(leaf.digest).toString("hex"),
  );
  const redaction = sourceRedaction && toJson(RedactionInfoSchema, sourceRedaction);
  return Buffer.from(JSON.stringify({ leaves: packed, redaction }));
}

/** Unpacks the opening of an event. Throws when it is none, or when the event lacks a leaf that is said to survive. */
export function unpackOpening(packed: Uint8Array, event: Event): LeafOpening {
  const { leaves, redaction } = JSON.parse(Buffer.from(packed).toString()) as {
    leaves: readonly PackedLeaf[];
    redaction?: JsonValue;
  };
  const values = new Map(listLeaves(event).map(({ pointer, value }) => [pointer, value]));
  return {
    kind: "leaves",
    leaves: leaves.map((leaf) => unpackLeaf(leaf, values)),
    ...(redaction !== undefined && { sourceRedaction: fromJson(RedactionInfoSchema, redaction) }),
  };
}

function unpackLeaf(leaf: PackedLeaf, values: ReadonlyMap<string, string>): LogLeaf {
  if (typeof leaf === "string") {
    return { kind: "redacted", digest: bytesOf(leaf) };
  }
  const [pointer, salt] = leaf;
  const value = values.get(pointer);
  if (value === undefined) {
    throw new Error(`${pointer}: expected a value of the event, found none`);
  }
  return { kind: "open", pointer, value, salt: bytesOf(salt) };
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

/** An entry of a log as it is exported (chaukas-integrity/1, §7). */
export function toExportedRecord({ sequence, event, opening, commit, leaf }: LogEntry): ExportedRecord {
  return {
    sequence,
    event,
    opening: toOpening(opening),
    commit: bytesToHex(commit),
    leaf: bytesToHex(leaf),
  };
}
