// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, hkdfSync } from "node:crypto";
import type { RedactionMethod } from "@chaukas/spec-integrity";
import type { SigningKey } from "../checkpoints/signing-key.js";

/** How events show that something was erased. */
export type RedactionMethodName = RedactionMethod["method"];

/**
 * A method with what it needs. The salt of `hash` is one for all events of a tenant, and is derived from the signing
 * key, so that it is as secret and is not kept in the store beside the hashes.
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
