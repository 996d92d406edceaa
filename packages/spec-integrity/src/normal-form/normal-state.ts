// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

/** Maximum number of nested messages including the event, counted as protobuf decoders count (§1). */
const maxMessageDepth = 100;

/** State of a normal form that is being written. */
export interface NormalState {
  /** Number of messages around the current place. */
  depth: number;
  /** Leaves found so far, each as JCS([pointer, value]). Undefined if they are not requested. */
  leaves: string[] | undefined;
}

/**
 * Writes a value of the normal form as JCS. The pointer is already escaped for JSON, which saves escaping it for each
 * leaf.
 */
export type WriteNormal = (value: unknown, state: NormalState, pointer: string) => string;

/** Adds a leaf to the state, and returns its text. */
export function noteLeaf(text: string, state: NormalState, pointer: string): string {
  state.leaves?.push(`["${pointer}",${text}]`);
  return text;
}

/** Adds messages to the depth. The caller restores `state.depth` when it leaves them. */
export function enterMessages(count: number, state: NormalState, pointer: string): void {
  state.depth += count;
  if (state.depth > maxMessageDepth) {
    throw fault("too_deep", pointer, `expected at most ${maxMessageDepth} nested messages, got more`);
  }
}

/** Returns the error for a value at an escaped pointer. */
export function fault(code: IntegrityError["code"], pointer: string, problem: string): IntegrityError {
  return new IntegrityError(code, JSON.parse(`"${pointer}"`), problem);
}
