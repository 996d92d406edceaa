// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";

/**
 * Tags or words as the columns hold them: with four characters of a hash of the tenant before each. The indexes of
 * arrays have no room for the tenant itself, and must not read what belongs to others for want of it.
 */
export function toOwnTerms(tenantId: string, terms: readonly string[]): string[] {
  const owner = hash("sha256", tenantId, "base64url").slice(0, 4);
  return terms.map((term) => owner + term);
}
