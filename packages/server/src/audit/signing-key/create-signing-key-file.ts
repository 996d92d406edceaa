// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { formatOrigin, formatSignerKey } from "@chaukas/spec-integrity";
import type { SigningKey } from "./signing-key.js";

/**
 * Makes a signing key for a host and writes it into a new file, as Go's package note writes keys, which only its owner
 * can read. Throws where there is such a file, and an `IntegrityError` for a host that is none.
 */
export function createSigningKeyFile(path: string, host: string): SigningKey {
  formatOrigin(host, "tenant");
  const seed = new Uint8Array(randomBytes(32));
  writeFileSync(path, `${formatSignerKey(host, seed)}\n`, { flag: "wx", mode: 0o600, flush: true });
  return { host, seed };
}
