// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timingSafeEqual } from "node:crypto";

/** Returns whether a token in base64url is exactly the one of its bytes, and has the signature that it must have. */
export function isIntactToken(token: string, bytes: Buffer, signature: Uint8Array, expected: Uint8Array): boolean {
  return (
    signature.length === expected.length &&
    timingSafeEqual(signature, expected) &&
    // Encoded again to compare, since Node ignores characters outside base64url and unused trailing bits.
    bytes.toString("base64url") === token
  );
}
