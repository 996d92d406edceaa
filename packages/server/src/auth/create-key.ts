// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import { ServerError } from "../errors/server-error.js";
import type { KeyScope, KeyStore, StoredKey } from "../store/contract/key-store.js";
import { hashKey, isKeyText, maxKeyLength } from "./key-text.js";

const scopesOfKeys: readonly KeyScope[] = ["ingest", "query", "redact"];
/** A key may redact only if that scope is requested explicitly. */
const defaultScopes: readonly KeyScope[] = ["ingest", "query"];
const minKeyLength = 8;
/** Limit of identifiers in the protos. */
const maxIdBytes = 256;

/** Properties of a new key. */
export interface KeyRequest {
  readonly tenantId: string;
  /** Projects to restrict the key to. Default: all projects of the tenant. */
  readonly projectIds?: readonly string[];
  /** Default: `ingest` and `query`, but not `redact`. */
  readonly scopes?: readonly KeyScope[];
  /** Description of the key. Default: none. */
  readonly label?: string;
  /**
   * Key to use instead of a random one, for callers that already have theirs: 8 to 512 visible ASCII characters without
   * spaces. Check it with {@link isGuessableKey}.
   */
  readonly key?: string;
}

/** A new key, including its secret, which is not available afterwards. */
export interface CreatedKey {
  /** Key to send as `Authorization: Bearer …`. It is not stored, so it cannot be shown again. */
  readonly key: string;
  readonly stored: StoredKey;
}

/**
 * Creates a key and stores its hash. A random key consists of `chk_`, its public id, `_` and 192 random bits in hex.
 *
 * Rejects with a `ServerError` if the request is invalid, and with a `StoreError` of code `conflict` if the key exists.
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

/** Fills in defaults. Throws a `ServerError` that names the invalid member. */
function checkKeyRequest(request: KeyRequest): Required<Omit<KeyRequest, "key">> {
  const { tenantId, projectIds = [], scopes = defaultScopes, label = "", key } = request;
  checkId("tenantId", tenantId);
  for (const projectId of projectIds) {
    checkId("projectIds", projectId);
  }
  const unknown = scopes.find((scope) => !scopesOfKeys.includes(scope));
  if (unknown !== undefined || scopes.length === 0) {
    throw invalid("scopes", `expected some of ${scopesOfKeys.join(", ")}, got ${unknown ?? "none"}`);
  }
  if (Buffer.byteLength(label) > maxIdBytes) {
    throw invalid("label", `expected at most ${maxIdBytes} bytes, got ${Buffer.byteLength(label)}`);
  }
  // The key is a secret, so the messages describe it without showing it.
  if (key !== undefined && (key.length < minKeyLength || key.length > maxKeyLength)) {
    throw invalid("key", `expected ${minKeyLength} to ${maxKeyLength} characters, got ${key.length}`);
  }
  if (key !== undefined && !isKeyText(key)) {
    throw invalid("key", "expected visible ASCII characters without spaces");
  }
  return { tenantId, projectIds: [...new Set(projectIds)], scopes: [...new Set(scopes)], label };
}

function checkId(path: string, id: string): void {
  const bytes = Buffer.byteLength(id);
  if (bytes === 0 || bytes > maxIdBytes) {
    throw invalid(path, `expected an identifier of 1 to ${maxIdBytes} bytes, got ${bytes}`);
  }
}

function invalid(path: string, expectation: string): ServerError {
  return new ServerError("invalid_option", path, expectation);
}
