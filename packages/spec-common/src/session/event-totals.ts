// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { compareTimes } from "./compare-times.js";
import { addDecimals, toDecimal } from "./decimal-sum.js";
import { isErrorEvent, type OperationKind, operationPartOf } from "./operation-part.js";

/** What events add up to. */
export interface EventTotals {
  readonly events: number;
  /** Different sessions, those of different tenants apart. */
  readonly sessions: number;
  /** Calls to models: in each session, as many as started or as ended, whichever are more. */
  readonly modelCalls: number;
  /** Calls to tools and to MCP servers, counted in the same way. */
  readonly toolCalls: number;
  readonly handoffs: number;
  readonly dataAccesses: number;
  /** Operations that ended with the status FAILED, and events of type ERROR. */
  readonly errors: number;
  /** Policy decisions by their outcomes, as the producer wrote them. */
  readonly policyOutcomes: ReadonlyMap<string, number>;
  /** Input and output tokens of calls to models that have ended. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /**
   * Sum of `cost.total_cost` by currency, exact in decimals, such as `0.0375`. The key is empty if none was given. Costs that
   * are not finite, which the rules refuse, are left out.
   */
  readonly costs: ReadonlyMap<string, string>;
  /** Times of the first and of the last event, records of redactions left out. Undefined without other events. */
  readonly begin: Event["timestamp"];
  readonly end: Event["timestamp"];
}

/** Events that are being added up. */
export interface TotalledEvents {
  add(event: Event): void;
  totals(): EventTotals;
}

// Numbers, since the enums come with the descriptors of all messages, which take long to load.
const modelEnd: EventType.MODEL_INVOCATION_END = 21;
const handoff: EventType.AGENT_HANDOFF = 12;
const dataAccess: EventType.DATA_ACCESS = 61;

/** Starts to add up events, which may come in any order. Keeps the ids of their sessions in memory. */
export function totalEvents(): TotalledEvents {
  const sessions = new Set<string>();
  const costs = new Map<string, string>();
  const policyOutcomes = new Map<string, number>();
  const models = createCallCount("model");
  const tools = createCallCount("tool");
  const mcp = createCallCount("mcp");
  let begin: Event["timestamp"];
  let end: Event["timestamp"];
  const sums = { events: 0, handoffs: 0, dataAccesses: 0, errors: 0, inputTokens: 0, outputTokens: 0 };
  return {
    add(event) {
      const { type, content, cost } = event;
      sums.events++;
      if (content.case !== "redactionRecord" && event.timestamp !== undefined) {
        begin = begin === undefined || compareTimes(event.timestamp, begin) < 0 ? event.timestamp : begin;
        end = end === undefined || compareTimes(event.timestamp, end) > 0 ? event.timestamp : end;
      }
      sessions.add(JSON.stringify([event.tenantId, event.sessionId]));
      models.add(event);
      tools.add(event);
      mcp.add(event);
      sums.handoffs += Number(type === handoff);
      sums.dataAccesses += Number(type === dataAccess);
      sums.errors += Number(isErrorEvent(event));
      if (content.case === "policy") {
        const { outcome } = content.value;
        policyOutcomes.set(outcome, (policyOutcomes.get(outcome) ?? 0) + 1);
      }
      if (type === modelEnd && content.case === "llmInvocation") {
        sums.inputTokens += content.value.promptTokens;
        sums.outputTokens += content.value.completionTokens;
      }
      if (cost !== undefined && cost.totalCost !== 0 && Number.isFinite(cost.totalCost)) {
        costs.set(cost.currency, addDecimals(costs.get(cost.currency) ?? "0", toDecimal(cost.totalCost)));
      }
    },
    totals: () => ({
      ...sums,
      begin,
      end,
      sessions: sessions.size,
      modelCalls: models.count(),
      toolCalls: tools.count() + mcp.count(),
      policyOutcomes: new Map([...policyOutcomes].sort(([a], [b]) => (a < b ? -1 : 1))),
      costs: new Map([...costs].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}

/** Counts operations of one kind, in each session by their starts, or by their ends if these are more. */
function createCallCount(counted: OperationKind) {
  const sessions = new Map<string, { start: number; end: number }>();
  return {
    add(event: Event): void {
      const [kind, part] = operationPartOf(event) ?? [];
      if (kind !== counted || part === undefined) {
        return;
      }
      const key = JSON.stringify([event.tenantId, event.sessionId]);
      const calls = sessions.get(key) ?? { start: 0, end: 0 };
      sessions.set(key, calls);
      calls[part]++;
    },
    count: () => [...sessions.values()].reduce((sum, { start, end }) => sum + Math.max(start, end), 0),
  };
}
