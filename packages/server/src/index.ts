// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type {
  AppendOutcome,
  EventFilter,
  EventStats,
  EventStore,
  Instant,
  NewEvent,
  Position,
  StatsSelection,
  StoredEvent,
  StorePage,
  StoreQuery,
} from "./store/event-store.js";
export type { KeyScope, KeyStore, StoredKey } from "./store/key-store.js";
export { isStoreError, StoreError, type StoreErrorCode } from "./store/store-error.js";
