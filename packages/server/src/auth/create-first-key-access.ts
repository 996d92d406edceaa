// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { singleFlight } from "../concurrency/single-flight.js";
import type { Authenticate } from "./authenticate.js";
import { requiredScope } from "./required-scope.js";

/** How long the answer that a store has no keys is cached. Callers need a key this long after the first is created. */
export const noKeysMs = 2_000;

/** Dependencies of {@link createFirstKeyAccess}. */
export interface FirstKeyAccess {
  /** Returns whether the store has no keys. */
  readonly isEmpty: () => Promise<boolean>;
  /** Authenticates calls while there are no keys. */
  readonly open: Authenticate;
  /** Authenticates calls once there are keys. */
  readonly keyed: Authenticate;
  readonly now: () => number;
}

/** Grants access without a key until the store has one. A store with keys never goes back to having none. */
export function createFirstKeyAccess({ isEmpty, open, keyed, now }: FirstKeyAccess): Authenticate {
  let hasKeys = false;
  let askedMs = Number.NEGATIVE_INFINITY;
  const ask = singleFlight(async () => {
    const startedMs = now();
    hasKeys = !(await isEmpty());
    askedMs = startedMs;
  });

  return async (call) => {
    // A clock that is set back must not extend the cached answer.
    const isRecent = now() - askedMs >= 0 && now() - askedMs < noKeysMs;
    if (!hasKeys && !isRecent && requiredScope(call.method) !== "none") {
      await ask();
    }
    return (hasKeys ? keyed : open)(call);
  };
}
