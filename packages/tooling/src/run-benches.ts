// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatMarkdownTable, formatTable } from "./format-table.ts";
import { replaceSection } from "./replace-section.ts";

/** A table of ratios, which holds on other machines. */
export interface RatioTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Result of a benchmark. */
export interface BenchResult {
  /** One sentence for each bar that was missed. */
  readonly missed: readonly string[];
  /** Tables of ratios, by the names of their sections in the README. */
  readonly tables: Readonly<Record<string, RatioTable>>;
}

/** What the command line sets for a benchmark. */
export type BenchOptions<Count extends string = "rounds"> = Readonly<Record<Count, number>> & {
  /** Whether to measure other products too, where that is possible. */
  readonly peers: boolean;
};

/** The benchmarks of a package. */
export interface Benches<Count extends string> {
  /** Folder of the README that the tables are written to. */
  readonly folder: string;
  readonly benches: Readonly<Record<string, (options: BenchOptions<Count>) => Promise<BenchResult>>>;
  /** Options that are positive integers, with their meaning and their default. */
  readonly counts: Readonly<Record<Count, { readonly about: string; readonly default: number }>>;
  /** What `--peers` adds. */
  readonly aboutPeers: string;
}

/**
 * Runs the benchmarks that the command line names, or all of them, and writes their tables into the README with
 * `--write`. Sets the exit code to 1 if a bar is missed, and to 2 for a command line that is wrong.
 */
export async function runBenches<Count extends string>(all: Benches<Count>): Promise<void> {
  const { benches, counts, folder } = all;
  const names = Object.keys(counts) as Count[];
  /** Number of processes that wanted to run before the benchmark did, if the system counts them. */
  const load = loadavg()[0]?.toFixed(1);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(all);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${describeUsage(all)}`);
    process.exitCode = 2;
    return;
  }
  const { chosen, options, write, help } = parsed;
  if (help) {
    console.log(describeUsage(all));
    return;
  }
  const missed: string[] = [];
  for (const name of chosen) {
    const result = await benches[name]?.(options as BenchOptions<Count>);
    missed.push(...(result?.missed ?? []));
    if (write) {
      const extent = names.includes("rounds" as Count) ? `, ${options["rounds"]} rounds` : "";
      writeTables(join(folder, "README.md"), result?.tables ?? {}, `load average ${load}${extent}`);
    }
  }
  for (const sentence of missed) {
    console.error(`missed: ${sentence}`);
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}

/** Prints a table, and returns it. */
export function printTable(table: RatioTable): RatioTable {
  console.log(formatTable(table.header, table.rows));
  return table;
}

/** Returns a quantile of the values; the median by default. */
export function quantile(values: readonly number[], share = 0.5): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Formats the median of the values of all rounds, with minimum and maximum. Empty if there are none. */
export function formatRange(values: readonly number[], digits = 2): string {
  const [median, least, most] = [quantile(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  );
  return values.length === 0 ? "" : `${median} (${least} to ${most})`;
}

function parse({ benches, counts }: Benches<string>) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(Object.keys(counts).map((name) => [name, { type: "string" as const }])),
      peers: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) {
    throw new Error(`bench: expected one of ${Object.keys(benches).join(", ")}, got "${unknown}"`);
  }
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  const numbers = Object.entries(counts).map(([name, count]) => {
    const number = Number(given[name] ?? count.default);
    if (!Number.isInteger(number) || number <= 0) {
      throw new Error(`--${name}: expected a positive integer, got "${given[name]}"`);
    }
    return [name, number] as const;
  });
  return {
    chosen: positionals.length === 0 ? Object.keys(benches) : positionals,
    options: { ...Object.fromEntries(numbers), peers: values.peers } as Record<string, number | boolean>,
    write: values.write,
    help: values.help,
  };
}

function describeUsage({ benches, counts, aboutPeers }: Benches<string>): string {
  const numbers = Object.entries(counts);
  const rows = [
    ...numbers.map(([name, count]) => [`--${name}`, `${count.about} (default: ${count.default})`]),
    ["--peers", aboutPeers],
    ["--write", "write the ratios into the tables of bench/README.md"],
  ];
  const options = [...numbers.map(([name]) => `[--${name} COUNT]`), "[--peers]", "[--write]"].join(" ");
  return `usage: npm run bench -- [${Object.keys(benches).join("|")}] ${options}

Measures the built package in ratios within one run, and exits with code 1 if a bar is missed.

${rows.map(([name = "", about]) => `  ${name.padEnd(9)} ${about}`).join("\n")}`;
}

/** Writes tables into their sections of a README, each with the date, the machine and how it was measured. */
function writeTables(path: string, tables: BenchResult["tables"], how: string): void {
  const machine = `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model})`;
  const measured = `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, ${how}.`;
  const text = Object.entries(tables).reduce(
    (text, [name, { header, rows }]) =>
      replaceSection(text, name, `\n${formatMarkdownTable(header, rows)}\n\n${measured}\n`),
    readFileSync(path, "utf8"),
  );
  writeFileSync(path, text);
}
