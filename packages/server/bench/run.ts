// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatMarkdownTable } from "@chaukas/tooling/format-table";
import { replaceSection } from "@chaukas/tooling/replace-section";
import { benchAnswers } from "./answers.ts";
import { benchIngest } from "./ingest.ts";
import { benchIngestPostgres } from "./ingest-postgres.ts";
import { benchLatency } from "./latency.ts";
import type { BenchOptions, BenchResult } from "./lib/bench.ts";
import { benchPages } from "./pages.ts";
import { benchProofs } from "./proofs.ts";
import { benchReadsUnderLoad } from "./reads-under-load.ts";
import { benchStart } from "./start.ts";

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  answers: benchAnswers,
  ingest: benchIngest,
  "ingest-postgres": benchIngestPostgres,
  latency: benchLatency,
  pages: benchPages,
  proofs: benchProofs,
  reads: benchReadsUnderLoad,
  start: benchStart,
};

const usage = `usage, in packages/server: npm run bench -- [${Object.keys(benches).join("|")}] [--rounds COUNT] [--events COUNT] [--write]

Measures the built server in ratios within one run, and exits with code 1 if a bar is missed.

  --rounds  number of rounds (default: 5)
  --events  number of events in the large store, which is built once and kept (default: 5000000)
  --write   write the ratios into the tables of bench/README.md`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    events: { type: "string", default: "5000000" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
/** Number of processes that wanted to run before the benchmark did, if the system counts them. */
const loadBefore = loadavg()[0]?.toFixed(1);
const options: BenchOptions = { rounds: Number(values.rounds), events: Number(values.events) };
const chosen = positionals.length === 0 ? Object.keys(benches) : positionals;
if (values.help) {
  console.log(usage);
} else if (
  chosen.some((name) => !Object.hasOwn(benches, name)) ||
  !Object.values(options).every((count: number) => Number.isInteger(count) && count > 0)
) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const missed: string[] = [];
  for (const name of chosen) {
    const result = await benches[name]?.(options);
    missed.push(...(result?.missed ?? []));
    if (values.write) {
      write(result?.tables ?? {});
    }
  }
  for (const sentence of missed) {
    console.error(`missed: ${sentence}`);
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}

/** Writes tables into their sections of the README. */
function write(tables: BenchResult["tables"]): void {
  const path = join(import.meta.dirname, "README.md");
  const [cpu] = cpus();
  const machine = `Node ${process.versions.node}, ${cpus().length} cores (${cpu?.model})`;
  const measured = `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, load average ${loadBefore}, ${options.rounds} rounds.`;
  const text = Object.entries(tables).reduce(
    (text, [name, { header, rows }]) =>
      replaceSection(text, name, `\n${formatMarkdownTable(header, rows)}\n\n${measured}\n`),
    readFileSync(path, "utf8"),
  );
  writeFileSync(path, text);
}
