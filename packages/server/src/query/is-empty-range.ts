// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventFilter } from "../store/event-store.js";

/** Whether no instant lies in a range, so that the store need not be asked. */
export function isEmptyRange({ start, end }: Pick<EventFilter, "start" | "end">): boolean {
  if (start === undefined || end === undefined) {
    return false;
  }
  return start.seconds > end.seconds || (start.seconds === end.seconds && start.nanos >= end.nanos);
}
