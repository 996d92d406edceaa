// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ScalarType } from "@bufbuild/protobuf";
import { checkMapKey } from "./check-map-key.js";
import type { ReadValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";
import { enterMap } from "./message-depth.js";
import { setOwn } from "./own-property.js";
import { isPlainObject } from "./plain-object.js";

/** Creates the function that reads a map field. */
export function createMapReader(keyType: ScalarType, readEntry: ReadValue): ReadValue {
  return (json, state) => {
    if (!isPlainObject(json)) {
      throw new Fault("wrong_type", "an object", describeValue(json));
    }
    const { depth } = state;
    const keys = Object.keys(json);
    enterMap(state, keys);
    state.members += keys.length;
    const map: Record<string, unknown> = {};
    for (const key of keys) {
      try {
        setOwn(map, checkMapKey(key, keyType), readEntry(json[key], state));
      } catch (error) {
        throw withKey(error, key);
      }
    }
    state.depth = depth;
    return map;
  };
}
