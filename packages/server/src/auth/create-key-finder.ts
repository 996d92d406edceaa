// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { singleFlight } from "../concurrency/single-flight.js";
import type { KeyStore, StoredKey } from "../store/contract/key-store.js";
import { hashKey } from "./key-text.js";

/** Looks up the key sent by a caller. Resolves with undefined if it is unknown or revoked. */
export type KeyFinder = (key: string) => Promise<StoredKey | undefined>;

/** How long a known key is cached. A revoked key is refused after this time at the latest. */
export const knownKeyMs = 5_000;
/** How long an unknown or revoked key is refused without another lookup. */
export const unknownKeyMs = 1_000;
/** Maximum number of cached answers of either kind. Beyond it, the least recently used is evicted. */
const maxAnswers = 10_000;

/**
 * Creates a finder that shares one lookup among concurrent calls with the same key, and caches a bounded number of
 * answers for a short time. Unknown keys have a separate cache, so that guesses do not evict the keys in use.
 */
export function createKeyFinder(keys: KeyStore, lookUp: LookUp, now: () => number): KeyFinder {
  const known = createRecentAnswers<StoredKey>(knownKeyMs, now);
  const unknown = createRecentAnswers<true>(unknownKeyMs, now);
  let latestMs = Number.NEGATIVE_INFINITY;

  const ask = singleFlight(async (name: string): Promise<StoredKey | undefined> => {
    const hash = Buffer.from(name, "base64");
    const found = await lookUp(() => keys.findByHash(hash));
    // Compared again in constant time, since the store's comparison need not be.
    if (found === undefined || found.revokedMs !== undefined || !timingSafeEqual(found.hash, hash)) {
      unknown.set(name, true);
      return undefined;
    }
    known.set(name, found);
    return found;
  });

  return async (key) => {
    // A clock that is set back must not extend cached answers.
    if (now() < latestMs) {
      known.clear();
      unknown.clear();
    }
    latestMs = now();
    const name = Buffer.from(hashKey(key)).toString("base64");
    const recent = known.get(name);
    return recent !== undefined || unknown.has(name) ? recent : ask(name);
  };
}

function createRecentAnswers<Answer extends object | true>(maxAgeMs: number, now: () => number) {
  // Subtracts 1 ms, since an entry is still valid at exactly its time to live.
  return new LRUCache<string, Answer>({ max: maxAnswers, ttl: maxAgeMs - 1, ttlResolution: 0, perf: { now } });
}

/** Runs a lookup in the store, within the limit on concurrent lookups. */
type LookUp = <T>(call: () => Promise<T>) => Promise<T>;
