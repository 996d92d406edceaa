// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { limitError } from "@chaukas/spec-server";
import { Code } from "@connectrpc/connect";
import type { ServerHooks } from "../observe/server-hooks.js";
import { isStoreError } from "../store/contract/store-error.js";

/** How long a caller is asked to wait when the server has too much to do, or cannot reach its store. */
export const retryAfterSeconds = 1;

/** Makes one call to a store. What it throws holds nothing of the store's own words. */
export type StoreCalls = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Creates the place where failures of the store become answers: `unavailable` when it is worth trying again,
 * `resource_exhausted` for a query that costs too much, and for all else the error itself, which the framework
 * answers with `internal` and no text.
 */
export function createStoreCalls(hooks: ServerHooks): StoreCalls {
  return async (call) => {
    try {
      return await call();
    } catch (error) {
      if (isStoreError(error) && error.code === "too_costly") {
        hooks.onLimit?.("query_cost");
        throw limitError(
          "query: it would read more than the server allows; narrow it, for instance by time or session_id",
        );
      }
      hooks.onStoreError?.(error);
      throw isStoreError(error) && error.code === "unavailable"
        ? limitError("store: it cannot be reached for now; try again", { code: Code.Unavailable, retryAfterSeconds })
        : error;
    }
  };
}
