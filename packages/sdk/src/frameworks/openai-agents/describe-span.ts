// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Author, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { type Json, jsonOf, textOf } from "../../model/json.js";
import type { OperationInits, OperationKind } from "../../scope/operations.js";
import type { EventInit } from "../../values/event-init.js";
import { describeSettings } from "../operations/describe-settings.js";
import { parseText } from "../operations/parse-text.js";

/** A kind of operation and what it is opened with. */
export type DescribedSpan = {
  readonly [Kind in OperationKind]: { readonly kind: Kind; readonly init: OperationInits[Kind] };
}[OperationKind];

/** What the end of a span adds to the trail. */
export interface SpanEnd {
  /** A single event for what is no operation, such as a handoff. */
  readonly point?: EventInit;
  /** Output or answer of the operation. */
  readonly result?: unknown;
  readonly extra?: EventInit;
}

/** Returns the operation that a span is, or undefined if it is none: a task and a turn add nothing to what is in them. */
export function describeSpan(data: Json): DescribedSpan | undefined {
  const { type } = data;
  const name = textOf(data["name"]) ?? "";
  switch (type) {
    case "task":
    case "turn":
    case "handoff":
    case "guardrail":
      return undefined;
    case "agent": {
      const { type: _, name: __, ...metadata } = data;
      return { kind: "agent", init: { name, metadata } };
    }
    case "function":
      return {
        kind: "tool",
        init: { name, ...(textOf(data["input"]) === undefined ? {} : { arguments: parseText(data["input"]) }) },
      };
    case "response":
      return { kind: "model", init: { provider: "openai", ...requestOf(data["_input"]) } };
    case "generation":
      return {
        kind: "model",
        init: {
          ...describeSettings(jsonOf(data["model_config"])),
          model: textOf(data["model"]) ?? "",
          ...requestOf(data["input"]),
        },
      };
    case "transcription":
    case "speech":
      // Recordings are withheld.
      return { kind: "model", init: { model: textOf(data["model"]) ?? "", request: data["model_config"] ?? {} } };
    case "mcp_tools":
      return { kind: "mcp", init: { operation: "tools/list", serverName: textOf(data["server"]) ?? "" } };
    default: {
      const input = data["data"] ?? data["input"];
      return {
        kind: "step",
        init: { name: name || String(type), kind: String(type), ...(input === undefined ? {} : { input }) },
      };
    }
  }
}

function requestOf(input: unknown): { readonly request?: unknown } {
  return input === undefined ? {} : { request: { input } };
}

/** Returns what the end of a span adds to the trail. */
export function endOfSpan(data: Json): SpanEnd {
  switch (data["type"]) {
    case "handoff":
      return {
        point: pointOf(EventType.AGENT_HANDOFF, Author.AGENT, {
          case: "agentHandoff",
          value: { fromAgentName: textOf(data["from_agent"]) ?? "", toAgentName: textOf(data["to_agent"]) ?? "" },
        }),
      };
    case "guardrail": {
      const isDenied = data["triggered"] === true;
      const value = {
        policyId: textOf(data["name"]) ?? "",
        outcome: isDenied ? "deny" : "allow",
        // Not known of one that allows: false would say that it only watches.
        ...(isDenied ? { enforced: true } : {}),
      };
      return { point: pointOf(EventType.POLICY_DECISION, Author.SYSTEM, { case: "policy", value }) };
    }
    case "function": {
      const { server } = jsonOf(data["mcp_data"]);
      return {
        result: textOf(data["output"]) === undefined ? undefined : parseText(data["output"]),
        ...(typeof server === "string" ? { extra: { metadata: { "mcp.server": server } } } : {}),
      };
    }
    case "response":
      return endOfResponse(data);
    case "generation": {
      const [answer] = Array.isArray(data["output"]) ? (data["output"] as unknown[]) : [];
      return { result: answer ?? (data["usage"] === undefined ? undefined : { usage: data["usage"] }) };
    }
    case "mcp_tools":
      return { result: { tools: data["result"] } };
    case "transcription":
      return { result: data["output"] };
    default:
      return {};
  }
}

/** The framework says of a response what was asked only when it has been answered. */
function endOfResponse(data: Json): SpanEnd {
  const answer = data["_response"];
  const responseId = textOf(data["response_id"]);
  const model = textOf(jsonOf(answer)["model"]);
  const value = { ...requestOf(data["_input"]), ...(model === undefined ? {} : { model }) };
  return {
    result: answer,
    extra: {
      content: { case: "llmInvocation", value },
      ...(responseId === undefined ? {} : { responseId }),
    },
  };
}

function pointOf(type: EventType, author: Author, content: EventInit["content"]): EventInit {
  return { type, author, status: EventStatus.COMPLETED, severity: Severity.INFO, content };
}
