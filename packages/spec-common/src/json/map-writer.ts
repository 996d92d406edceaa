// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, ScalarType } from "@bufbuild/protobuf";
import { checkMapKey } from "./check-map-key.js";
import type { CodecState, WriteValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";
import { enterMap } from "./message-depth.js";
import { setOwn } from "./own-property.js";
import { isPlainObject } from "./plain-object.js";

/** Creates the function that writes a map field, or returns undefined for an empty one. */
export function createMapWriter(keyType: ScalarType, writeEntry: WriteValue) {
  return (map: unknown, state: CodecState): JsonObject | undefined => {
    if (!isPlainObject(map)) {
      throw new Fault("wrong_type", "an object", describeValue(map));
    }
    const keys = Object.keys(map);
    if (keys.length === 0) {
      return undefined;
    }
    const { depth } = state;
    enterMap(state, keys);
    const json: JsonObject = {};
    for (const key of keys) {
      try {
        setOwn(json, checkMapKey(key, keyType), writeEntry(map[key], state));
      } catch (error) {
        throw withKey(error, key);
      }
    }
    state.depth = depth;
    return json;
  };
}
