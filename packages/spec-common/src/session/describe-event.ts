// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, LLMInvocation, Principal } from "../gen/chaukas/spec/common/v1/events_pb.js";
import type { Operation } from "./outline-session.js";

/**
 * Returns what an event is about in a few words, such as `deny by limit: over 100 EUR`. The texts in it are those of the
 * event, in full and unescaped. Empty if its type says everything.
 */
export function describeEvent(event: Event): string {
  const { content } = event;
  switch (content.case) {
    case "message":
      return labelled(content.value.role, content.value.text);
    case "toolCall":
      return words(content.value.name, content.value.functionName, json(content.value.arguments));
    case "toolResponse":
      return content.value.errorMessage || json(content.value.output);
    case "llmInvocation":
      return words(nameModel(content.value), describeUsage(content.value));
    case "policy": {
      const { policyId, outcome, rationale, approver, enforced } = content.value;
      const by = [policyId, approver && `approved by ${namePrincipal(approver)}`].filter(Boolean).join(", ");
      return labelled(words(outcome, by && `by ${by}`, enforced === false && "(not enforced)"), rationale);
    }
    case "dataAccess": {
      const { operation, datasource, query, documentIds } = content.value;
      const found = documentIds.length > 0 && `(${count(documentIds.length, "document")})`;
      return words(labelled(words(operation, datasource), query), found);
    }
    case "stateUpdate":
      return json(content.value);
    case "error":
      return labelled(content.value.errorCode, content.value.errorMessage);
    case "agentHandoff": {
      const { fromAgentName, fromAgentId, toAgentName, toAgentId, reason } = content.value;
      return labelled(`${fromAgentName || fromAgentId} → ${toAgentName || toAgentId}`, reason);
    }
    case "mcpCall": {
      const { serverName, serverUrl, operation, request, response } = content.value;
      return words(serverName || serverUrl, operation, json(response ?? request));
    }
    case "evaluation": {
      const { name, score, label, explanation } = content.value;
      return labelled(words(name, score?.toString(), label && `(${label})`), explanation);
    }
    case "redactionRecord": {
      const { fields, eventId, reason } = content.value;
      return labelled(`redacted ${fields.join(", ")} of event ${eventId}`, reason);
    }
    case "step":
      return words(content.value.kind, content.value.name, json(content.value.output ?? content.value.input));
    case undefined:
      return event.retry === undefined ? "" : `attempt ${event.retry.attempt}`;
  }
}

/** Returns what an operation did, by its start, and how it went, by its end. Both are empty if there is nothing to tell. */
export function describeOperation({ kind, start, end }: Operation): { readonly what: string; readonly result: string } {
  switch (kind) {
    case "session":
      return { what: (start ?? end)?.sessionId ?? "", result: outcome(end) };
    case "agent": {
      const { agentName = "", agentId = "", agentVersion = "" } = start ?? end ?? {};
      return { what: words(agentName || agentId, agentVersion), result: outcome(end) };
    }
    case "model": {
      const answered = invocationOf(end);
      const used = answered && words(describeUsage(answered), answered.finishReason && `(${answered.finishReason})`);
      const named = answered ?? invocationOf(start);
      return { what: named ? nameModel(named) : "", result: words(used, describeCost(end), outcome(end)) };
    }
    case "tool":
    case "mcp":
    case "step":
      return { what: start ? describeEvent(start) : "", result: end ? describeResult(end, start !== undefined) : "" };
  }
}

/** What came of an operation, without what its start says already. */
function describeResult(end: Event, hasStart: boolean): string {
  const { content } = end;
  if (hasStart && content.case === "mcpCall") {
    return json(content.value.response);
  }
  return hasStart && content.case === "step" ? json(content.value.output) : describeEvent(end);
}

/** What went wrong at the end of an operation whose content does not say more. */
function outcome(end: Event | undefined): string {
  return end?.content.case === "error" ? describeEvent(end) : "";
}

function invocationOf(event: Event | undefined): LLMInvocation | undefined {
  return event?.content.case === "llmInvocation" ? event.content.value : undefined;
}

function nameModel({ provider, model, responseModel }: LLMInvocation): string {
  return words(responseModel || model, provider && `(${provider})`);
}

function describeUsage({ promptTokens, completionTokens, totalTokens }: LLMInvocation): string {
  if (promptTokens !== 0 || completionTokens !== 0) {
    return `${promptTokens} → ${completionTokens} tokens`;
  }
  return totalTokens !== 0 ? `${totalTokens} tokens` : "";
}

function describeCost(event: Event | undefined): string {
  const { totalCost = 0, currency = "" } = event?.cost ?? {};
  return totalCost === 0 ? "" : words(currency, String(totalCost));
}

function namePrincipal({ id, name }: Principal): string {
  return name || id;
}

function labelled(label: string, text: string): string {
  return [label, text].filter(Boolean).join(": ");
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}

function json(value: object | undefined): string {
  return value === undefined || Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
