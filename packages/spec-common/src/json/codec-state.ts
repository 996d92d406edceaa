// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue, Registry } from "@bufbuild/protobuf";

/** What is known while a message is read or written. */
export interface CodecState {
  /** Messages around the place at hand. */
  depth: number;
  /** Members of all objects that were read, to be compared with the members that the text has. */
  members: number;
  /** Whether a minus zero was written, which `JSON.stringify` would turn into zero. */
  hasNegativeZero: boolean;
  /** Types that an Any may hold in ProtoJSON. */
  readonly registry: Registry | undefined;
}

/** Writes a value. */
export type WriteValue = (value: unknown, state: CodecState) => JsonValue;

/** Reads a value. */
export type ReadValue = (json: unknown, state: CodecState) => unknown;

/** The state in which a codec begins. */
export function createCodecState(registry?: Registry): CodecState {
  return { depth: 0, members: 0, hasNegativeZero: false, registry };
}
