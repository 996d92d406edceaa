// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { validateEvent } from "@chaukas/spec-common/validate";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { invalidArgument } from "../errors/invalid-argument.js";
import { limitError } from "../errors/limit-error.js";
import { MessageFault } from "../errors/message-fault.js";
import { inspectMessage } from "../inspect/inspect-message.js";
import { createInspection } from "../inspect/inspection.js";

/** Decoders give up at a depth of 100, and the answer to a query adds two messages around an event. */
const maxEventDepth = 98;

/** Where an event is in the request. */
export interface EventPlace {
  readonly index: number;
  /** Path of the event by proto field names. */
  readonly path: string;
}

/** Makes the function that readies an event for the backend: enriched and checked. It throws a `ConnectError` for a bad event. */
export function createEventAcceptance(
  options: ChaukasServiceOptions,
  maxEventBytes: number,
): (event: Event, place: EventPlace, context: BackendContext) => Promise<Event> {
  const { enrich, onUnknownFields } = options;
  return async (sent, { index, path }, context) => {
    clearServerFields(sent);
    const event = enrich === undefined ? sent : ((await enrich(sent, context)) ?? sent);
    const unknownFields = inspectEvent(event, path, maxEventBytes);
    if (unknownFields > 0) {
      onUnknownFields?.({ eventId: event.eventId, index, count: unknownFields }, context);
    }
    const result = validateEvent(event);
    if (result.kind === "error") {
      throw result.error;
    }
    if (result.kind === "invalid") {
      throw invalidArgument(path, result.violations);
    }
    return event;
  };
}

/** Only the server sets these, which replaces what a client sends. */
function clearServerFields(event: Event): void {
  event.hashPrev = "";
  event.wormProofId = "";
  delete event.serverTimestamp;
}

/** Number of fields that are not known, which are taken out. */
function inspectEvent(event: Event, path: string, maxEventBytes: number): number {
  const inspection = createInspection(maxEventDepth);
  try {
    inspectMessage(EventSchema, event, inspection);
  } catch (error) {
    throw error instanceof MessageFault ? invalidArgument(path, [error]) : error;
  }
  // Encoding costs as much as all other checks, so it is left out where the bound says enough.
  if (inspection.maxBytes > maxEventBytes) {
    const size = toBinary(EventSchema, event).length;
    if (size > maxEventBytes) {
      throw limitError(`${path}: expected at most ${maxEventBytes} bytes, got ${size}`);
    }
  }
  return inspection.unknownFields;
}
