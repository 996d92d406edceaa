// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";

/** Returns 32 bytes that look random but are the same in every run. */
export function seedBytes(name: string): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(`chaukas test vectors: ${name}`).digest());
}
