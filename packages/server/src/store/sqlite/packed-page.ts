// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Events on their way from a thread that reads, without what can be worked out from bodies. */
export interface PackedPage {
  /** Bodies, one behind the other. */
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
  readonly sequences: readonly number[];
  readonly receivedMs: readonly number[];
}

/** Packs events as they are read. */
export function packPage(rows: readonly { sequence: number; receivedMs: number; body: Uint8Array }[]): PackedPage {
  const lengths = rows.map(({ body }) => body.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  for (const { body } of rows) {
    bytes.set(body, offset);
    offset += body.length;
  }
  return {
    bytes,
    lengths,
    sequences: rows.map(({ sequence }) => sequence),
    receivedMs: rows.map(({ receivedMs }) => receivedMs),
  };
}
