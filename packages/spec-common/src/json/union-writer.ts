// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject } from "@bufbuild/protobuf";
import type { CodecState } from "./codec-state.js";
import { type ContentKind, discriminator } from "./content-union.js";
import { describeValue } from "./describe-value.js";
import { createElementWriter } from "./element-writer.js";
import { Fault, withKey } from "./fault.js";
import type { WriteMessage } from "./message-writer.js";

/** Creates the function that writes a oneof as an object with a discriminator, or returns undefined for none. */
export function createUnionWriter(kinds: readonly ContentKind[], writerOf: (desc: DescMessage) => WriteMessage) {
  const writers = new Map(kinds.map((kind) => [kind.field.localName, createKindWriter(kind, writerOf)]));
  return (oneof: unknown, state: CodecState): JsonObject | undefined => {
    const { case: name, value } = (oneof ?? {}) as { case?: string; value?: unknown };
    if (name === undefined) {
      return undefined;
    }
    const write = writers.get(name);
    if (write === undefined) {
      throw new Fault("wrong_type", `one of the cases ${[...writers.keys()].join(", ")}`, describeValue(name));
    }
    return write(value, state);
  };
}

function createKindWriter({ field, kind, property }: ContentKind, writerOf: (desc: DescMessage) => WriteMessage) {
  if (property === undefined) {
    const write = writerOf(field.message as DescMessage);
    return (value: unknown, state: CodecState) => write(value, state, kind);
  }
  const write = createElementWriter(field, writerOf);
  return (value: unknown, state: CodecState): JsonObject => {
    try {
      return { [discriminator]: kind, [property]: write(value, state) };
    } catch (error) {
      throw withKey(error, property);
    }
  };
}
