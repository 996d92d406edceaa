// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timingSafeEqual } from "node:crypto";
import type { KeyStore, StoredKey } from "../store/key-store.js";
import { createRecentAnswers } from "./create-recent-answers.js";
import { hashKey } from "./key-text.js";

/** Finds the valid key that a caller has sent. */
export type KeyFinder = (key: string) => Promise<StoredKey | undefined>;

/** How long an answer of the store is believed: a key that is revoked is refused this much later at the latest. */
export const knownKeyMs = 5_000;
/** How long a key that was not found, or was revoked, is refused without asking again. */
export const unknownKeyMs = 1_000;

/**
 * Creates a finder that asks the store once for all calls that bring the same key at the same time, and keeps a
 * bounded number of answers for a short time. Answers about keys that do not exist are kept apart, so that guesses
 * do not push out the keys that are in use.
 */
export function createKeyFinder(keys: KeyStore, lookUp: LookUp, now: () => number): KeyFinder {
  const known = createRecentAnswers<StoredKey>({ maxAgeMs: knownKeyMs, now });
  const unknown = createRecentAnswers<true>({ maxAgeMs: unknownKeyMs, now });
  const underWay = new Map<string, Promise<StoredKey | undefined>>();

  async function ask(name: string, hash: Uint8Array): Promise<StoredKey | undefined> {
    const found = await lookUp(() => keys.findByHash(hash));
    // The store compares hashes as it likes, which this makes good.
    if (found === undefined || found.revokedMs !== undefined || !timingSafeEqual(found.hash, hash)) {
      unknown.set(name, true);
      return undefined;
    }
    known.set(name, found);
    return found;
  }

  return async (key) => {
    const hash = hashKey(key);
    const name = Buffer.from(hash).toString("base64");
    const recent = known.get(name);
    if (recent !== undefined || unknown.get(name) !== undefined) {
      return recent;
    }
    const pending = underWay.get(name) ?? ask(name, hash).finally(() => underWay.delete(name));
    underWay.set(name, pending);
    return pending;
  };
}

/** Runs a question to the store, with whatever limit there is on them. */
type LookUp = <T>(question: () => Promise<T>) => Promise<T>;
