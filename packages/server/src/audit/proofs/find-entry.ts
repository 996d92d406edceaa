// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { quoteText } from "../../errors/quote-text.js";
import type { EventLog, LogEntry } from "../../store/event-log.js";

/** Reads one entry, by the identifier of its event or, where that is empty, by its sequence. Throws `not_found`. */
export async function findEntry(
  log: EventLog,
  tenantId: string,
  { eventId, sequence = 0 }: { readonly eventId: string; readonly sequence?: number },
): Promise<LogEntry> {
  const place = eventId === "" ? sequence : await log.findSequence(tenantId, eventId);
  const [entry] = place === undefined ? [] : await log.readEntries(tenantId, { fromSequence: place, limit: 1 });
  if (entry === undefined) {
    const name = eventId === "" ? `sequence: expected a record of the log, got ${sequence}` : undefined;
    throw new ConnectError(name ?? `event_id: expected an event of the log, got ${quoteText(eventId)}`, Code.NotFound);
  }
  return entry;
}
