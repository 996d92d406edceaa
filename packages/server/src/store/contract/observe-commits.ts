// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A transaction that has made events durable. */
export interface StoreCommit {
  /** Number of events in the transaction, some of which may already have been stored. */
  readonly events: number;
  /** Milliseconds from the start of the transaction until it was durable. */
  readonly durationMs: number;
}

/** Transaction options of every store. */
export interface CommitOptions {
  /** Called after each transaction of `append` that succeeds. It must not throw. */
  readonly onCommit?: (commit: StoreCommit) => void;
}

/** Wraps a function that writes events in one transaction, to report each transaction that succeeds. */
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
