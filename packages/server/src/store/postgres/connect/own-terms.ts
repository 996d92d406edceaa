// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";

/**
 * Returns tags or words as stored in the columns, each prefixed with four characters of a hash of the tenant. The
 * indexes of arrays cannot contain the tenant itself, and without a prefix they would read entries of other tenants.
 */
export function toOwnTerms(tenantId: string, terms: readonly string[]): string[] {
  const owner = hash("sha256", tenantId, "base64url").slice(0, 4);
  return terms.map((term) => owner + term);
}
