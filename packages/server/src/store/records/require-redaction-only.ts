// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { toEventRow } from "../contract/new-event.js";
import { StoreError } from "../contract/store-error.js";

/**
 * Requires that an event as it is to be differs from the event as it is in what can be redacted, which is in no column
 * but the body. Throws a `StoreError`: of code `conflict` where it is another event, else `unsupported`.
 */
export function requireRedactionOnly(before: Event, after: Event, sequence: number): void {
  const place = `event ${sequence} of tenant ${JSON.stringify(before.tenantId)}`;
  if (before.eventId !== after.eventId) {
    throw new StoreError("conflict", `${place}: expected the id ${JSON.stringify(after.eventId)}, found another`);
  }
  const body = new Uint8Array();
  const [one, other] = [before, after].map((event) => JSON.stringify(toEventRow({ event, body, receivedMs: 0 })));
  if (one !== other) {
    throw new StoreError(
      "unsupported",
      `${place}: expected a redaction of redactable members alone, got other changes`,
    );
  }
}
