// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { toRawMessage } from "@chaukas/spec-common/codec";
import type { LogEntry } from "@chaukas/spec-integrity/audit";
import type { EncodedEvent } from "@chaukas/spec-server";

const encodedForms = new WeakMap<LogEntry, () => LogEntry | undefined>();

/**
 * Returns an entry with an event that is decoded only if somebody reads it, such as a response in JSON. Until then,
 * `encodedForm` has its stored bytes.
 */
export function withStoredEvent(entry: LogEntry, stored: EncodedEvent): LogEntry {
  let event: Event | undefined;
  const lazy = Object.defineProperty({ ...entry }, "event", {
    enumerable: true,
    configurable: true,
    get: () => {
      event ??= stored.event;
      return event;
    },
    set: (value: Event) => {
      event = value;
    },
  });
  encodedForms.set(lazy, () => (event === undefined ? { ...entry, event: rawEvent(stored.encode()) } : undefined));
  return lazy;
}

/**
 * Returns the entry that is written as the same bytes, but has those of its event as unknown fields. It is the entry
 * itself if it was not created by {@link withStoredEvent}, or its event has been read and may have been changed.
 */
export function encodedForm(entry: LogEntry): LogEntry {
  return encodedForms.get(entry)?.() ?? entry;
}

const noFields = create(EventSchema);

function rawEvent(bytes: Uint8Array): Event {
  const { $unknown } = toRawMessage(bytes);
  return $unknown === undefined ? noFields : { ...noFields, $unknown };
}
