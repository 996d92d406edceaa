// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";

/** Returns a small valid event in public JSON, with members added or replaced. */
export function eventJson(members: JsonObject = {}): JsonObject {
  return {
    event_id: "event-1",
    tenant_id: "acme",
    session_id: "session-1",
    type: "SYSTEM",
    status: "COMPLETED",
    timestamp: "2026-03-14T09:26:53Z",
    ...members,
  };
}

/** Returns the same event in ProtoJSON. */
export function eventProtoJson(members: JsonObject = {}): JsonObject {
  return {
    eventId: "event-1",
    tenantId: "acme",
    sessionId: "session-1",
    type: "EVENT_TYPE_SYSTEM",
    status: "EVENT_STATUS_COMPLETED",
    timestamp: "2026-03-14T09:26:53Z",
    ...members,
  };
}

/** Returns the same event as public JSON text, with the text of more members at the end. */
export function eventText(members: string): string {
  return `${JSON.stringify(eventJson()).slice(0, -1)},${members}}\n`;
}

/** Returns the same event as ProtoJSON text, with the text of more members at the end. */
export function eventProtoText(members: string): string {
  return `${JSON.stringify(eventProtoJson()).slice(0, -1)},${members}}\n`;
}

/** Returns an object without some of its members. */
export function without(object: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** Returns the content of an event that records a redaction in public JSON, with members added or replaced. */
export function redactionRecordJson(members: JsonObject = {}): JsonObject {
  return {
    kind: "redaction_record",
    event_id: "event-1",
    sequence: 17,
    ordinal: 2,
    fields: ["/message/metadata/name", "/tags"],
    method: "hash",
    salt_id: "salt-3",
    erased: [1, 3, 4],
    shown_hash: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    reason: "The person concerned asked for erasure.",
    requested_by: "Privacy office, case 118",
    key_id: "privacy-office",
    operator: "root",
    ...members,
  };
}

/** Returns the same content in ProtoJSON. */
export function redactionRecordProtoJson(members: JsonObject = {}): JsonObject {
  return {
    eventId: "event-1",
    sequence: "17",
    ordinal: 2,
    fields: ["/message/metadata/name", "/tags"],
    method: "hash",
    saltId: "salt-3",
    erased: ["1", "3", "4"],
    shownHash: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    reason: "The person concerned asked for erasure.",
    requestedBy: "Privacy office, case 118",
    keyId: "privacy-office",
    operator: "root",
    ...members,
  };
}

/** A principal in public JSON, with a value in every field. */
export const principalJson: JsonObject = {
  id: "user-1009",
  kind: "HUMAN",
  name: "Jane Roe",
  issuer: "https://login.example.com",
  roles: ["customer", "beta"],
};

/** The same principal in ProtoJSON. */
export const principalProtoJson: JsonObject = { ...principalJson, kind: "PRINCIPAL_KIND_HUMAN" };
