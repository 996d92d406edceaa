// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { limitError } from "@chaukas/spec-server";
import { Code } from "@connectrpc/connect";
import type { ServerHooks } from "../observe/server-hooks.js";
import { isStoreError } from "../store/contract/store-error.js";

/** Seconds to wait before a retry, as sent to callers when the server is overloaded or cannot reach its store. */
export const retryAfterSeconds = 1;

/** Runs one call to a store. Errors sent to callers never contain the store's messages. */
export type StoreCalls = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Creates the function that converts errors of the store to those of the protocol: `unavailable` if a retry may
 * succeed, and `resource_exhausted` for a query that costs too much. All others are rethrown, and the framework answers
 * them with `internal` and no message.
 */
export function createStoreCalls(hooks: ServerHooks): StoreCalls {
  return async (call) => {
    try {
      return await call();
    } catch (error) {
      if (isStoreError(error) && error.code === "too_costly") {
        hooks.onLimit?.("query_cost");
        throw limitError("query: reads more than the server allows; narrow it, for example by time or session_id");
      }
      hooks.onStoreError?.(error);
      throw isStoreError(error) && error.code === "unavailable"
        ? limitError("store: temporarily unavailable; try again", { code: Code.Unavailable, retryAfterSeconds })
        : error;
    }
  };
}
