// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Positions of programs that follow the logs, such as forwarders. All servers on a store share them. */
export interface CursorStore {
  /** Returns the value of a cursor, or undefined if it was never set. */
  read(name: string): Promise<string | undefined>;

  /**
   * Sets a cursor, provided that its value still is `before`, or that it was never set if `before` is undefined. Resolves
   * to whether it is set, once that is durable.
   */
  replace(name: string, before: string | undefined, value: string): Promise<boolean>;
}
