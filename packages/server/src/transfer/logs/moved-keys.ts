// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../store/contract/event-store.js";
import type { StoredKey } from "../../store/contract/key-store.js";
import { isStoreError } from "../../store/contract/store-error.js";

/** Keys of a tenant's callers, and the secret of page tokens, as they move to another store. */
export interface MovedKeys {
  readonly keys: readonly StoredKey[];
  readonly secret: Uint8Array;
}

/** Reads the keys of a tenant. */
export async function readMovedKeys(store: EventStore, tenantId: string): Promise<MovedKeys> {
  return { keys: await store.keys.list(tenantId), secret: await store.pageTokenSecret() };
}

/**
 * Creates keys in another store. Those that it already has are kept as they are, so this may be repeated. The secret is
 * replaced only on request, since tokens of the store itself become invalid.
 */
export async function writeMovedKeys(
  store: EventStore,
  { keys, secret }: MovedKeys,
  { replacesSecret }: { readonly replacesSecret: boolean },
): Promise<void> {
  for (const key of keys) {
    try {
      await store.keys.create(key);
    } catch (error) {
      const known = await store.keys.findByHash(key.hash);
      if (!isStoreError(error) || known?.id !== key.id || known.tenantId !== key.tenantId) {
        throw error;
      }
    }
  }
  if (replacesSecret) {
    await store.transfer?.replaceSecret(secret);
  }
}

/** Packs keys to be encrypted. */
export function packMovedKeys({ keys, secret }: MovedKeys): Uint8Array {
  const packed = keys.map((key) => ({ ...key, hash: Buffer.from(key.hash).toString("hex") }));
  return Buffer.from(JSON.stringify({ keys: packed, secret: Buffer.from(secret).toString("hex") }));
}

/** Unpacks what {@link packMovedKeys} writes. */
export function unpackMovedKeys(bytes: Uint8Array): MovedKeys {
  const { keys, secret } = JSON.parse(Buffer.from(bytes).toString()) as {
    keys: readonly (Omit<StoredKey, "hash"> & { readonly hash: string })[];
    secret: string;
  };
  return {
    keys: keys.map((key) => ({ ...key, hash: new Uint8Array(Buffer.from(key.hash, "hex")) })),
    secret: new Uint8Array(Buffer.from(secret, "hex")),
  };
}
