// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ReadValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";

/** Creates the function that reads a repeated field. */
export function createListReader(readItem: ReadValue): ReadValue {
  return (json, state) => {
    if (!Array.isArray(json)) {
      throw new Fault("wrong_type", "an array", describeValue(json));
    }
    const items: unknown[] = [];
    let index = 0;
    try {
      for (; index < json.length; index++) {
        items.push(readItem(json[index], state));
      }
    } catch (error) {
      throw withKey(error, index);
    }
    return items;
  };
}
