// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { normalizeEvent } from "./normal-event.js";

/**
 * Writes the normal form of an event (§1) as canonical JSON (RFC 8785), from which the content hash is computed. Throws
 * an `IntegrityError` for an event without a normal form.
 */
export function normalForm(event: Event): string {
  return normalizeEvent(event, false).text;
}
