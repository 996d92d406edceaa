// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A server that listens. */
export interface RunningServer {
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops the server: health says so, no connection is taken any more, requests under way get the configured time to
   * finish, then the store is closed. Repeated calls wait for the same end.
   */
  close(): Promise<void>;
}
