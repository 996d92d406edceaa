// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Message } from "@bufbuild/protobuf";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";

/** Returns a message of the given type. */
export function checkMessage<T extends Message>(value: unknown, typeName: T["$typeName"]): T {
  if ((value as Message | null | undefined)?.$typeName !== typeName) {
    throw new Fault("wrong_type", `a message of type ${typeName}`, describeValue(value));
  }
  return value as T;
}
