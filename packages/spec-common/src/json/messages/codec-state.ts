// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, JsonValue, Registry } from "@bufbuild/protobuf";
import { Fault } from "../errors/fault.js";

/**
 * How deep messages may be nested, the outermost counted as one. So all that is read here can be sent in binary form
 * and decoded again by any library: `fromBinary` counts the outermost message, others the entries of maps.
 */
const maxMessageDepth = 100;

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

/** Writes a message of one type, with the discriminator first when the message is content of a kind. */
export type WriteMessage = (message: unknown, state: CodecState, kind?: string) => JsonObject;

/** Reads a message of one type, beside whose members a discriminator may stand. */
export type ReadMessage = (json: unknown, state: CodecState, hasDiscriminator?: boolean) => Record<string, unknown>;

/** Finds the function that reads messages of a type. */
export type ReaderOfMessage = (desc: DescMessage) => ReadMessage;

/** The state in which a codec begins. */
export function createCodecState(registry?: Registry): CodecState {
  return { depth: 0, members: 0, hasNegativeZero: false, registry };
}

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
