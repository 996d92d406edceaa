// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventFromJson, eventFromProtoJson } from "@chaukas/spec-common/json";

/**
 * Reads an event from a line of JSON: the public form, ProtoJSON of either style of keys, or what the Python SDK writes
 * in its file mode. Enums with their prefix or keys in camel case tell ProtoJSON. Throws for what is neither.
 */
export function parseEventLine(text: string): Event {
  const json: unknown = parseJson(text);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Error("expected a JSON object");
  }
  return isProtoJson(json) ? eventFromProtoJson(json) : eventFromJson(json);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("expected JSON", { cause });
  }
}

function isProtoJson(json: object): boolean {
  const { type } = json as { type?: unknown };
  return (
    (typeof type === "string" && type.startsWith("EVENT_TYPE_")) || Object.keys(json).some((key) => /[A-Z]/.test(key))
  );
}
