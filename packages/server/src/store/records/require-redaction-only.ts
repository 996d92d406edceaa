// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EventColumns, toEventColumns } from "../contract/new-event.js";
import { StoreError } from "../contract/store-error.js";

/** Columns of an event before and after a redaction. Only `agentId` and `tags` may differ. */
export interface RedactedColumns {
  readonly before: EventColumns;
  readonly after: EventColumns;
}

/**
 * Requires that a redaction changes only what can be redacted, and returns the columns to update. Throws a `StoreError`
 * of code `conflict` for another event, and of code `unsupported` for other changes.
 */
export function requireRedactionOnly(before: Event, after: Event, sequence: number): RedactedColumns {
  const place = `event ${sequence} of tenant ${JSON.stringify(before.tenantId)}`;
  if (before.eventId !== after.eventId) {
    throw new StoreError("conflict", `${place}: expected the event ID ${JSON.stringify(after.eventId)}, found another`);
  }
  const columns = { before: toEventColumns(before), after: toEventColumns(after) };
  if (plainText(before, columns.before) !== plainText(after, columns.after)) {
    throw new StoreError("unsupported", `${place}: expected changes to redactable fields only, got others`);
  }
  return columns;
}

/** Returns the plain members of an event (chaukas-integrity/1, §3) as a text to compare. */
function plainText({ author, parentSpanId }: Event, { agentId: _, tags: __, ...plain }: EventColumns): string {
  return JSON.stringify({ ...plain, author, parentSpanId });
}
