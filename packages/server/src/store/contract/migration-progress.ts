// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How far a migration has come that reads all events again. It may do so more than once, each time from 0. */
export interface MigrationProgress {
  /** Number of events that have been read. */
  readonly events: number;
  readonly total: number;
}

/** Options of functions that may have to migrate a store. */
export interface MigrationOptions {
  /** Called when the first events have been read, then for every few thousand events. */
  readonly onMigration?: ((progress: MigrationProgress) => void) | undefined;
}
