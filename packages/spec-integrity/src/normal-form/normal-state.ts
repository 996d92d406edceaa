// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

/** How deep messages may be nested, the event counted as one, as decoders of protobuf count (§1). */
const maxMessageDepth = 100;

/** What is known while a normal form is written. */
export interface NormalState {
  /** Messages around the place at hand. */
  depth: number;
  /** Leaves found so far, each as JCS([pointer, value]). Undefined where they are not asked for. */
  leaves: string[] | undefined;
}

/**
 * Writes a value of the normal form as JCS. The pointer to it is escaped as it stands in JSON, so that it need not be
 * escaped once for each leaf.
 */
export type WriteNormal = (value: unknown, state: NormalState, pointer: string) => string;

/** Notes a leaf and returns its text. */
export function noteLeaf(text: string, state: NormalState, pointer: string): string {
  state.leaves?.push(`["${pointer}",${text}]`);
  return text;
}

/** Counts messages that are entered. On the way out `state.depth` has to be what it was. */
export function enterMessages(count: number, state: NormalState, pointer: string): void {
  state.depth += count;
  if (state.depth > maxMessageDepth) {
    throw fault("too_deep", pointer, `expected at most ${maxMessageDepth} nested messages, got more`);
  }
}

/** The error for a value at an escaped pointer. */
export function fault(code: IntegrityError["code"], pointer: string, problem: string): IntegrityError {
  return new IntegrityError(code, JSON.parse(`"${pointer}"`), problem);
}
