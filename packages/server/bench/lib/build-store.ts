// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { appendEvents } from "./append-events.ts";
import { keepStore } from "./keep-store.ts";
import { makeSmallEvent } from "./small-event.ts";

/** Returns the path of a store of `count` small events, appending them through the store itself if it does not exist. */
export function buildStore(count: number): Promise<string> {
  // Without a log, since pages do not read it, whatever the size of the store.
  return keepStore(`${count}`, (path) => appendEvents(path, { integrity: false }, count, makeSmallEvent));
}
