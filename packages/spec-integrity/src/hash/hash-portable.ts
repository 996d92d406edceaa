// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { shake256 as nobleShake256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "../encoding/hex.js";

// For every platform. The imports of package.json select hash-node.ts where node:crypto is available.
const encoder = new TextEncoder();

/** Returns the SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** Returns the SHA-256 of a text in UTF-8, in lower-case hex. The text must be well-formed. */
export function sha256HexOfText(text: string): string {
  return bytesToHex(nobleSha256(encoder.encode(text)));
}

/** Returns `length` bytes of the SHAKE-256 of bytes, in lower-case hex. */
export function shake256Hex(bytes: Uint8Array, length: number): string {
  return bytesToHex(nobleShake256(bytes, { dkLen: length }));
}
