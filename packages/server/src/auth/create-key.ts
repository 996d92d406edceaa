// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import type { KeyScope, KeyStore, StoredKey } from "../store/key-store.js";
import { checkKeyRequest } from "./check-key-request.js";
import { hashKey } from "./hash-key.js";

/** What a new key is for. */
export interface KeyRequest {
  readonly tenantId: string;
  /** Projects to bind the key to. Default: every project of the tenant. */
  readonly projectIds?: readonly string[];
  /** Default: ingest and query, and not redact. */
  readonly scopes?: readonly KeyScope[];
  /** What the key is for, in words. Default: none. */
  readonly label?: string;
  /**
   * Key to use in place of a random one, for callers that have theirs already: 8 to 512 visible ASCII characters
   * without spaces. Hold it against {@link isGuessableKey}.
   */
  readonly key?: string;
}

/** A key that was made, with the one copy of its secret. */
export interface CreatedKey {
  /** Key to send as `Authorization: Bearer …`. It is not stored and cannot be shown again. */
  readonly key: string;
  readonly stored: StoredKey;
}

/**
 * Makes a key and stores its hash. A random key is `chk_`, its public id, `_` and 192 random bits in hex.
 *
 * Throws a `ServerError` when the request is not usable, and a `StoreError` of code `conflict` when the key exists.
 */
export async function createKey(
  keys: KeyStore,
  request: KeyRequest,
  now: () => number = Date.now,
): Promise<CreatedKey> {
  const { tenantId, projectIds, scopes, label } = checkKeyRequest(request);
  const id = randomBytes(6).toString("hex");
  const key = request.key ?? `chk_${id}_${randomBytes(24).toString("hex")}`;
  const stored: StoredKey = { id, hash: hashKey(key), tenantId, projectIds, scopes, label, createdMs: now() };
  await keys.create(stored);
  return { key, stored };
}
