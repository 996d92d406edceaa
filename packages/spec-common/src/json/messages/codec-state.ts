// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, JsonValue, Registry } from "@bufbuild/protobuf";
import { Fault } from "../errors/fault.js";

/**
 * How deep messages may be nested, counting the outermost. Guarantees that anything read here can be sent in binary
 * form and decoded by any library: `fromBinary` counts the outermost message, others count the entries of maps.
 */
const maxMessageDepth = 100;

/** The state of reading or writing one message. */
export interface CodecState {
  /** Number of messages that enclose the current value. */
  depth: number;
  /** Number of members in all objects read so far, for comparison with the number of members in the text. */
  members: number;
  /** Whether a minus zero was written, which `JSON.stringify` would turn into zero. */
  hasNegativeZero: boolean;
  /** The types that an Any may contain in ProtoJSON. */
  readonly registry: Registry | undefined;
  /** Whether JSON is read, in which a member that is undefined is absent. */
  readonly isReading: boolean;
}

/** Writes a value. */
export type WriteValue = (value: unknown, state: CodecState) => JsonValue;

/** Reads a value. */
export type ReadValue = (json: unknown, state: CodecState) => unknown;

/** Writes a message of one type. If a kind is given, the discriminator is the first member. */
export type WriteMessage = (message: unknown, state: CodecState, kind?: string) => JsonObject;

/** Reads a message of one type. If `hasDiscriminator` is set, the object may also contain the discriminator. */
export type ReadMessage = (json: unknown, state: CodecState, hasDiscriminator?: boolean) => Record<string, unknown>;

/** Returns the function that reads messages of a type. */
export type ReaderOfMessage = (desc: DescMessage) => ReadMessage;

/** Creates the initial state for writing. */
export function createWriteState(): CodecState {
  return { depth: 0, members: 0, hasNegativeZero: false, registry: undefined, isReading: false };
}

/** Creates the initial state for reading a message inside of `depth` others. */
export function createReadState(registry: Registry | undefined, depth = 0): CodecState {
  return { depth, members: 0, hasNegativeZero: false, registry, isReading: true };
}

/** Counts a message as entered. The caller restores `state.depth` when it leaves the message. */
export function enterMessage(state: { depth: number }): void {
  if (++state.depth > maxMessageDepth) {
    throw new Fault("too_deep", `at most ${maxMessageDepth} nested messages`, "more");
  }
}

/** Counts the entries of a map as entered, since they are messages in binary form. An empty map has none. */
export function enterMap(state: { depth: number }, keys: readonly string[]): void {
  if (keys.length > 0) {
    enterMessage(state);
  }
}
