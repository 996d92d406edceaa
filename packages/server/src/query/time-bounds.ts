// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { TimeRange } from "@chaukas/spec-common";
import type { EventFilter } from "../store/contract/event-store.js";

/** Converts a time range to the bounds of a store's filter. */
export function toTimeBounds(time: TimeRange | undefined): Pick<EventFilter, "start" | "end"> {
  return {
    ...(time?.start !== undefined && { start: { seconds: time.start.seconds, nanos: time.start.nanos } }),
    ...(time?.end !== undefined && { end: { seconds: time.end.seconds, nanos: time.end.nanos } }),
  };
}

/** Returns whether a range contains no instant, in which case the store need not be queried. */
export function isEmptyRange({ start, end }: Pick<EventFilter, "start" | "end">): boolean {
  if (start === undefined || end === undefined) {
    return false;
  }
  return start.seconds > end.seconds || (start.seconds === end.seconds && start.nanos >= end.nanos);
}
