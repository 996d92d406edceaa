// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, Principal } from "@chaukas/spec-common";
import { type EventTotals, outlineSession, totalEvents } from "@chaukas/spec-common/session";
import { escapeUnprintable } from "@chaukas/spec-integrity";
import { Command } from "commander";
import { readPages } from "../../query/read-pages.js";
import type { EventFilter, EventStore } from "../../store/contract/event-store.js";
import { writeLines } from "../../transfer/write-lines.js";
import { CliError } from "../context/cli-error.js";
import { readFilter, toEventFilter } from "../context/filter-options.js";
import { formatCount } from "../context/format-count.js";
import { addOutputOption, type OutputOptions } from "../context/output-option.js";
import { pickTenant } from "../context/pick-tenant.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";
import { formatDuration, formatTime } from "../present/format-time.js";
import { formatCosts, formatOutcomes } from "../present/format-totals.js";
import { printOutline } from "../present/print-outline.js";

interface ShowOptions extends OutputOptions {
  readonly tenant?: string;
  readonly project?: string;
}

/** Creates the `show` command, which prints a session as a tree. */
export function createShowCommand(): Command {
  const command = new Command("show")
    .description("Show a session as a tree of what its agents did. Works while the server is running.")
    .argument("<SESSION>", "id of the session")
    .option("--tenant <TENANT>", "tenant that owns the session (default: the only tenant of the store)")
    .option("--project <PROJECT>", "only events of this project");
  addOutputOption(command);
  return addSettingOptions(command, ["store"]).action(async (session: string, options: ShowOptions) => {
    const { project, output } = options;
    const named = naming(() => readFilter({ session, ...(project !== undefined && { project }) }, "show"));
    await withStore(command, "read", async (store) => {
      const tenantId = await pickTenant(store, options.tenant, "show");
      const events = await readSession(
        store,
        naming(() => toEventFilter({ ...named, tenantId }, "show")),
      );
      if (events.length === 0) {
        const expected = "expected a session with events";
        throw new CliError(
          `session: ${expected}, got ${JSON.stringify(session)}`,
          "run `chaukas-server query` to see which sessions there are",
        );
      }
      await writeLines(printSession(events), output);
    });
  });
}

/** Names the argument in errors of the filter, which has no flag for it here. */
function naming<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CliError) {
      throw new CliError(error.message.replace("--session", "session"), error.remedy, error.exitCode);
    }
    throw error;
  }
}

/** Maximum number of events of a session, which are in memory together. */
const maxEvents = 100_000;

async function readSession(store: EventStore, filter: EventFilter): Promise<Event[]> {
  const events: Event[] = [];
  for await (const page of readPages(store.findPage.bind(store), { filter, order: "ascending", limit: 1000 })) {
    events.push(...page.events.map(({ event }) => event));
    if (page.totalCount > maxEvents) {
      throw new CliError(
        `session: expected at most ${maxEvents} events, got ${page.totalCount}`,
        "run `chaukas-server query --session SESSION --order oldest --limit all --format json`",
      );
    }
  }
  return events;
}

async function* printSession(events: readonly Event[]): AsyncGenerator<string> {
  const totalled = totalEvents();
  for (const event of events) {
    totalled.add(event);
  }
  const totals = totalled.totals();
  yield* printHead(events, totals).map((line) => escapeUnprintable(line));
  yield "";
  yield* printOutline(outlineSession(events), totals.begin);
  yield "";
  yield `${formatCount(events.length, "event")} in ${formatDuration(totals.begin, totals.end)}`;
}

function printHead(events: readonly Event[], totals: EventTotals): string[] {
  const [first] = events;
  const projects = [...new Set(events.map(({ projectId }) => projectId))].filter(Boolean);
  const principals = [...new Set(events.flatMap(({ principal }) => (principal ? [namePrincipal(principal)] : [])))];
  const { modelCalls, toolCalls, errors, inputTokens, outputTokens } = totals;
  const [costs, outcomes] = [formatCosts(totals), formatOutcomes(totals)];
  return [
    `session ${first?.sessionId} of tenant ${first?.tenantId}${listed("project", projects)}`,
    `began ${formatTime(totals.begin)}${listed("for", principals)}`,
    [
      formatCount(modelCalls, "model call"),
      `${inputTokens} → ${outputTokens} tokens`,
      ...(costs === "" ? [] : [`cost ${costs}`]),
      formatCount(toolCalls, "tool call"),
      formatCount(errors, "error"),
      ...(outcomes === "" ? [] : [`policy ${outcomes}`]),
    ].join(", "),
  ];
}

function namePrincipal({ id, name }: Principal): string {
  return name === "" ? id : `${name} (${id})`;
}

function listed(label: string, names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return names.length === 0 ? "" : `, ${label} ${names.slice(0, 3).join(", ")}${more}`;
}
