// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";

/**
 * Finds the text of the last message of a role, in the forms that emitters use for messages: a list of messages, or an
 * object that holds one, with the text in `content`, in `parts` (OpenTelemetry), in a list of contents, or in `prompt` (AI
 * SDK). Empty if there is none.
 */
export function findMessageText(json: JsonValue | undefined, role: string): string {
  if (typeof json === "string") {
    return json;
  }
  const messages = findMessages(json);
  const last = messages.filter((message) => member(message, "role") === role).at(-1) ?? messages.at(-1);
  return last === undefined ? "" : textOf(last);
}

function findMessages(json: JsonValue | undefined): JsonValue[] {
  const list = Array.isArray(json) ? json : (member(json, "messages") ?? member(json, "input"));
  if (Array.isArray(list)) {
    return list;
  }
  return json === undefined ? [] : [json];
}

function textOf(message: JsonValue): string {
  for (const name of ["content", "text", "parts", "prompt"]) {
    const value = member(message, name);
    if (typeof value === "string") {
      return value;
    }
    if (Array.isArray(value)) {
      const texts = value.map((part) =>
        typeof part === "string" ? part : (member(part, "content") ?? member(part, "text")),
      );
      return texts.filter((text) => typeof text === "string").join("\n");
    }
  }
  return "";
}

function member(json: JsonValue | undefined, name: string): JsonValue | undefined {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json) && Object.hasOwn(json, name);
  return isObject ? json[name] : undefined;
}
