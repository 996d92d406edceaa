// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescField,
  type DescMessage,
  type JsonObject,
  type JsonValue,
  type Message,
  ScalarType,
} from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import type { Random } from "./random.ts";

const required = new Set(["event_id", "tenant_id", "session_id", "type", "timestamp"]);
const setByServer = new Set(["hash_prev", "content_hash", "worm_proof_id", "server_timestamp", "redaction"]);
const members = EventSchema.fields.filter(
  ({ name, oneof }) => oneof === undefined && !required.has(name) && !setByServer.has(name),
);
const contents = EventSchema.fields.filter(({ name, oneof }) => oneof !== undefined && name !== "redaction_record");

const words = [
  "planner",
  "eu",
  "web_search",
  "Ada Lovelace",
  "ada@example.com",
  "退款 €",
  "a/b~c",
  "0",
  "[redacted]",
  "",
];
const keys = ["query", "0", "1", "limits", "a/b", "~", "", "__proto__", "customer", "text"];

/** Creates an event like those that users send, with content of any kind and any of the other members. */
export function makeRandomEvent(random: Random, index: number): Event {
  const event = create(EventSchema, {
    eventId: `e-${index}`,
    tenantId: "acme",
    sessionId: `s-${random.integer(3)}`,
    type: 1 + random.integer(19),
    timestamp: { seconds: BigInt(1_700_000_000 + random.integer(1000)) },
  });
  const content = random.chance(0.9) ? [random.pick(contents)] : [];
  fill(event, [...content, ...members.filter(() => random.chance(0.25))], random);
  return event;
}

/** Creates a JSON value that a Struct can hold. */
export function makeRandomJson(random: Random, depth = 3): JsonValue {
  const kind = random.integer(depth > 0 ? 9 : 6);
  if (kind >= 8) {
    return Array.from({ length: random.integer(4) }, () => makeRandomJson(random, depth - 1));
  }
  if (kind >= 6) {
    return makeRandomObject(random, depth);
  }
  return [random.pick(words), random.pick(words), random.integer(100), 0.5, null, random.chance(0.5)][
    kind
  ] as JsonValue;
}

function makeRandomObject(random: Random, depth: number): JsonObject {
  return Object.fromEntries(random.some(keys, 0.25).map((key) => [key, makeRandomJson(random, depth - 1)]));
}

function fill(message: Message, fields: readonly DescField[], random: Random): void {
  const target = message as unknown as Record<string, unknown>;
  for (const field of fields) {
    const value =
      field.fieldKind === "list"
        ? Array.from({ length: 1 + random.integer(3) }, () => makeValue(field, random))
        : makeValue(field, random);
    if (field.oneof === undefined) {
      target[field.localName] = value;
    } else {
      target[field.oneof.localName] = { case: field.localName, value };
    }
  }
}

function makeValue(field: DescField, random: Random): unknown {
  if (field.message !== undefined) {
    return makeMessage(field.message, random);
  }
  if (field.enum !== undefined) {
    return random.pick(field.enum.values).number;
  }
  switch (field.scalar) {
    case ScalarType.STRING:
      return random.pick(words);
    case ScalarType.BOOL:
      return random.chance(0.7);
    case ScalarType.BYTES:
      return Uint8Array.from({ length: random.integer(5) }, () => random.integer(256));
    case ScalarType.INT64:
      return BigInt(random.integer(100));
    default:
      return random.integer(100);
  }
}

function makeMessage(desc: DescMessage, random: Random): unknown {
  if (desc.typeName === "google.protobuf.Struct") {
    return makeRandomObject(random, 3);
  }
  const message = create(desc);
  fill(message, random.some(desc.fields, 0.6), random);
  return message;
}
