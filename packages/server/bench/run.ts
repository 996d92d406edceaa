// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { benchIngest } from "./ingest.ts";
import type { BenchOptions, BenchResult } from "./lib/bench.ts";
import { benchPages } from "./pages.ts";
import { benchProofs } from "./proofs.ts";
import { benchReadsUnderLoad } from "./reads-under-load.ts";

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  ingest: benchIngest,
  pages: benchPages,
  proofs: benchProofs,
  reads: benchReadsUnderLoad,
};

const usage = `usage, in packages/server: npm run bench -- [${Object.keys(benches).join("|")}] [--rounds COUNT] [--events COUNT]

Measures the built server in ratios within one run, and exits with code 1 if a bar is missed.

  --rounds  number of rounds (default: 5)
  --events  number of events in the large store, which is built once and kept (default: 5000000)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    events: { type: "string", default: "5000000" },
    help: { type: "boolean", default: false },
  },
});
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
    missed.push(...((await benches[name]?.(options)) ?? []));
  }
  for (const sentence of missed) {
    console.error(`missed: ${sentence}`);
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}
