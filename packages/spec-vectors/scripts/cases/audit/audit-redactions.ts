// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { ofAudit, redaction, text } from "../../lib/audit-templates.ts";
import { breaksRule, type Case, type Draft, valid } from "../../lib/case.ts";
import { countsCharacters, isOpenList } from "../../lib/differences.ts";
import { eventJson, eventProtoJson, without } from "../../lib/event-templates.ts";

const requestJson = {
  tenant_id: "acme",
  event_id: "event-1",
  fields: ["/message/text", "/metadata/email"],
  method: "mask",
  reason: "The person concerned asked for erasure.",
  requested_by: "Privacy office, case 118",
};
const requestProtoJson = {
  ...without(requestJson, "tenant_id", "event_id", "requested_by"),
  tenantId: "acme",
  eventId: "event-1",
  requestedBy: "Privacy office, case 118",
};

/** Creates a redaction request with members replaced that have the same names in both JSON forms. */
function redact(id: string, summary: string, members: JsonObject): Draft {
  return ofAudit(
    "RedactEventRequest",
    id,
    summary,
    { ...requestJson, ...members },
    { ...requestProtoJson, ...members },
  );
}

export const auditRedactions: readonly Case[] = [
  valid(
    ofAudit(
      "RedactEventRequest",
      "redact-event-request",
      "A request to mask two values.",
      requestJson,
      requestProtoJson,
    ),
  ),
  valid(redact("redact-event-request-hash", "A request to replace values by hashes.", { method: "hash" })),
  valid(redact("redact-event-request-drop", "A request to leave values out.", { method: "drop" })),
  valid(
    ofAudit(
      "RedactEventResponse",
      "redact-event-response",
      "An event without its text.",
      { event: eventJson({ content: text, redaction }), redaction_sequence: 149, redaction_event_id: "event-150" },
      {
        event: eventProtoJson({ message: without(text, "kind"), redaction }),
        redactionSequence: "149",
        redactionEventId: "event-150",
      },
    ),
  ),
  breaksRule("string.in", "/method", {
    ...redact("redact-event-request-unknown-method", "A method that there is not.", { method: "shred" }),
    differences: isOpenList,
  }),
  breaksRule("required", "/fields", {
    ...redact("redact-event-request-of-nothing", "No place to redact.", { fields: [] }),
  }),
  breaksRule("repeated.unique", "/fields", {
    ...redact("redact-event-request-of-one-place-twice", "The same place twice.", { fields: ["/message", "/message"] }),
  }),
  breaksRule("string.min_bytes", "/fields/0", {
    ...redact("redact-event-request-of-everything", "The event as a whole.", { fields: [""] }),
  }),
  breaksRule("string.max_bytes", "/reason", {
    ...redact("redact-event-request-long-reason", "A reason of 1026 bytes.", { reason: "é".repeat(513) }),
    differences: countsCharacters,
  }),
  ...(["event_id", "method", "reason"] as const).map((name) =>
    breaksRule("required", `/${name}`, {
      ...ofAudit(
        "RedactEventRequest",
        `redact-event-request-without-${name.replace("_", "-")}`,
        `A request without ${name}.`,
        without(requestJson, name),
        without(requestProtoJson, name === "event_id" ? "eventId" : name),
      ),
    }),
  ),
];
