// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toJson } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";

/** Formats the time of an event in RFC 3339, in UTC and with all digits that it has. */
export function formatTime(time: Timestamp | undefined): string {
  return time === undefined ? "" : (toJson(TimestampSchema, time) as string);
}

/** Formats the time between two instants, such as `1.659 s`. Empty if one of them is missing. */
export function formatDuration(from: Timestamp | undefined, until: Timestamp | undefined): string {
  if (from === undefined || until === undefined) {
    return "";
  }
  const ms = Number(until.seconds - from.seconds) * 1000 + (until.nanos - from.nanos) / 1e6;
  return `${(ms / 1000).toFixed(3)} s`;
}
