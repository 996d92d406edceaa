// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import type { ConnectError } from "@connectrpc/connect";

/** Why an event cannot be read, although its request can. */
export interface ReadFault {
  /** JSON Pointer to the place in the event as it was sent. Empty if there is none. */
  readonly field: string;
  /** Kind of the fault, such as `unknown_key`. */
  readonly rule: string;
  /** Error for which the event is rejected. It is the response to a request with this event alone. */
  readonly error: ConnectError;
}

const faults = new WeakMap<Event, ReadFault>();

/**
 * Creates the event that stands for one that cannot be read, so that hooks see its rejection, and the others keep their
 * places in the batch. It is always rejected. `known` are the identifiers that could be read nevertheless.
 */
export function createUnreadableEvent(fault: ReadFault, known: { eventId?: string; tenantId?: string } = {}): Event {
  const event = create(EventSchema, known);
  faults.set(event, fault);
  return event;
}

/** Returns why an event could not be read. Undefined if it could. */
export function readFaultOf(event: Event): ReadFault | undefined {
  return faults.get(event);
}
