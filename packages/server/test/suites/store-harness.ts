// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../src/store/contract/event-store.js";
import type { StoreCommit } from "../../src/store/contract/observe-commits.js";

/** A store under test, with ways to bypass it. */
export interface StoreHarness {
  /** The store that is currently open. */
  readonly store: EventStore;
  /** Transactions of appends that any of the opened stores has reported. */
  readonly commits: readonly StoreCommit[];
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<EventStore>;
  /** Runs one SQL statement on the database, bypassing the store, with the privileges of the store itself. */
  runSql(sql: string): Promise<void>;
  /** Closes the store and deletes its data. */
  dispose(): Promise<void>;
}
