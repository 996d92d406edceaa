// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns a copy without the members that are undefined, which would replace others when it is spread. */
export function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
