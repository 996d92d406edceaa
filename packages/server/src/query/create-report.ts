// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import {
  type EventTotals,
  type OperationKind,
  operationKeyOf,
  operationPartOf,
  type TotalledEvents,
  totalEvents,
} from "@chaukas/spec-common/session";

/** Names of what a report has a row for. */
export const reportGroups = ["agent", "day", "model", "principal", "project", "session", "tool"] as const;

export type ReportGroup = (typeof reportGroups)[number];

/** A row of a report. */
export interface ReportRow {
  readonly name: string;
  readonly totals: EventTotals;
}

/** Events that are being reported on, in order of time. */
export interface Report {
  add(event: Event): void;
  /** Returns a row for each group, in order of names, and the totals of all events, also of those in no group. */
  end(): { readonly rows: readonly ReportRow[]; readonly all: EventTotals };
}

/** Starts a report. An event is in one group, or in none. Keeps the ids of sessions and calls in memory. */
export function createReport(by: ReportGroup): Report {
  const groups = new Map<string, TotalledEvents>();
  const all = totalEvents();
  const nameOf = groupNames[by]();
  return {
    add(event) {
      all.add(event);
      const name = nameOf(event);
      if (name === "") {
        return;
      }
      const group = groups.get(name) ?? totalEvents();
      groups.set(name, group);
      group.add(event);
    },
    end: () => ({
      rows: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => ({ name, totals: group.totals() })),
      all: all.totals(),
    }),
  };
}

/** Functions that return the name of the group of an event, empty if it is in none. */
const groupNames: Readonly<Record<ReportGroup, () => (event: Event) => string>> = {
  agent: () => nameAgent,
  day: () => nameByStart(["session", "agent", "model", "tool", "mcp", "step"], nameDay, nameDay),
  model: () => nameByStart(["model"], nameModel),
  principal: () => (event) => event.principal?.id ?? "",
  project: () => (event) => event.projectId,
  session: () => (event) => event.sessionId,
  tool: () => nameByStart(["tool"], nameTool),
};

/** Names agents by their ids, since not every event has the name of its agent, or else by their names. */
function nameAgent({ agentId, agentName, agentVersion }: Event): string {
  return [agentId || agentName, agentVersion].filter(Boolean).join(" ");
}

/** Names the day in UTC. */
function nameDay({ timestamp }: Event): string {
  const day = Math.floor(Number(timestamp?.seconds ?? 0n) / 86_400);
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Names the model that was asked for, since only an end has the one that answered. */
function nameModel({ content }: Event): string {
  return content.case === "llmInvocation" ? content.value.model || content.value.responseModel : "";
}

function nameTool({ content }: Event): string {
  return content.case === "toolCall" ? content.value.name : "";
}

/** Names the events of operations of some kinds by their starts, so that both events of each are in one group. */
function nameByStart(
  kinds: readonly OperationKind[],
  name: (event: Event) => string,
  nameOther: (event: Event) => string = () => "",
): (event: Event) => string {
  const open = new Map<string, string[]>();
  return (event) => {
    const [kind, part] = operationPartOf(event) ?? [];
    if (kind === undefined || !kinds.includes(kind)) {
      return nameOther(event);
    }
    const key = operationKeyOf(event, kind);
    if (part === "start") {
      const names = open.get(key) ?? [];
      open.set(key, names);
      names.push(name(event));
      return name(event);
    }
    return open.get(key)?.shift() || name(event);
  };
}
