// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";

/** What somebody says to a model, or it answers. */
export interface ModelMessage {
  /** As the provider names it, such as `system`, `user`, `assistant` or `tool`. */
  readonly role: string;
  readonly text: string;
}

/**
 * Finds, for each call to a model, the messages that are new in it: of its request, those that the call before of the same
 * agent did not have, whether in its request or as its answer, and of its response all. Events without any are left out.
 * The events come in order of time, and may be of several sessions.
 */
export function findNewMessages(events: readonly Event[]): ReadonlyMap<Event, readonly ModelMessage[]> {
  const found = new Map<Event, readonly ModelMessage[]>();
  const known = new Map<string, readonly ModelMessage[]>();
  for (const event of events) {
    if (event.content.case !== "llmInvocation") {
      continue;
    }
    const { request, response } = event.content.value;
    const agent = JSON.stringify([event.sessionId, event.agentId || event.agentName]);
    const before = known.get(agent) ?? [];
    const asked = readRequest(request);
    const answered = readResponse(response);
    const messages = [...withoutKnown(asked, before), ...answered];
    if (messages.length > 0) {
      found.set(event, messages);
    }
    known.set(agent, [...(asked.length > 0 ? asked : before), ...answered]);
  }
  return found;
}

/** Leaves out messages that were there before, each as often as it was there. */
function withoutKnown(messages: readonly ModelMessage[], known: readonly ModelMessage[]): ModelMessage[] {
  const left = known.map(keyOf);
  return messages.filter((message) => {
    const place = left.indexOf(keyOf(message));
    if (place < 0) {
      return true;
    }
    left.splice(place, 1);
    return false;
  });
}

function keyOf({ role, text }: ModelMessage): string {
  return JSON.stringify([role, text]);
}

/** Reads the messages of a request in the shapes of OpenAI (chat and responses), Anthropic and Gemini. */
function readRequest(request: JsonObject | undefined): ModelMessage[] {
  if (request === undefined) {
    return [];
  }
  const { system, instructions, messages, input, contents, prompt } = request;
  const first = [system, instructions, request["systemInstruction"] ?? request["system_instruction"]];
  return [
    ...first.flatMap((value) => readMessage(value, "system")),
    ...[messages, input, contents, prompt].flatMap((value) => readMessages(value, "user")),
  ];
}

/** Reads the answers of a response in the same shapes. */
function readResponse(response: JsonObject | undefined): ModelMessage[] {
  if (response === undefined) {
    return [];
  }
  const { choices, candidates, content, output, message, text, output_text: outputText, tool_calls: calls } = response;
  const chosen = listOf(choices).map((choice) => memberOf(choice, "message") ?? memberOf(choice, "text"));
  const proposed = listOf(candidates).map((candidate) => memberOf(candidate, "content"));
  const found = [
    ...[...chosen, ...proposed].flatMap((value) => readMessage(value, "assistant")),
    ...readMessages(output, "assistant"),
    // Of some clients, the response is the message itself.
    ...(content === undefined && calls === undefined ? [] : readMessage(response, "assistant")),
    ...readMessage(message, "assistant"),
  ];
  return found.length > 0 ? found : readMessage(text ?? outputText, "assistant");
}

function readMessages(value: JsonValue | undefined, role: string): ModelMessage[] {
  return Array.isArray(value) ? value.flatMap((one) => readMessage(one, role)) : readMessage(value, role);
}

function readMessage(value: JsonValue | undefined, role: string): ModelMessage[] {
  const text = textOf(value);
  const named = memberOf(value, "role");
  // Gemini calls the assistant a model.
  const own = named === "model" ? "assistant" : typeof named === "string" ? named : role;
  return text === "" ? [] : [{ role: own, text }];
}

/** Returns what people read of a message or of a part of one: its text, and the calls to tools in it. */
function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) {
    return "";
  }
  if (Array.isArray(value)) {
    return value.map(textOf).filter(Boolean).join("\n");
  }
  if (typeof value !== "object") {
    return String(value);
  }
  const { type, role, content, parts, text, tool_calls: calls, name } = value;
  const call = value["function"] ?? value["functionCall"] ?? value["function_call"];
  const written = [content, parts, text, calls, call].map(textOf).filter(Boolean);
  const given = value["arguments"] ?? value["args"] ?? value["input"];
  if (typeof name === "string" && given !== undefined) {
    written.push(`${name} ${typeof given === "string" ? given : JSON.stringify(given)}`);
  } else if (value["output"] !== undefined) {
    written.push(textOf(value["output"]));
  }
  if (written.length > 0 || role !== undefined) {
    return written.join("\n");
  }
  return typeof type === "string" ? `[${type}]` : JSON.stringify(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value[name] : undefined;
}
