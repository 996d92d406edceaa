// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";

/**
 * Returns tags or words as stored in the columns, each prefixed with four characters of a hash of the tenant. The
 * indexes of arrays cannot contain the tenant itself, and without a prefix they would read entries of other tenants.
 */
export function toOwnTerms(tenantId: string, terms: readonly string[]): string[] {
  const owner = ownerOf(tenantId);
  return terms.map((term) => owner + term);
}

// Caches the last prefix, since most events of a call belong to one tenant.
let last = { tenantId: "", owner: hash("sha256", "", "base64url").slice(0, 4) };

function ownerOf(tenantId: string): string {
  if (last.tenantId !== tenantId) {
    last = { tenantId, owner: hash("sha256", tenantId, "base64url").slice(0, 4) };
  }
  return last.owner;
}
