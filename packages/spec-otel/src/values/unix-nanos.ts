// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Timestamp } from "@bufbuild/protobuf/wkt";

const second = 1_000_000_000n;

/** Converts nanoseconds since 1970 to a timestamp. */
export function timestampFromNanos(nanos: bigint): Timestamp {
  return { $typeName: "google.protobuf.Timestamp", seconds: nanos / second, nanos: Number(nanos % second) };
}

/** Converts a timestamp to nanoseconds since 1970. Times before that, which OTLP does not have, become 0. */
export function nanosFromTimestamp(timestamp: Timestamp | undefined): bigint {
  const nanos = timestamp === undefined ? 0n : timestamp.seconds * second + BigInt(timestamp.nanos);
  return nanos < 0n ? 0n : nanos;
}

/** Returns the milliseconds between two times, or 0 if the second is not the later one. */
export function millisecondsBetween(start: bigint, end: bigint): number {
  return end > start && start > 0n ? Number(end - start) / 1e6 : 0;
}
