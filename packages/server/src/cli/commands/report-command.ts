// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventTotals } from "@chaukas/spec-common/session";
import { Command, Option } from "commander";
import { createReport, type ReportGroup, type ReportRow, reportGroups } from "../../query/create-report.js";
import { readPages } from "../../query/read-pages.js";
import { csvLine } from "../../transfer/csv-line.js";
import { writeLines } from "../../transfer/write-lines.js";
import { addFilterOptions, type FilterOptions, readFilter, toEventFilter } from "../context/filter-options.js";
import { formatCount } from "../context/format-count.js";
import { formatTable } from "../context/format-table.js";
import { addOutputOption, type OutputOptions } from "../context/output-option.js";
import { pickTenant } from "../context/pick-tenant.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";
import { forTerminal } from "../present/for-terminal.js";
import { formatCosts, formatOutcomes } from "../present/format-totals.js";

interface ReportOptions extends FilterOptions, OutputOptions {
  readonly by: ReportGroup;
  readonly format: "table" | "json" | "csv";
}

/** Creates the `report` command, which adds up the events that match a filter. */
export function createReportCommand(): Command {
  const command = new Command("report")
    .description(
      "Add up the events of a tenant that match all given flags: sessions, calls, tokens, costs, errors and policy " +
        "decisions, for each agent or another group. Reads all of these events. Works while the server is running.",
    )
    .option("--tenant <TENANT>", "tenant that owns the events (default: the only tenant of the store)");
  addFilterOptions(command)
    .addOption(
      new Option("--by <GROUP>", "what there is a row for; days are in UTC").choices(reportGroups).default("agent"),
    )
    .addOption(new Option("--format <FORMAT>", "form of the rows").choices(["table", "json", "csv"]).default("table"));
  addOutputOption(command);
  return addSettingOptions(command, ["store"]).action(async (options: ReportOptions) => {
    const named = readFilter(options, "report");
    await withStore(command, "read", async (store) => {
      const tenantId = await pickTenant(store, options.tenant, "report");
      const filter = toEventFilter({ ...named, tenantId }, "report");
      const report = createReport(options.by);
      for await (const { events } of readPages(store.findPage.bind(store), {
        filter,
        order: "ascending",
        limit: 1000,
      })) {
        for (const { event } of events) {
          report.add(event);
        }
      }
      const { rows, all } = report.end();
      await writeLines(forTerminal(formatReport(rows, all, options), options), options.output);
      process.stderr.write(`added up ${formatCount(all.events, "event")}\n`);
    });
  });
}

async function* formatReport(
  rows: readonly ReportRow[],
  all: EventTotals,
  { by, format }: Pick<ReportOptions, "by" | "format">,
): AsyncGenerator<string> {
  switch (format) {
    case "table": {
      const header = [by, ...Object.keys(columns)].map((name) => name.replaceAll("_", " ").toUpperCase());
      const cells = [...rows, { name: "total", totals: all }].map(({ name, totals }) => [name, ...toCells(totals)]);
      yield formatTable([header, ...cells]).trimEnd();
      return;
    }
    case "csv":
      yield csvLine([by, ...Object.keys(columns)]);
      for (const { name, totals } of rows) {
        yield csvLine([name, ...toCells(totals)]);
      }
      return;
    case "json":
      for (const { name, totals } of rows) {
        yield JSON.stringify({ [by]: name, ...toJson(totals) });
      }
  }
}

/** Cells of a row by the name of their column. */
const columns = {
  sessions: ({ sessions }) => `${sessions}`,
  events: ({ events }) => `${events}`,
  model_calls: ({ modelCalls }) => `${modelCalls}`,
  input_tokens: ({ inputTokens }) => `${inputTokens}`,
  output_tokens: ({ outputTokens }) => `${outputTokens}`,
  cost: formatCosts,
  tool_calls: ({ toolCalls }) => `${toolCalls}`,
  data_accesses: ({ dataAccesses }) => `${dataAccesses}`,
  handoffs: ({ handoffs }) => `${handoffs}`,
  errors: ({ errors }) => `${errors}`,
  policy: formatOutcomes,
} satisfies Record<string, (totals: EventTotals) => string>;

function toCells(totals: EventTotals): string[] {
  return Object.values(columns).map((cell) => cell(totals));
}

function toJson(totals: EventTotals) {
  const { costs, policyOutcomes } = totals;
  return {
    sessions: totals.sessions,
    events: totals.events,
    model_calls: totals.modelCalls,
    input_tokens: totals.inputTokens,
    output_tokens: totals.outputTokens,
    costs: Object.fromEntries(costs),
    tool_calls: totals.toolCalls,
    data_accesses: totals.dataAccesses,
    handoffs: totals.handoffs,
    errors: totals.errors,
    policy_outcomes: Object.fromEntries(policyOutcomes),
  };
}
