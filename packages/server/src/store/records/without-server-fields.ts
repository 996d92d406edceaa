// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";

/** An event as its body holds it: without the fields that only the server sets, and those that nobody knows. */
export function withoutServerFields({ serverTimestamp: _, ...event }: Event): Event {
  return { ...event, contentHash: "", hashPrev: "", wormProofId: "", $unknown: [] };
}
