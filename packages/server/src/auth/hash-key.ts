// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";

/** SHA-256 of a key. It needs no salt and no slow hash as long as keys are random and long. */
export function hashKey(key: string): Uint8Array {
  return createHash("sha256").update(key, "utf8").digest();
}
