// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Json } from "../../model/json.js";

/** Deeper than the state of any graph, and less deep than what loops. */
const maxDepth = 8;

/**
 * Returns a value with each message of LangChain in it as a plain object, instead of the constructor call that messages
 * serialize to. What cannot be read stays as it is, for the conversion of values, which says so. Never throws.
 */
export function plainMessages(value: unknown): unknown {
  return copy(value, new WeakMap(), 0);
}

/** Copies what is referred to several times once, so that linked states take no more than they are. */
function copy(value: unknown, copies: WeakMap<object, unknown>, depth: number): unknown {
  if (depth > maxDepth || typeof value !== "object" || value === null) {
    return value;
  }
  if (copies.has(value)) {
    return copies.get(value);
  }
  try {
    return Array.isArray(value) ? copyList(value, copies, depth) : copyObject(value as Json, copies, depth);
  } catch {
    copies.set(value, value);
    return value;
  }
}

function copyList(list: readonly unknown[], copies: WeakMap<object, unknown>, depth: number): unknown[] {
  const copied: unknown[] = [];
  copies.set(list, copied);
  for (const item of list) {
    copied.push(copy(item, copies, depth + 1));
  }
  return copied;
}

function copyObject(value: Json, copies: WeakMap<object, unknown>, depth: number): unknown {
  const type = typeOf(value);
  if (type !== undefined) {
    return plainMessage(type, value);
  }
  const { messages } = value;
  if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
    const copied: Record<string, unknown> = {};
    copies.set(value, copied);
    for (const [key, member] of Object.entries(value)) {
      copied[key] = copy(member, copies, depth + 1);
    }
    return copied;
  }
  // A value of a prompt.
  return Array.isArray(messages) ? { messages: copy(messages, copies, depth + 1) } : value;
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
