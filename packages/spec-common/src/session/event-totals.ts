// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { compareTimes } from "./compare-times.js";
import { type OperationKind, operationKeyOf, operationPartOf } from "./operation-part.js";

/** What events add up to. */
export interface EventTotals {
  readonly events: number;
  /** Different sessions, those of different tenants apart. */
  readonly sessions: number;
  /** Calls to models, counted at their start, or at their end if it came without one. */
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
  /** Sum of `cost.total_cost` by currency, exact in decimals, such as `0.0375`. The key is empty if none was given. */
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

/** Starts to add up events, which may come in any order. Keeps the ids of their sessions and calls in memory. */
export function totalEvents(): TotalledEvents {
  const sessions = new Set<string>();
  const costs = new Map<string, DecimalSum>();
  const policyOutcomes = new Map<string, number>();
  const models = createCallCount("model");
  const tools = createCallCount("tool");
  const mcp = createCallCount("mcp");
  let begin: Event["timestamp"];
  let end: Event["timestamp"];
  const sums = { events: 0, handoffs: 0, dataAccesses: 0, errors: 0, inputTokens: 0, outputTokens: 0 };
  return {
    add(event) {
      const { type, status, content, cost } = event;
      sums.events++;
      if (content.case !== "redactionRecord" && event.timestamp !== undefined) {
        begin = begin === undefined || compareTimes(event.timestamp, begin) < 0 ? event.timestamp : begin;
        end = end === undefined || compareTimes(event.timestamp, end) > 0 ? event.timestamp : end;
      }
      sessions.add(JSON.stringify([event.tenantId, event.sessionId]));
      models.add(event);
      tools.add(event);
      mcp.add(event);
      sums.handoffs += Number(type === EventType.AGENT_HANDOFF);
      sums.dataAccesses += Number(type === EventType.DATA_ACCESS);
      sums.errors += Number(
        type === EventType.ERROR || (status === EventStatus.FAILED && operationPartOf(event)?.[1] === "end"),
      );
      if (content.case === "policy") {
        const { outcome } = content.value;
        policyOutcomes.set(outcome, (policyOutcomes.get(outcome) ?? 0) + 1);
      }
      if (type === EventType.MODEL_INVOCATION_END && content.case === "llmInvocation") {
        sums.inputTokens += content.value.promptTokens;
        sums.outputTokens += content.value.completionTokens;
      }
      if (cost !== undefined && cost.totalCost !== 0) {
        costs.set(cost.currency, addDecimal(costs.get(cost.currency), cost.totalCost));
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
      costs: new Map([...costs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([unit, sum]) => [unit, printDecimal(sum)])),
    }),
  };
}

/** Counts operations of one kind: those with the same key by their starts, or by their ends if these are more. */
function createCallCount(counted: OperationKind) {
  const balance = new Map<string, { start: number; end: number }>();
  return {
    add(event: Event): void {
      const [kind, part] = operationPartOf(event) ?? [];
      if (kind !== counted || part === undefined) {
        return;
      }
      const key = operationKeyOf(event, kind);
      const own = balance.get(key) ?? { start: 0, end: 0 };
      balance.set(key, own);
      own[part]++;
    },
    count: () => [...balance.values()].reduce((sum, own) => sum + Math.max(own.start, own.end), 0),
  };
}

/** A sum of decimals: `units / 10 ** scale`. */
interface DecimalSum {
  readonly units: bigint;
  readonly scale: number;
}

/** Adds a number as the decimal that it is written as, so that 0.1 and 0.2 give 0.3. */
function addDecimal(sum: DecimalSum = { units: 0n, scale: 0 }, value: number): DecimalSum {
  const [digits = "", exponent = "0"] = value.toString().split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const places = fraction.length - Number(exponent);
  const added = { units: BigInt(whole + fraction) * 10n ** BigInt(Math.max(-places, 0)), scale: Math.max(places, 0) };
  const scale = Math.max(sum.scale, added.scale);
  return { units: rescale(sum, scale) + rescale(added, scale), scale };
}

function rescale({ units, scale }: DecimalSum, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function printDecimal({ units, scale }: DecimalSum): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = digits.slice(point).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
