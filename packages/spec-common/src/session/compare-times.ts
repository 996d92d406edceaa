// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Timestamp } from "@bufbuild/protobuf/wkt";

/** Compares two times for sorting. One that is missing is 1970. */
export function compareTimes(left: Timestamp | undefined, right: Timestamp | undefined): number {
  const seconds = (left?.seconds ?? 0n) - (right?.seconds ?? 0n);
  return seconds === 0n ? (left?.nanos ?? 0) - (right?.nanos ?? 0) : seconds < 0n ? -1 : 1;
}
