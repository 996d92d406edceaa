// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { formatRecord, leafHash, normalTimestamp } from "@chaukas/spec-integrity";
import { toHex } from "./to-hex.js";

/** An event that is about to get its place in the log. */
export interface UnchainedRecord {
  readonly eventId: string;
  /** What `Event.server_timestamp` says, in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  readonly commit: Uint8Array;
}

/** Leaf of a record (chaukas-integrity/1, §4) at its place behind the leaf of the one before. */
export function hashRecord(record: UnchainedRecord, hashPrev: Uint8Array, sequence: number): Uint8Array {
  const text = formatRecord({
    commit: toHex(record.commit),
    eventId: record.eventId,
    hashPrev: toHex(hashPrev),
    sequence,
    time: normalTimestamp(timestampFromMs(record.receivedMs)),
  });
  return Buffer.from(leafHash(text), "hex");
}
