// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { compareTimes } from "./compare-times.js";
import { type OperationKind, operationKeyOf, operationPartOf } from "./operation-part.js";

/** An operation with what happened in it. At least one of `start` and `end` is there. */
export interface Operation {
  readonly case: "operation";
  readonly kind: OperationKind;
  /** Event that begins the operation. Undefined if it is not among the events. */
  readonly start: Event | undefined;
  /** Event that ends the operation. Undefined while it is open. */
  readonly end: Event | undefined;
  /** What happened in the operation, in order of time. */
  readonly items: readonly OutlineItem[];
}

/** An operation, or an event that neither begins nor ends one. */
export type OutlineItem = Operation | { readonly case: "event"; readonly event: Event };

/**
 * Joins the events that begin and end an operation, and puts each item into the operation to which it belongs. Every event
 * is in the outline exactly once.
 *
 * An item belongs to the operation that its `span_id`, or otherwise its `parent_span_id`, names. If there is none, it
 * belongs to the run of its agent at that time, and otherwise to the session. Items are in order of `timestamp`; those of
 * the same instant stay in the given order.
 */
export function outlineSession(events: Iterable<Event>): readonly OutlineItem[] {
  const sorted = [...events].sort(compareEvents);
  const operations = findOperations(sorted);
  const placement = createPlacement(operations.list);
  const parents = new Map<OpenOperation, OpenOperation>();
  const outline: { readonly items: OutlineItem[] } = { items: [] };
  for (const event of sorted) {
    const operation = operations.of.get(event);
    if (operation === undefined) {
      const parent = placement.find(event, event.spanId) ?? placement.find(event, event.parentSpanId);
      (parent ?? placement.default(event) ?? outline).items.push({ case: "event", event });
    } else if (event === (operation.start ?? operation.end)) {
      const named = placement.find(event, event.parentSpanId);
      const parent = named ?? (operation.kind === "session" ? undefined : placement.default(event));
      if (parent === undefined || isWithin(parent, operation, parents)) {
        outline.items.push(operation);
      } else {
        parents.set(operation, parent);
        parent.items.push(operation);
      }
    }
  }
  return outline.items;
}

interface OpenOperation extends Operation {
  start: Event | undefined;
  end: Event | undefined;
  readonly items: OutlineItem[];
}

/** Joins the first start of an operation with its first end, the second with the second, and so on. */
function findOperations(events: readonly Event[]): { list: OpenOperation[]; of: Map<Event, OpenOperation> } {
  const of = new Map<Event, OpenOperation>();
  const list: OpenOperation[] = [];
  const open = new Map<string, OpenOperation[]>();
  const create = (kind: OperationKind, part: "start" | "end", event: Event) => {
    const operation: OpenOperation = { case: "operation", kind, start: undefined, end: undefined, items: [] };
    operation[part] = event;
    of.set(event, operation);
    list.push(operation);
    return operation;
  };
  // The starts first, since clocks may put an end before its start.
  for (const event of events) {
    const [kind, part] = operationPartOf(event) ?? [];
    if (kind !== undefined && part === "start") {
      const operation = create(kind, part, event);
      append(open, operationKeyOf(event, kind), operation);
    }
  }
  const ended = new Map<string, number>();
  for (const event of events) {
    const [kind, part] = operationPartOf(event) ?? [];
    if (kind === undefined || part !== "end") {
      continue;
    }
    const key = operationKeyOf(event, kind);
    const next = ended.get(key) ?? 0;
    const operation = open.get(key)?.[next];
    if (operation === undefined) {
      create(kind, part, event);
    } else {
      ended.set(key, next + 1);
      operation.end = event;
      of.set(event, operation);
    }
  }
  return { list, of };
}

interface Placement {
  /** Returns the operation that a span id names. */
  find(event: Event, spanId: string): OpenOperation | undefined;
  /** Returns the operation in which an event happened that names none. Events come in order of time. */
  default(event: Event): OpenOperation | undefined;
}

function createPlacement(operations: readonly OpenOperation[]): Placement {
  const bySpan = new Map<string, OpenOperation>();
  const sessions = new Map<string, OpenOperation>();
  const runs = new Map<string, AgentRuns>();
  for (const operation of operations) {
    const event = operation.start ?? operation.end;
    if (event === undefined) {
      continue;
    }
    const { spanId, agentId } = event;
    const session = sessionKey(event);
    if (spanId !== "") {
      setFirst(bySpan, JSON.stringify([session, spanId]), operation);
    }
    if (operation.kind === "session") {
      setFirst(sessions, session, operation);
    }
    if (operation.kind === "agent" && agentId !== "" && operation.start !== undefined) {
      const key = JSON.stringify([session, agentId]);
      const own = runs.get(key) ?? { waiting: [], next: 0, begun: [] };
      runs.set(key, own);
      own.waiting.push(operation);
    }
  }
  return {
    find: (event, spanId) => (spanId === "" ? undefined : bySpan.get(JSON.stringify([sessionKey(event), spanId]))),
    default(event) {
      const session = sessionKey(event);
      const isRun = operationPartOf(event)?.[0] === "agent";
      const own = isRun ? undefined : runs.get(JSON.stringify([session, event.agentId]));
      return (own && findOpenRun(own, event)) ?? sessions.get(session);
    },
  };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [value]);
  } else {
    list.push(value);
  }
}

function setFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) {
    map.set(key, value);
  }
}

function sessionKey({ tenantId, sessionId }: Event): string {
  return JSON.stringify([tenantId, sessionId]);
}

/**
 * Returns the last run that has begun by the time of an event and has not ended before it. Runs are in order of their
 * starts. Those that have ended are removed, so that each is looked at once, whatever the number of events.
 */
function findOpenRun(runs: AgentRuns, event: Event): OpenOperation | undefined {
  const { waiting, begun } = runs;
  for (let next = waiting[runs.next]; next?.start !== undefined; next = waiting[runs.next]) {
    if (compareEvents(next.start, event) > 0) {
      break;
    }
    begun.push(next);
    runs.next++;
  }
  for (let run = begun.at(-1); run !== undefined; run = begun.at(-1)) {
    if (run.end === undefined || compareEvents(event, run.end) <= 0) {
      return run;
    }
    begun.pop();
  }
  return undefined;
}

/** The runs of an agent in a session. */
interface AgentRuns {
  readonly waiting: OpenOperation[];
  /** Place in `waiting` of the first run that has not begun yet. */
  next: number;
  readonly begun: OpenOperation[];
}

/** Whether an operation is another one that has not been placed yet, or happens within it. */
function isWithin(
  operation: OpenOperation,
  outer: OpenOperation,
  parents: ReadonlyMap<OpenOperation, OpenOperation>,
): boolean {
  if (outer.items.length === 0) {
    return operation === outer;
  }
  for (let one: OpenOperation | undefined = operation; one !== undefined; one = parents.get(one)) {
    if (one === outer) {
      return true;
    }
  }
  return false;
}

function compareEvents(left: Event, right: Event): number {
  return compareTimes(left.timestamp, right.timestamp);
}
