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
  type LeafPath,
  leafPathToPointer,
  listLeaves,
  type OpenedLeaf,
} from "@chaukas/spec-integrity";
import type { LogEntry, LogLeaf, LogOpening } from "../contract/event-log.js";
import type { EventSeal } from "../contract/new-event.js";

/** Commits to an event with a new salt key. Throws an `IntegrityError` for an event without a normal form. */
export function sealEvent(event: Event): EventSeal {
  const saltKey = createSaltKey();
  const { contentHash, commit } = commitEvent(event, saltKey);
  return { contentHash: Buffer.from(contentHash, "hex"), saltKey, commit: Buffer.from(commit, "hex") };
}

/** Converts an opening to the form of chaukas-integrity/1. */
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
  return leaf.kind === "open" ? { path: leaf.path, salt: bytesToHex(leaf.salt) } : { digest: bytesToHex(leaf.digest) };
}

function toCommittedRedaction({ fields, method, saltId }: RedactionInfo): CommittedRedaction {
  return {
    ...(fields.length > 0 && { fields }),
    ...(method !== "" && { method }),
    ...(saltId !== "" && { salt_id: saltId }),
  };
}

/** Opening of the commitment of a redacted event. */
export type LeafOpening = Extract<LogOpening, { kind: "leaves" }>;

/** A leaf: its path and its salt in hex or, if it was redacted, its digest in hex. */
type PackedLeaf = readonly [path: LeafPath, salt: string] | string;

/** Packs an opening for a column, without values: only the event contains them, so they are redacted in one place. */
export function packOpening(leaves: readonly LogLeaf[], sourceRedaction: RedactionInfo | undefined): Uint8Array {
  const packed = leaves.map(
    (leaf): PackedLeaf =>
      leaf.kind === "open"
        ? [leaf.path, Buffer.from(leaf.salt).toString("hex")]
        : Buffer.from(leaf.digest).toString("hex"),
  );
  const redaction = sourceRedaction && toJson(RedactionInfoSchema, sourceRedaction);
  return Buffer.from(JSON.stringify({ leaves: packed, redaction }));
}

/** Unpacks the opening of an event. Throws if it is malformed, or if the event lacks a leaf that is not redacted. */
export function unpackOpening(packed: Uint8Array, event: Event): LeafOpening {
  const { leaves, redaction } = JSON.parse(Buffer.from(packed).toString()) as {
    leaves: readonly PackedLeaf[];
    redaction?: JsonValue;
  };
  const values = new Map(listLeaves(event).map(({ path, value }) => [JSON.stringify(path), value]));
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
  const [path, salt] = leaf;
  const value = values.get(JSON.stringify(path));
  if (value === undefined) {
    throw new Error(`${leafPathToPointer(path)}: expected a value in the event, found none`);
  }
  return { kind: "open", path, value, salt: bytesOf(salt) };
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

/** Converts an entry of a log to a record of an export (chaukas-integrity/1, §7). */
export function toExportedRecord({ sequence, event, opening, commit, leaf }: LogEntry): ExportedRecord {
  return {
    sequence,
    event,
    opening: toOpening(opening),
    commit: bytesToHex(commit),
    leaf: bytesToHex(leaf),
  };
}
