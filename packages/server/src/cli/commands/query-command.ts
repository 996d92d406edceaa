// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, EventType } from "@chaukas/spec-common";
import { describeEvent } from "@chaukas/spec-common/session";
import { Command, Option } from "commander";
import { readPages } from "../../query/read-pages.js";
import type { EventFilter, EventStore, StoredEvent } from "../../store/contract/event-store.js";
import { exportFormats } from "../../transfer/export-formats.js";
import { writeLines } from "../../transfer/write-lines.js";
import { usageError } from "../context/cli-error.js";
import { addFilterOptions, type FilterOptions, readFilter, toEventFilter } from "../context/filter-options.js";
import { formatCount } from "../context/format-count.js";
import { formatTable } from "../context/format-table.js";
import { addOutputOption, type OutputOptions } from "../context/output-option.js";
import { pickTenant } from "../context/pick-tenant.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";
import { cutText } from "../present/cut-text.js";
import { forTerminal } from "../present/for-terminal.js";
import { formatTime } from "../present/format-time.js";

interface QueryOptions extends FilterOptions, OutputOptions {
  readonly order: "newest" | "oldest";
  readonly limit: string;
  readonly format: "table" | "json" | "csv";
}

/** Creates the `query` command, which shows the events that match a filter. */
export function createQueryCommand(): Command {
  const command = new Command("query")
    .description("Show the events of a tenant that match all given flags. Works while the server is running.")
    .option("--tenant <TENANT>", "tenant that owns the events (default: the only tenant of the store)");
  addFilterOptions(command)
    .addOption(new Option("--order <ORDER>", "which events come first").choices(["newest", "oldest"]).default("newest"))
    .option("--limit <COUNT>", "maximum number of events, or all", "100")
    .addOption(
      new Option("--format <FORMAT>", "table, lines of public JSON, or CSV with one column for each of its members")
        .choices(["table", "json", "csv"])
        .default("table"),
    );
  addOutputOption(command);
  return addSettingOptions(command, ["store"]).action(async (options: QueryOptions) => {
    const limit = readLimit(options);
    const filter = readFilter(options, "query");
    await withStore(command, "read", async (store) => {
      const tenantId = await pickTenant(store, options.tenant, "query");
      const found = { shown: 0, total: 0 };
      const pages = findEvents(store, toEventFilter({ ...filter, tenantId }, "query"), { ...options, limit }, found);
      const lines = options.format === "table" ? formatRows(pages) : formatLines(pages, options.format);
      await writeLines(forTerminal(lines, options), options.output);
      process.stderr.write(`showed ${found.shown} of ${formatCount(found.total, "event")}\n`);
    });
  });
}

/** A table is formatted as a whole, so it has to fit into memory. */
const maxRows = 10_000;
const pageSize = 500;

function readLimit({ limit, format }: QueryOptions): number {
  const count = limit === "all" ? Number.POSITIVE_INFINITY : /^\d+$/.test(limit) ? Number(limit) : 0;
  if (count < 1) {
    throw usageError(`--limit: expected a number from 1, or all, got ${JSON.stringify(limit)}`, "query");
  }
  if (count > maxRows && format === "table") {
    throw usageError(`--limit: expected at most ${maxRows} with --format table, got ${JSON.stringify(limit)}`, "query");
  }
  return count;
}

async function* findEvents(
  store: EventStore,
  filter: EventFilter,
  { order, limit }: { readonly order: QueryOptions["order"]; readonly limit: number },
  found: { shown: number; total: number },
): AsyncGenerator<readonly StoredEvent[]> {
  const direction = order === "oldest" ? "ascending" : "descending";
  const read = { filter, order: direction, limit: Math.min(limit, pageSize) } as const;
  for await (const { events, totalCount } of readPages(store.findPage.bind(store), read)) {
    const wanted = events.slice(0, limit - found.shown);
    // Events may be added meanwhile.
    found.total = Math.max(found.total, totalCount);
    found.shown += wanted.length;
    yield wanted;
    if (found.shown >= limit) {
      return;
    }
  }
}

async function* formatLines(
  pages: AsyncIterable<readonly StoredEvent[]>,
  name: "json" | "csv",
): AsyncGenerator<string> {
  const format: (typeof exportFormats)[typeof name] & { readonly header?: string } = exportFormats[name];
  if (format.header !== undefined) {
    yield format.header;
  }
  const lines = format.open();
  for await (const page of pages) {
    yield* await lines.take(page);
  }
}

async function* formatRows(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<string> {
  const rows = [["TIME", "TYPE", "STATUS", "AGENT", "SESSION", "EVENT", "ABOUT"]];
  for await (const page of pages) {
    rows.push(...page.map(toRow));
  }
  if (rows.length > 1) {
    yield formatTable(rows).trimEnd();
  }
}

function toRow({ event }: StoredEvent): string[] {
  const { type, status, agentName, agentId, sessionId, eventId } = event;
  return [
    formatTime(event.timestamp),
    EventType[type] ?? String(type),
    status === EventStatus.UNSPECIFIED ? "" : (EventStatus[status] ?? String(status)),
    agentName || agentId,
    sessionId,
    eventId,
    cutText(describeEvent(event), 120),
  ];
}
