// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventEmitter } from "node:events";

/** Resolves when a socket or stream is closed, even after an error. */
export function untilClosed(closable: EventEmitter): Promise<void> {
  return new Promise((resolve) => closable.once("close", () => resolve()));
}
