// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Hooks of forwarding, for metrics and logs. They must not throw. */
export interface ForwardHooks {
  /** Called when the endpoint has taken spans or log records. */
  onSent(sent: { readonly signal: Signal; readonly items: number }): void;
  /**
   * Called when the endpoint has refused spans or log records for good. They are left out. `eventIds` names their events,
   * unless the endpoint does not say which of a request it refused.
   */
  onRefused(refused: {
    readonly signal: Signal;
    readonly items: number;
    readonly reason: string;
    readonly eventIds: readonly string[];
  }): void;
  /** Called when an attempt fails. It is retried after `retryMs`. */
  onFailed(failure: { readonly reason: string; readonly retryMs: number }): void;
  /** Called when the endpoint has taken everything, but answers with a message. */
  onWarning(warning: { readonly signal: Signal; readonly message: string }): void;
  /** Called when the store fails. */
  onStoreError(error: unknown): void;
}

/** A signal of OTLP. */
export type Signal = "traces" | "logs";
