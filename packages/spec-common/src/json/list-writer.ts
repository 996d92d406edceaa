// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import type { CodecState, WriteValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";

/** Creates the function that writes a repeated field, or returns undefined for an empty one. */
export function createListWriter(writeItem: WriteValue) {
  return (items: unknown, state: CodecState): JsonValue[] | undefined => {
    if (!Array.isArray(items)) {
      throw new Fault("wrong_type", "an array", describeValue(items));
    }
    if (items.length === 0) {
      return undefined;
    }
    const json: JsonValue[] = [];
    let index = 0;
    try {
      for (; index < items.length; index++) {
        json.push(writeItem(items[index], state));
      }
    } catch (error) {
      throw withKey(error, index);
    }
    return json;
  };
}
