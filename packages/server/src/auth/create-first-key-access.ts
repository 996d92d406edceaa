// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { singleFlight } from "../concurrency/single-flight.js";
import type { Authenticate } from "./authenticate.js";
import { requiredScope } from "./required-scope.js";

/** How long a store that had no keys is believed to have none: with the first key, callers need one this much later. */
export const noKeysMs = 2_000;

/** What {@link createFirstKeyAccess} decides between. */
export interface FirstKeyAccess {
  /** Asks the store whether it has no keys. */
  readonly isEmpty: () => Promise<boolean>;
  /** For calls while there are no keys. */
  readonly open: Authenticate;
  /** For calls once there are. */
  readonly keyed: Authenticate;
  readonly now: () => number;
}

/** Lets callers in without a key until the store has one. A store never goes back to having none. */
export function createFirstKeyAccess({ isEmpty, open, keyed, now }: FirstKeyAccess): Authenticate {
  let hasKeys = false;
  let askedMs = Number.NEGATIVE_INFINITY;
  const ask = singleFlight(async () => {
    const startedMs = now();
    hasKeys = !(await isEmpty());
    askedMs = startedMs;
  });

  return async (call) => {
    // A clock that was set back must not make the answer last.
    const isRecent = now() - askedMs >= 0 && now() - askedMs < noKeysMs;
    if (!hasKeys && !isRecent && requiredScope(call.method) !== "none") {
      await ask();
    }
    return (hasKeys ? keyed : open)(call);
  };
}
