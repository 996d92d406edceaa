// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum } from "@bufbuild/protobuf";
import { checkInt32 } from "./check-scalar.js";
import type { ReadValue } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";

/** Creates the function that reads an enum in ProtoJSON: the full name of a value, or any number. */
export function createProtoJsonEnumReader(desc: DescEnum): ReadValue {
  const numbers = new Map(desc.values.map(({ name, number }) => [name, number]));
  return (json) => {
    const number = numbers.get(json as string);
    if (number !== undefined) {
      return number;
    }
    if (typeof json === "number") {
      return checkInt32(json);
    }
    const code = typeof json === "string" ? "bad_value" : "wrong_type";
    throw new Fault(code, `one of ${[...numbers.keys()].join(", ")}, or a number`, describeValue(json));
  };
}
