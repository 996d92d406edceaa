// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { type Violation, validateEvent } from "@chaukas/spec-common/validate";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasServiceOptions } from "../contract/chaukas-options.js";
import { invalidArgument } from "../errors/invalid-argument.js";
import { limitError } from "../errors/limit-error.js";
import { MessageFault } from "../errors/message-fault.js";
import { inspectMessage } from "../inspect/inspect-message.js";
import { createInspection } from "../inspect/inspection.js";
import { locateUnknownFields, type UnknownField } from "../inspect/locate-unknown-fields.js";

/** Decoders fail beyond a depth of 100, and the response to a query wraps an event in two messages. */
const maxEventDepth = 98;

/** A valid event, and the fields that were removed from it. */
export interface AcceptedEvent {
  readonly event: Event;
  readonly unknownFields: readonly UnknownField[];
}

/**
 * Enriches and checks the event at a path, by proto field names. Returns a promise only if the backend enriches with
 * one, since a batch has many events. Throws or rejects with a `ConnectError` for an invalid event.
 */
export type AcceptEvent = (
  event: Event,
  path: string,
  context: BackendContext,
) => AcceptedEvent | Promise<AcceptedEvent>;

/** Creates the function that enriches and checks events for the backend. */
export function createEventAcceptance(
  { enrich, unknownFields: policy = "strip" }: ChaukasServiceOptions,
  maxEventBytes: number,
): AcceptEvent {
  const check = (event: Event, path: string): AcceptedEvent => {
    const unknownFields = inspectEvent(event, path, maxEventBytes);
    if (policy === "refuse" && unknownFields.length > 0) {
      throw invalidArgument(path, unknownFields.map(refuseUnknownField));
    }
    const result = validateEvent(event);
    if (result.kind === "error") {
      throw result.error;
    }
    if (result.kind === "invalid") {
      throw invalidArgument(path, result.violations);
    }
    return { event, unknownFields };
  };
  return (sent, path, context) => {
    clearServerFields(sent);
    refuseRedactionRecord(sent, path);
    const enriched = enrich?.(sent, context);
    return isPending(enriched)
      ? Promise.resolve(enriched).then((event) => check(event ?? sent, path))
      : check(enriched ?? sent, path);
  };
}

/** Returns whether a value is a promise, or whatever else can be awaited. */
function isPending<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

function refuseUnknownField({ steps, messageName, number }: UnknownField): Violation {
  const message = `expected only fields that the server knows, got field ${number} of ${messageName}`;
  return { path: steps.join("."), ruleId: "message.unknown_field", message };
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

/** Checks the values and the size of an event. Removes its unknown fields, and returns them. */
function inspectEvent(event: Event, path: string, maxEventBytes: number): readonly UnknownField[] {
  const inspection = createInspection(maxEventDepth);
  try {
    inspectMessage(EventSchema, event, inspection);
  } catch (error) {
    throw error instanceof MessageFault ? invalidArgument(path, [error]) : error;
  }
  // Encoding costs as much as all other checks, so it is skipped if the upper bound is small enough.
  if (inspection.maxBytes > maxEventBytes) {
    const size = encodeEvent(event).length;
    if (size > maxEventBytes) {
      throw limitError(`${path}: expected at most ${maxEventBytes} bytes, got ${size}`);
    }
  }
  return inspection.removed.size === 0 ? [] : locateUnknownFields(EventSchema, event, inspection.removed);
}
