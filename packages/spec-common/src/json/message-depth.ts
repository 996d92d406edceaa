// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Fault } from "./fault.js";

/**
 * How deep messages may be nested, the outermost counted as one. So all that is read here can be sent in binary form
 * and decoded again by any library: `fromBinary` counts the outermost message, others the entries of maps.
 */
const maxMessageDepth = 100;

/** Counts a message that is entered. On the way out `state.depth` has to be what it was. */
export function enterMessage(state: { depth: number }): void {
  if (++state.depth > maxMessageDepth) {
    throw new Fault("too_deep", `at most ${maxMessageDepth} nested messages`, "more");
  }
}

/** Counts the entries of a map that is entered, which are messages in binary form. An empty map has none. */
export function enterMap(state: { depth: number }, keys: readonly string[]): void {
  if (keys.length > 0) {
    enterMessage(state);
  }
}
