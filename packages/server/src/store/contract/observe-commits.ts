// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A transaction that has made events durable. */
export interface StoreCommit {
  /** Events that it was given, of which some may have been stored before. */
  readonly events: number;
  /** Milliseconds from when it was handed to the database until it was durable. */
  readonly durationMs: number;
}

/** Options of every store about its transactions. */
export interface CommitOptions {
  /** Told of each transaction of `append`. It must not throw. */
  readonly onCommit?: (commit: StoreCommit) => void;
}

/** Returns what writes events in one transaction, and tells of each that succeeds. */
export function observeCommits<Event, Result>(
  write: (events: readonly Event[]) => Promise<Result>,
  onCommit: CommitOptions["onCommit"] | undefined,
): (events: readonly Event[]) => Promise<Result> {
  if (onCommit === undefined) {
    return write;
  }
  return async (events) => {
    const start = performance.now();
    const result = await write(events);
    onCommit({ events: events.length, durationMs: performance.now() - start });
    return result;
  };
}
