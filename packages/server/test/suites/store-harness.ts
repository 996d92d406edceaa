// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../src/store/contract/event-store.js";
import type { StoreCommit } from "../../src/store/contract/observe-commits.js";

/** A store under test, with ways around it. */
export interface StoreHarness {
  /** The store that is open now. */
  readonly store: EventStore;
  /** Transactions of appends that any of the stores has told of. */
  readonly commits: readonly StoreCommit[];
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<EventStore>;
  /** Runs one statement of SQL on the database, past the store, with the rights that the store itself has. */
  runSql(sql: string): Promise<void>;
  /** Closes the store and deletes its data. */
  dispose(): Promise<void>;
}
