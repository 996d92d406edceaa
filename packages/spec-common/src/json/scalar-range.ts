// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";

/** The least and the greatest value of an integer type in JSON, where 64 bits end at what a number holds exactly. */
export function integerRange(type: ScalarType): readonly [min: number, max: number] {
  switch (type) {
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return [0, 2 ** 32 - 1];
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return [0, Number.MAX_SAFE_INTEGER];
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    default:
      return [-(2 ** 31), 2 ** 31 - 1];
  }
}

/** Whether messages hold values of an integer type as bigint. */
export function is64Bit(type: ScalarType): boolean {
  return integerRange(type)[1] === Number.MAX_SAFE_INTEGER;
}

/** The least and the greatest value of a 64-bit integer type. */
export function longRange(type: ScalarType): readonly [min: bigint, max: bigint] {
  return integerRange(type)[0] === 0 ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
}
