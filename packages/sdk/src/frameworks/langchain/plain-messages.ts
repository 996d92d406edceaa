// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isJson, type Json } from "../operations/json.js";

/** Deeper than the state of any graph, and less deep than what loops. */
const maxDepth = 8;

/**
 * Returns a value with each message of LangChain in it as a plain object, instead of the constructor call that messages
 * serialize to.
 */
export function plainMessages(value: unknown, depth = 0): unknown {
  if (depth > maxDepth) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => plainMessages(item, depth + 1));
  }
  if (!isJson(value)) {
    return value;
  }
  const type = typeOf(value);
  if (type !== undefined) {
    return plainMessage(type, value);
  }
  const { messages: innerMessages } = value;
  if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainMessages(member, depth + 1)]));
  }
  // A value of a prompt.
  return Array.isArray(innerMessages) ? { messages: plainMessages(innerMessages, depth + 1) } : value;
}

function typeOf(value: Json): string | undefined {
  const { getType, _getType } = value;
  const read = typeof getType === "function" ? getType : _getType;
  return typeof read === "function" && "content" in value ? String(read.call(value)) : undefined;
}

function plainMessage(type: string, message: Json): Json {
  const { content, name, id, tool_calls: calls, tool_call_id: callId, status } = message;
  const members = { type, content, name, id, tool_call_id: callId, status };
  const given = Object.entries(members).filter(([, member]) => member !== undefined && member !== null);
  return {
    ...Object.fromEntries(given),
    ...(Array.isArray(calls) && calls.length > 0 ? { tool_calls: calls } : {}),
  };
}
