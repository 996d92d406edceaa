// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What a key may be used for. */
export type KeyScope = "ingest" | "query" | "redact";

/** A key as it is stored: never the key itself, only its hash. */
export interface StoredKey {
  /** Short public name of the key, by which it is listed and revoked. */
  readonly id: string;
  /** SHA-256 of the key, 32 bytes. */
  readonly hash: Uint8Array;
  readonly tenantId: string;
  /** Projects that the key is bound to. Empty means every project of the tenant. */
  readonly projectIds: readonly string[];
  readonly scopes: readonly KeyScope[];
  /** What it is for, in the words of who made it. */
  readonly label: string;
  readonly createdMs: number;
  /** When it was revoked; absent while it is valid. */
  readonly revokedMs?: number;
}

/** Keeps the keys of callers. */
export interface KeyStore {
  /** Stores a new key. Rejects with a `StoreError` of code `conflict` when its id or hash is taken. */
  create(key: StoredKey): Promise<void>;
  /** The key with this hash, revoked or not. */
  findByHash(hash: Uint8Array): Promise<StoredKey | undefined>;
  /** All keys, oldest first, or those of one tenant. */
  list(tenantId?: string): Promise<readonly StoredKey[]>;
  /** Revokes a key for good. Returns false when there is no such key; revoking twice keeps the first time. */
  revoke(id: string, revokedMs: number): Promise<boolean>;
  /** Whether there is any key, revoked or not. A store that never had one is open to loopback callers. */
  isEmpty(): Promise<boolean>;
}
