// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventSeal, NewEvent } from "../../contract/new-event.js";
import { type EventRow, toEventRow } from "../../contract/new-event.js";
import { collectWords } from "../../words/collect-words.js";

/** An event with everything that is computed before the transaction begins. */
export interface PreparedEvent {
  readonly event: Event;
  readonly row: EventRow;
  readonly words: readonly string[];
  /** Undefined if the events have no log. */
  readonly seal: EventSeal | undefined;
}

/** Prepares an event for a store. Throws a `TypeError` if the store keeps a log and the event has no seal. */
export function prepareEvent(added: NewEvent, keepsLog: boolean): PreparedEvent {
  const { event, seal } = added;
  if (keepsLog && seal === undefined) {
    throw new TypeError(`event ${JSON.stringify(event.eventId)}: expected a seal, since the store keeps a log`);
  }
  return { event, row: toEventRow(added), words: collectWords(event), seal: keepsLog ? seal : undefined };
}
