// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Bytes in lower-case hex, by the fast way of Node. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
