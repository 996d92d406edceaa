// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Fault } from "./fault.js";

/**
 * How deep messages may be nested, the outermost counted as one. It is the limit of `fromBinary`, so that all that
 * is read here can be sent in binary form and decoded again.
 */
const maxMessageDepth = 100;

/** Counts a message that is entered. On the way out `state.depth` has to be counted down. */
export function enterMessage(state: { depth: number }): void {
  if (++state.depth > maxMessageDepth) {
    throw new Fault("too_deep", `at most ${maxMessageDepth} nested messages`, "more");
  }
}
