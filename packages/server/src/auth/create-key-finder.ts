// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { singleFlight } from "../concurrency/single-flight.js";
import type { KeyStore, StoredKey } from "../store/contract/key-store.js";
import { hashKey } from "./key-text.js";

/** Finds the valid key that a caller has sent. */
export type KeyFinder = (key: string) => Promise<StoredKey | undefined>;

/** How long an answer of the store is believed: a key that is revoked is refused this much later at the latest. */
export const knownKeyMs = 5_000;
/** How long a key that was not found, or was revoked, is refused without asking again. */
export const unknownKeyMs = 1_000;
/** Answers to keep of either kind, beyond which the least recently used is dropped. */
const maxAnswers = 10_000;

/**
 * Creates a finder that asks the store once for all calls that bring the same key at the same time, and keeps a
 * bounded number of answers for a short time. Answers about keys that do not exist are kept apart, so that guesses
 * do not push out the keys that are in use.
 */
export function createKeyFinder(keys: KeyStore, lookUp: LookUp, now: () => number): KeyFinder {
  const known = createRecentAnswers<StoredKey>(knownKeyMs, now);
  const unknown = createRecentAnswers<true>(unknownKeyMs, now);
  let latestMs = Number.NEGATIVE_INFINITY;

  const ask = singleFlight(async (name: string): Promise<StoredKey | undefined> => {
    const hash = Buffer.from(name, "base64");
    const found = await lookUp(() => keys.findByHash(hash));
    // The store compares hashes as it likes, which this makes good.
    if (found === undefined || found.revokedMs !== undefined || !timingSafeEqual(found.hash, hash)) {
      unknown.set(name, true);
      return undefined;
    }
    known.set(name, found);
    return found;
  });

  return async (key) => {
    // A clock that was set back must not make an answer last.
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
  // The cache believes an answer up to and including its time to live.
  return new LRUCache<string, Answer>({ max: maxAnswers, ttl: maxAgeMs - 1, ttlResolution: 0, perf: { now } });
}

/** Runs a question to the store, with whatever limit there is on them. */
type LookUp = <T>(question: () => Promise<T>) => Promise<T>;
