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

/** Decoders fail beyond a depth of 100, and the response to a query wraps an event in two messages. */
const maxEventDepth = 98;

/** Position of an event in the request. */
export interface EventPlace {
  readonly index: number;
  /** Path of the event by proto field names. */
  readonly path: string;
}

/**
 * Creates the function that enriches and checks an event for the backend. It throws a `ConnectError` for an invalid
 * event.
 */
export function createEventAcceptance(
  options: ChaukasServiceOptions,
  maxEventBytes: number,
): (event: Event, place: EventPlace, context: BackendContext) => Promise<Event> {
  const { enrich, onUnknownFields } = options;
  return async (sent, { index, path }, context) => {
    clearServerFields(sent);
    refuseRedactionRecord(sent, path);
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

/** Only the server sets these fields. It replaces what a client sends. */
function clearServerFields(event: Event): void {
  event.hashPrev = "";
  event.wormProofId = "";
  delete event.serverTimestamp;
}

/**
 * Throws `invalid_argument` for an event that records a redaction. Verifiers trust these records, so only the server
 * creates them (chaukas-integrity/1, §6).
 */
function refuseRedactionRecord({ content }: Event, path: string): void {
  if (content.case === "redactionRecord") {
    const message = "expected other content, since only the server records redactions";
    throw invalidArgument(path, [{ path: "redaction_record", ruleId: "redaction_record.server_only", message }]);
  }
}

/** Checks the values and the size of an event. Removes its unknown fields, and returns their number. */
function inspectEvent(event: Event, path: string, maxEventBytes: number): number {
  const inspection = createInspection(maxEventDepth);
  try {
    inspectMessage(EventSchema, event, inspection);
  } catch (error) {
    throw error instanceof MessageFault ? invalidArgument(path, [error]) : error;
  }
  // Encoding costs as much as all other checks, so it is skipped if the upper bound is small enough.
  if (inspection.maxBytes > maxEventBytes) {
    const size = toBinary(EventSchema, event).length;
    if (size > maxEventBytes) {
      throw limitError(`${path}: expected at most ${maxEventBytes} bytes, got ${size}`);
    }
  }
  return inspection.unknownFields;
}
