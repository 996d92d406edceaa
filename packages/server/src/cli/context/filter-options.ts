// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type QueryFilter, QueryRequestSchema, TimeRangeSchema } from "@chaukas/spec-common";
import { isJsonCodecError, queryFilterFromJson } from "@chaukas/spec-common/json";
import { validateQueryRequest } from "@chaukas/spec-common/validate";
import { invalidArgument } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Command } from "commander";
import { toStoreQuery } from "../../query/to-store-query.js";
import type { EventFilter } from "../../store/contract/event-store.js";
import { usageError } from "./cli-error.js";
import { readTime } from "./read-time.js";

/** Flags that select events, as {@link addFilterOptions} adds them. */
export interface FilterOptions {
  readonly tenant?: string;
  readonly project?: string;
  readonly session?: string;
  readonly agent?: string;
  readonly span?: string;
  readonly trace?: string;
  readonly type?: string[];
  readonly status?: string[];
  readonly severity?: string[];
  readonly event?: string[];
  readonly agentName?: string[];
  readonly invocation?: string[];
  readonly principal?: string[];
  readonly outcome?: string[];
  readonly tool?: string[];
  readonly model?: string[];
  readonly tag?: string[];
  readonly text?: string;
  readonly from?: string;
  readonly until?: string;
}

/** Adds the flags that select events, beside `--tenant`, to a command. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--project <PROJECT>", "only events of this project")
    .option("--session <SESSION>", "only events of this session")
    .option("--agent <AGENT>", "only events of this agent, by its id")
    .option("--span <SPAN>", "only events of this span")
    .option("--trace <TRACE>", "only events of this trace")
    .option("--type <TYPE>", "only events of this type, such as TOOL_CALL_START, repeatable", collect)
    .option("--status <STATUS>", "only events with this status, such as FAILED, repeatable", collect)
    .option("--severity <SEVERITY>", "only events of this severity, such as ERROR, repeatable", collect)
    .option("--event <EVENT>", "only this event, by its id, repeatable", collect)
    .option("--agent-name <NAME>", "only events of agents with this name, repeatable", collect)
    .option("--invocation <RUN>", "only events of this run of an agent, repeatable", collect)
    .option("--principal <PRINCIPAL>", "only events that name this principal, by its id, repeatable", collect)
    .option("--outcome <OUTCOME>", "only policy decisions with this outcome, such as deny, repeatable", collect)
    .option("--tool <TOOL>", "only calls to this tool, repeatable", collect)
    .option("--model <MODEL>", "only calls to this model, repeatable", collect)
    .option("--tag <TAG>", "only events with this tag, repeatable: with any of them", collect)
    .option("--text <WORDS>", "only events that contain all of these words")
    .option("--from <TIME>", "only events at or after this time, in RFC 3339, or a local date such as 2026-11-22")
    .option("--until <TIME>", "only events before this time");
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Flags by the name of the member of the filter that they set. */
const flags: Readonly<Record<string, keyof FilterOptions>> = {
  tenant_id: "tenant",
  project_id: "project",
  session_id: "session",
  agent_id: "agent",
  span_id: "span",
  trace_id: "trace",
  types: "type",
  statuses: "status",
  severities: "severity",
  event_ids: "event",
  agent_names: "agentName",
  invocation_ids: "invocation",
  principal_ids: "principal",
  policy_outcomes: "outcome",
  tool_names: "tool",
  models: "model",
  tags: "tag",
  text_query: "text",
  start: "from",
  end: "until",
};

/** Reads the flags as a filter. Throws a `CliError` that names the flag. */
export function readFilter(options: FilterOptions, command: string): QueryFilter {
  const { from, until } = options;
  for (const flag of Object.values(flags)) {
    // An empty text would not restrict anything, though a flag was given, perhaps with a variable that is not set.
    if ([options[flag]].flat().includes("")) {
      throw usageError(`${printFlag(flag)}: expected a text, got ""`, command);
    }
  }
  const json = Object.entries(flags).flatMap(([name, flag]) =>
    options[flag] === undefined || flag === "from" || flag === "until" ? [] : [[name, options[flag]]],
  );
  const filter = parseFilter(Object.fromEntries(json), command);
  if (from === undefined && until === undefined) {
    return filter;
  }
  const start = from === undefined ? undefined : readTime(from, "--from", command);
  const end = until === undefined ? undefined : readTime(until, "--until", command);
  filter.time = create(TimeRangeSchema, { ...(start && { start }), ...(end && { end }) });
  return filter;
}

/** Converts a filter to that of the store, for an operator, who may see all. Throws a `CliError` that names the flag. */
export function toEventFilter(filter: QueryFilter, command: string): EventFilter {
  return namingFlags(command, () => {
    const request = create(QueryRequestSchema, { filter });
    const result = validateQueryRequest(request);
    if (result.kind === "error") {
      throw result.error;
    }
    if (result.kind === "invalid") {
      throw invalidArgument("", result.violations);
    }
    return toStoreQuery(request, { tenantId: "", anyTenant: true, projectIds: [], scopes: ["query"] }).filter;
  });
}

/** Runs what checks a filter, and rethrows its errors as a `CliError` that names the flag. */
export function namingFlags<T>(command: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.InvalidArgument) {
      throw usageError(
        error.rawMessage
          .replace(/\bfilter\.(?:time\.)?(?!time\b)(\w+)/g, (text, name) => flagOf(name) ?? text)
          .replace("filter.time: start must not be after end", "--from: must not be after --until"),
        command,
      );
    }
    throw error;
  }
}

function parseFilter(json: object, command: string): QueryFilter {
  try {
    return queryFilterFromJson(json);
  } catch (error) {
    if (!isJsonCodecError(error)) {
      throw error;
    }
    const name = error.path.split("/")[1] ?? "";
    throw usageError(`${flagOf(name) ?? error.path}: expected ${error.expected}, got ${error.found}`, command);
  }
}

function flagOf(name: string): string | undefined {
  const flag = flags[name];
  return flag && printFlag(flag);
}

function printFlag(flag: string): string {
  return `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
