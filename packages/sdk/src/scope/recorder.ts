// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ModelPrices } from "../model/price-answer.js";
import type { EventInit } from "../values/event-init.js";
import type { ContextStore, ScopeContext } from "./scope-context.js";

/** What scopes need of the rest: a place for events, and a way to pass scopes on. */
export interface Recorder<Scope> {
  /** Whether a scope waits until its events are recorded. */
  readonly isAudit: boolean;
  readonly prices: ModelPrices | undefined;
  readonly store: ContextStore<Scope>;
  /**
   * Records an event, filled up with what its scope says. Resolves to whether it is taken. Rejects only in audit mode, with a `ChaukasError`, if it is not
   * recorded.
   */
  record(context: ScopeContext, event: EventInit): Promise<boolean>;
  /** Refuses an event that cannot be recorded. Settles as `record` does. */
  refuse(cause: unknown): Promise<boolean>;
  /** Reports what went wrong without an effect on the caller. */
  onFault(fault: Error): void;
  /** Time in milliseconds since 1970, later than any before. */
  now(): number;
}
