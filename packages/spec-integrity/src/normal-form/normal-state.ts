// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type LeafPath, leafPathToPointer } from "../encoding/leaf-path.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** Maximum number of nested messages including the event, counted as protobuf decoders count (§1). */
const maxMessageDepth = 100;

/** State of a normal form that is being written. */
export interface NormalState {
  /** Number of messages around the current place. */
  depth: number;
  /** Leaves found so far, each as JCS([path, value]). Undefined if they are not requested. */
  leaves: string[] | undefined;
}

/**
 * Writes a value of the normal form as JCS. The path is that of {@link LeafPath} as JCS without the brackets, which
 * saves escaping its keys for each leaf. It is empty for the event itself.
 */
export type WriteNormal = (value: unknown, state: NormalState, path: string) => string;

/** Adds a leaf to the state, and returns its text. */
export function noteLeaf(text: string, state: NormalState, path: string): string {
  state.leaves?.push(`[[${path}],${text}]`);
  return text;
}

/** Adds messages to the depth. The caller restores `state.depth` when it leaves them. */
export function enterMessages(count: number, state: NormalState, path: string): void {
  state.depth += count;
  if (state.depth > maxMessageDepth) {
    throw fault("too_deep", path, `expected at most ${maxMessageDepth} nested messages, got more`);
  }
}

/** Returns the error for a value at a path as {@link WriteNormal} takes it. */
export function fault(code: IntegrityError["code"], path: string, problem: string): IntegrityError {
  return new IntegrityError(code, pointerOf(path), problem);
}

/** Returns the JSON Pointer to a path as {@link WriteNormal} takes it. */
export function pointerOf(path: string): string {
  return leafPathToPointer(JSON.parse(`[${path}]`) as LeafPath);
}
