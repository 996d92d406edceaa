// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { commitEvent, createSaltKey } from "@chaukas/spec-integrity";
import type { EventSeal } from "../contract/new-event.js";

/** Makes what binds an event to a log, under a new salt key. Throws an `IntegrityError` for an event without a normal form. */
export function sealEvent(event: Event): EventSeal {
  const saltKey = createSaltKey();
  const { contentHash, commit } = commitEvent(event, saltKey);
  return { contentHash: Buffer.from(contentHash, "hex"), saltKey, commit: Buffer.from(commit, "hex") };
}
