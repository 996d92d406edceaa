// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { toEventRow } from "../contract/new-event.js";
import { StoreError } from "../contract/store-error.js";

/**
 * Requires that a redaction changes only fields that can be redacted. These are stored only in the body, not in other
 * columns. Throws a `StoreError` of code `conflict` for another event, and of code `unsupported` for other changes.
 */
export function requireRedactionOnly(before: Event, after: Event, sequence: number): void {
  const place = `event ${sequence} of tenant ${JSON.stringify(before.tenantId)}`;
  if (before.eventId !== after.eventId) {
    throw new StoreError("conflict", `${place}: expected the event ID ${JSON.stringify(after.eventId)}, found another`);
  }
  const body = new Uint8Array();
  const [one, other] = [before, after].map((event) => JSON.stringify(toEventRow({ event, body, receivedMs: 0 })));
  if (one !== other) {
    throw new StoreError("unsupported", `${place}: expected changes to redactable fields only, got others`);
  }
}
