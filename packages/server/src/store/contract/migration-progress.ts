// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How far a migration has come that collects the words of all events again. */
export interface MigrationProgress {
  /** Number of events whose words have been collected. */
  readonly events: number;
  readonly total: number;
}

/** Options of functions that may have to migrate a store. */
export interface MigrationOptions {
  /** Called when the words of the first events have been collected, then for every few thousand events. */
  readonly onMigration?: ((progress: MigrationProgress) => void) | undefined;
}
