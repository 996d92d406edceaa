// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type EventType, EventTypeSchema } from "@chaukas/spec-common";

/** Name of a type of events in the public form, such as `AGENT_START`; the decimal number where there is no name. */
export function typeName(type: EventType): string {
  return EventTypeSchema.value[type]?.name.slice("EVENT_TYPE_".length) ?? String(type);
}
