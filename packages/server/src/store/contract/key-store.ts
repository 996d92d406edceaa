// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What a key may be used for. */
export type KeyScope = "ingest" | "query" | "redact";

/** A stored key. Only the hash of the key is stored, never the key itself. */
export interface StoredKey {
  /** Short public identifier, used to list and revoke the key. */
  readonly id: string;
  /** SHA-256 of the key, 32 bytes. */
  readonly hash: Uint8Array;
  readonly tenantId: string;
  /** Projects to which the key is restricted. Empty for all projects of the tenant. */
  readonly projectIds: readonly string[];
  readonly scopes: readonly KeyScope[];
  /** Description of what the key is for, set by its creator. */
  readonly label: string;
  readonly createdMs: number;
  /** When the key was revoked. Absent while it is valid. */
  readonly revokedMs?: number;
}

/** Stores the keys of callers. */
export interface KeyStore {
  /** Stores a new key. Rejects with a `StoreError` of code `conflict` if its ID or hash already exists. */
  create(key: StoredKey): Promise<void>;
  /** Returns the key with this hash, revoked or not. */
  findByHash(hash: Uint8Array): Promise<StoredKey | undefined>;
  /** Returns all keys or those of one tenant, oldest first. */
  list(tenantId?: string): Promise<readonly StoredKey[]>;
  /** Revokes a key permanently. Returns false if it does not exist. Revoking it again keeps the first time. */
  revoke(id: string, revokedMs: number): Promise<boolean>;
  /** Returns whether there are no keys, revoked or not. A store that never had one is open to loopback callers. */
  isEmpty(): Promise<boolean>;
}
