// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import type { Draft } from "./case.ts";
import { eventJson, eventProtoJson } from "./event-templates.ts";

export const hash = "706044f7e1a7a4b14fd5878eea1cd5f051c45be5ce5eb1cca043ce501be0782b";
export const other = "2c9309415410535bcd1c194095bce831cf215cbc057164399fd4424ff250cd7a";
export const salt = "250bd458ef97032f05045def39b2cd0b";
export const record = `{"commit":"${other}","event_id":"event-1","hash_prev":"${hash}","seq":7,"ts":"2026-03-14T09:26:54Z","v":1}`;
export const checkpoint = `example.com/t/acme\n149\ncGBE9+Gnu0T9WHj+6hzV8FHEW+XOXrHMoEPOUBvgeCs=\n\n— example.com/t/acme AAAAAA==\n`;

/** Members of an event that was redacted after ingest. */
export const text = { kind: "message", role: "user", text: "[redacted]" };
export const redaction = { fields: ["/message/text"], method: "mask" };
export const surviving = { path: ["message", "role"], salt };
export const redacted = { digest: other };

/** A log entry that is not redacted. */
export const entryJson = { sequence: 7, record, event: eventJson(), salt_key: hash };
export const entryProtoJson = { sequence: "7", record, event: eventProtoJson(), saltKey: hash };

/** Creates a draft for a message of the audit service. Unless `protojson` is given, both JSON forms are the same. */
export function ofAudit(
  name: string,
  id: string,
  summary: string,
  json: JsonObject,
  protojson: JsonObject = json,
): Draft {
  return { id, message: `chaukas.spec.audit.v1.${name}`, summary, json, protojson };
}
