// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { RedactEventRequest, RedactEventResponseSchema } from "@chaukas/spec-integrity/audit";
import type { Caller } from "../../auth/caller.js";
import { requireEventProject } from "../proofs/require-event-project.js";
import type { RedactEvent } from "./create-redact-event.js";
import type { RedactionMethodName } from "./redaction-method.js";

/** Redacts an event of one of the caller's projects, and records the caller's key. */
export async function redactForCaller(
  redactEvent: RedactEvent,
  tenantId: string,
  { eventId, fields, method, reason, requestedBy }: RedactEventRequest,
  caller: Caller,
): Promise<MessageInitShape<typeof RedactEventResponseSchema>> {
  const outcome = await redactEvent(
    {
      tenantId,
      eventId,
      places: fields,
      // The rules of the protos allow no other.
      method: method as RedactionMethodName,
      reason,
      requestedBy,
      by: caller.keyId === undefined ? {} : { keyId: caller.keyId },
    },
    (event) => requireEventProject(caller, event),
  );
  return {
    event: outcome.event,
    redactionSequence: BigInt(outcome.recordSequence),
    redactionEventId: outcome.recordEventId,
  };
}
