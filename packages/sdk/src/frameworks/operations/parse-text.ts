// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseJson } from "@chaukas/spec-common/json";

/** Returns the value of JSON text, such as the arguments of a tool, and everything else as it is. */
export function parseText(value: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
