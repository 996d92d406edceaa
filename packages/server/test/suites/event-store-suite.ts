// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, describe, vi } from "vitest";
import { describeAppend } from "./append-suite.js";
import { describeCheckpoints } from "./checkpoint-suite.js";
import { describeCursors } from "./cursor-suite.js";
import { describeKeys } from "./key-suite.js";
import { describeLog } from "./log-suite.js";
import { describePages } from "./page-suite.js";
import { describeQueries } from "./query-suite.js";
import { describeRedaction } from "./redaction-suite.js";
import { describeSearch } from "./search-suite.js";
import { describeSessions } from "./session-suite.js";
import { describeStats } from "./stats-suite.js";
import type { StoreHarness } from "./store-harness.js";

/**
 * Tests the whole contract of `EventStore`, `KeyStore`, `CursorStore` and `EventLog`. All tests share one store, which may be slow to
 * create, and each writes to separate tenants.
 */
export function describeEventStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(name, () => {
    // Generous, since a machine that runs the tests of all packages at once is slow.
    vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
    let harness: StoreHarness | undefined;
    const get = (): StoreHarness => {
      if (harness === undefined) {
        throw new Error("store: expected to be used in a test, got a call before it is open");
      }
      return harness;
    };
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness?.dispose());

    describeAppend(get);
    describeQueries(get);
    describeSearch(get);
    describePages(get);
    describeStats(get);
    describeSessions(get);
    describeKeys(get);
    describeCursors(get);
    describeLog(get);
    describeCheckpoints(get);
    describeRedaction(get);
  });
}
