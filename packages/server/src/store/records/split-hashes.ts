// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const hashLength = 32;

/** Takes hashes apart that stand one behind the other. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashLength }, (_, place) =>
    bytes.subarray(place * hashLength, (place + 1) * hashLength),
  );
}
