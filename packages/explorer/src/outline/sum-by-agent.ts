// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EventTotals, isErrorEvent, totalEvents } from "@chaukas/spec-common/session";

/** What the events of one version of an agent add up to. */
export interface AgentSums {
  /** Empty for an agent that has only a name. */
  readonly agentId: string;
  readonly name: string;
  /** Empty if no event says it. */
  readonly version: string;
  readonly totals: EventTotals;
  /** Number of its sessions in which it had an error. */
  readonly sessionsWithErrors: number;
  /** Names of the models and of the tools that it called, in order. */
  readonly models: readonly string[];
  readonly tools: readonly string[];
}

/** Sums by agent and version, those with the most events first, and the events that are in none. */
export interface AgentTable {
  readonly agents: readonly AgentSums[];
  readonly withoutAgent: number;
}

/**
 * Adds up events by agent and version. An event that names no agent belongs to the one of its operation, or of the operation
 * around it. One that names no version belongs to the version that the agent has in the session, if there is only one.
 */
export function sumByAgent(events: readonly Event[]): AgentTable {
  const agentOf = createAgentFinder(events);
  const versions = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const owned = events.map((event) => ({ event, agent: agentOf(event) }));
  for (const { event, agent } of owned) {
    if (agent !== undefined && event.agentVersion !== "") {
      const key = keyOf(event.tenantId, event.sessionId, agent);
      versions.set(key, (versions.get(key) ?? new Set()).add(event.agentVersion));
    }
    if (event.agentName !== "") {
      names.set(event.agentId, event.agentName);
    }
  }
  const sums = new Map<string, ReturnType<typeof startSums>>();
  let withoutAgent = 0;
  for (const { event, agent } of owned) {
    if (agent === undefined) {
      withoutAgent++;
      continue;
    }
    const [only, ...others] = versions.get(keyOf(event.tenantId, event.sessionId, agent)) ?? [];
    const version = event.agentVersion || (others.length === 0 ? (only ?? "") : "");
    const key = keyOf(agent, version);
    const own = sums.get(key) ?? startSums(agent, version);
    sums.set(key, own);
    own.add(event);
  }
  const agents = [...sums.values()].map((own) => own.read(names));
  return { agents: agents.sort((a, b) => b.totals.events - a.totals.events), withoutAgent };
}

function startSums(agent: string, version: string) {
  const totalled = totalEvents();
  const failed = new Set<string>();
  const models = new Set<string>();
  const tools = new Set<string>();
  return {
    add(event: Event): void {
      totalled.add(event);
      if (isErrorEvent(event)) {
        failed.add(keyOf(event.tenantId, event.sessionId));
      }
      const { content } = event;
      if (content.case === "llmInvocation") {
        models.add(content.value.responseModel || content.value.model);
      } else if (content.case === "toolCall") {
        tools.add(content.value.name || content.value.functionName);
      } else if (content.case === "mcpCall") {
        tools.add(content.value.serverName || content.value.serverUrl);
      }
    },
    read(names: ReadonlyMap<string, string>): AgentSums {
      const [agentId = "", name = ""] = JSON.parse(agent) as string[];
      return {
        agentId,
        name: name || (names.get(agentId) ?? ""),
        version,
        totals: totalled.totals(),
        sessionsWithErrors: failed.size,
        models: sortNames(models),
        tools: sortNames(tools),
      };
    },
  };
}

function sortNames(names: ReadonlySet<string>): string[] {
  return [...names].filter(Boolean).sort();
}

function createAgentFinder(events: readonly Event[]): (event: Event) => string | undefined {
  const spans = new Map<string, { agent: string | undefined; parent: string | undefined }>();
  for (const event of events) {
    if (event.spanId !== "") {
      const key = keyOf(event.tenantId, event.sessionId, event.spanId);
      const span = spans.get(key) ?? { agent: undefined, parent: undefined };
      spans.set(key, span);
      span.agent ??= namedAgent(event);
      span.parent ??= event.parentSpanId || undefined;
    }
  }
  return (event) => {
    const named = namedAgent(event);
    const passed = new Set<string>();
    for (let spanId = event.spanId; named === undefined && spanId !== "" && !passed.has(spanId); ) {
      passed.add(spanId);
      const span = spans.get(keyOf(event.tenantId, event.sessionId, spanId));
      if (span?.agent !== undefined) {
        return span.agent;
      }
      spanId = span?.parent ?? (passed.size === 1 ? event.parentSpanId : "");
    }
    return named;
  };
}

/** An agent with an id is the same whatever its name is. */
function namedAgent({ agentId, agentName }: Event): string | undefined {
  return agentId !== "" ? keyOf(agentId) : agentName !== "" ? keyOf("", agentName) : undefined;
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
