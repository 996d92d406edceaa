// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Author, type Event, EventSchema, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { redactAtSource } from "@chaukas/spec-integrity";
import { type GrownLog, growLog, type RedactionStep } from "./grow-log.ts";
import { seedBytes } from "./seed-bytes.ts";

/** Creates an event that is unique to an index. */
export function makeEvent(index: number, members: Partial<MessageInitShape<typeof EventSchema>> = {}): Event {
  const init: MessageInitShape<typeof EventSchema> = {
    eventId: `event-${index}`,
    tenantId: "acme",
    sessionId: "session-1",
    type: EventType.INPUT_RECEIVED,
    timestamp: { seconds: 1_767_323_040n, nanos: index * 1_000_000 },
    content: { case: "message", value: { role: "user", text: `This is message ${index}.` } },
    metadata: { phone: "+49 30 1234567", channel: { name: "web" } },
  };
  return create(EventSchema, Object.assign(init, members));
}

/** Events as clients send them. The sequence of each is its index. */
export const sentEvents: readonly Event[] = [
  makeEvent(0),
  makeEvent(1, {
    type: EventType.TOOL_CALL_START,
    severity: Severity.INFO,
    status: EventStatus.STARTED,
    author: Author.TOOL,
    agentName: "planner",
    tags: ["eu", "prod"],
    content: {
      case: "toolCall",
      value: {
        id: "c1",
        name: "transfer",
        arguments: { payees: ["alice", "bob"], limits: { "0": 10, "1": 20.5 }, note: null, "a/b~": [] },
      },
    },
  }),
  makeEvent(2),
  redactAtSource(makeEvent(3), ["/message/text"], { method: "mask" }),
  // Looks like a redaction record, but is what a client said.
  makeEvent(4, {
    type: EventType.SYSTEM,
    content: { case: undefined },
    metadata: { redaction_record: { event_id: "event-2", sequence: 2, ordinal: 1, fields: ["/message/text"] } },
  }),
  makeEvent(5, { eventId: "\u001b[2J\u001b[H\u009bverified: 7 records\n", sessionId: "\u0000\u007f" }),
  makeEvent(6, {
    type: EventType.MODEL_INVOCATION_END,
    content: {
      case: "llmInvocation",
      value: {
        provider: "p",
        model: "m",
        temperature: 0.1,
        response: { text: "€ 😀", "\ue000": 1e21, "😀": [1e-7, true, {}, [[]]] },
        startTime: { seconds: 1n, nanos: 1 },
      },
    },
    cost: { totalCost: 0.25, currency: "EUR" },
    infrastructure: { host: "node-3", metrics: {} },
    extensions: [{ typeUrl: "type.example.com/a", value: Uint8Array.of(255) }],
  }),
];

/** Redactions of what {@link sentEvents} holds: some events once, one twice, one that was redacted at the source. */
const redactionSteps: readonly RedactionStep[] = [
  { redact: 2, places: ["/message/text"], method: { method: "mask" } },
  {
    redact: 1,
    places: ["/tool_call/arguments/payees/0", "/tags", "/agent_name", "/tool_call/arguments/limits/1"],
    method: { method: "drop" },
  },
  {
    redact: 2,
    places: ["/metadata/phone"],
    method: { method: "hash", salt: seedBytes("salt of redactions").slice(0, 16), saltId: "salt-1" },
  },
  { redact: 3, places: ["/message", "/metadata/channel"], method: { method: "drop" } },
  { redact: 6, places: ["/llm_invocation", "/cost", "/infrastructure", "/extensions/0"], method: { method: "mask" } },
];

/** The logs that are exported: as the events were sent, and with redactions. */
export const sampleLogs = {
  plain: growLog(sentEvents),
  redacted: growLog([...sentEvents, ...redactionSteps.slice(0, 2), makeEvent(9), ...redactionSteps.slice(2)]),
} as const satisfies Record<string, GrownLog>;
