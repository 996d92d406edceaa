// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, hkdfSync } from "node:crypto";
import type { RedactionMethod } from "@chaukas/spec-integrity";
import type { SigningKey } from "../checkpoints/signing-key.js";

/** What replaces an erased value. */
export type RedactionMethodName = RedactionMethod["method"];

/**
 * Creates a redaction method with its parameters. All events of a tenant share the salt of `hash`. It is derived from
 * the signing key, so it is just as secret and is not stored next to the hashes.
 */
export function createRedactionMethod(
  method: RedactionMethodName,
  tenantId: string,
  { seed }: SigningKey,
): RedactionMethod {
  if (method !== "hash") {
    return { method };
  }
  const salt = new Uint8Array(hkdfSync("sha256", seed, "", `chaukas.redaction-salt.v1\0${tenantId}`, 32));
  const saltId = createHash("sha256").update("chaukas.redaction-salt-id.v1\0").update(salt).digest("hex").slice(0, 16);
  return { method, salt, saltId };
}
