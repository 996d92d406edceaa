// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { prepareAppendEvents } from "./append-events.js";
import type { PackedEvents } from "./packed-events.js";
import { prepareTransaction } from "./prepare-transaction.js";

/**
 * Returns what writes groups of events, each in one transaction: all of a group is durable when it returns, and
 * nothing of it is stored when it throws. It returns one number for each event, its place in `packedOutcomes`.
 */
export function createAppender(database: DatabaseSync): (events: PackedEvents) => Uint8Array {
  const write = prepareAppendEvents(database);
  const inTransaction = prepareTransaction(database);
  return (packed) => inTransaction(() => write(packed).outcomes);
}
