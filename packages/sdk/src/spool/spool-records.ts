// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { crc32 } from "node:zlib";

const magic = new TextEncoder().encode("chaukas spool 1\n");
const headBytes = 8;

/** What a segment begins with. */
export const segmentHead: Uint8Array = magic;

/** Encodes records: for each its length and its CRC-32, both in 4 bytes, little endian, then its bytes. */
export function encodeRecords(records: readonly Uint8Array[]): Uint8Array {
  const size = records.reduce((sum, { length }) => sum + headBytes + length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const record of records) {
    view.setUint32(at, record.length, true);
    view.setUint32(at + 4, crc32(record), true);
    bytes.set(record, at + headBytes);
    at += headBytes + record.length;
  }
  return bytes;
}

/** Records of a segment, and what is wrong with it besides a torn end. */
export interface SegmentReading {
  readonly records: readonly Uint8Array[];
  readonly damage?: string;
}

/**
 * Reads a segment. A record that is incomplete at the end was being written when its process died, and nobody was told
 * that it is taken: it is left out. Any other record that does not match its checksum is damage.
 */
export function readSegment(bytes: Uint8Array): SegmentReading {
  if (bytes.length < magic.length) {
    return { records: [] };
  }
  if (magic.some((byte, index) => bytes[index] !== byte)) {
    return { records: [], damage: "expected the head of a spool segment at byte 0" };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  let damage: string | undefined;
  let at = magic.length;
  while (at + headBytes <= bytes.length) {
    const length = view.getUint32(at, true);
    const end = at + headBytes + length;
    if (length === 0 || end > bytes.length) {
      break;
    }
    const record = bytes.subarray(at + headBytes, end);
    if (crc32(record) === view.getUint32(at + 4, true)) {
      records.push(record);
    } else if (end < bytes.length) {
      damage ??= `expected a record that matches its checksum at byte ${at}`;
    }
    at = end;
  }
  return damage === undefined ? { records } : { records, damage };
}
