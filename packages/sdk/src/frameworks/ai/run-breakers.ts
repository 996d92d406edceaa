// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Scope } from "../../scope/scope.js";
import type { ScopeContext } from "../../scope/scope-context.js";

/** Ends a run whose model breaks off. */
export type RunBreaker = (error: unknown) => void;

const breakers = new WeakMap<ScopeContext, RunBreaker>();

/** Sets what ends the run of a step, whose scope models are called in. */
export function setBreaker(scope: Scope, end: RunBreaker): void {
  breakers.set(scope.context, end);
}

/**
 * Returns what ends the run in whose step a model is called, for a stream that breaks, since the AI SDK ends no span then.
 * Returns undefined outside of any step.
 */
export function findBreaker(scope: Scope): RunBreaker | undefined {
  return breakers.get(scope.context);
}
