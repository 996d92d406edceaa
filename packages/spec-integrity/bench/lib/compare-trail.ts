// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { auditExport } from "@chaukas/spec-integrity";
import { createTrailWorkers, type TrailWorkers } from "@chaukas/spec-integrity/workers";
import { type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { trailOrigin } from "./make-trail.ts";

/** Minimum records verified per second and core, where each core hashes `bytesPerSecond`, line by line, at the same time. */
const bar = { recordsPerSecond: 25_000, bytesPerSecond: 500e6 } as const;
const chunkSize = 256 * 1024;

/** Figures of one way, a sample for each round. */
interface Samples {
  /** Seconds to verify the file. */
  readonly verified: number[];
  /** Seconds of processor time to verify the file. */
  readonly busy: number[];
  /** Seconds in which one core hashes the lines one by one, with the others doing the same. */
  readonly lines: number[];
  /** The same for the file as a whole. */
  readonly whole: number[];
}

/** Alternately verifies an export from a file and hashes its bytes, on one core and on all, and compares the times. */
export async function compareTrail(
  lines: Iterable<string>,
  { rounds }: { readonly rounds: number },
): Promise<BenchResult> {
  const cores = availableParallelism();
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const path = join(folder, "trail.jsonl");
  const hashers = Array.from({ length: cores }, () => new Worker(new URL("./hash-worker.ts", import.meta.url)));
  const workers = createTrailWorkers();
  const ways = [
    { name: "on one core", hashers: hashers.slice(0, 1), workers: undefined, samples: createSamples() },
    { name: `on ${cores} cores`, hashers, workers, samples: createSamples() },
  ];
  try {
    const size = writeLines(path, lines) - 1;
    await Promise.all(hashers.map((hasher) => ask(hasher, path)));
    for (let round = -1; round < rounds; round++) {
      for (const way of ways) {
        await measure(path, way.hashers, way.workers, round < 0 ? createSamples() : way.samples);
      }
    }
    const bytes = statSync(path).size;
    console.log(`\na trail of ${size} records, ${(bytes / 1e6).toFixed(0)} MB`);
    const [one, all] = ways as unknown as readonly [Way, Way];
    const header = [
      "verify a trail",
      "time, relative to SHA-256 of each line",
      "time, relative to SHA-256 of the file",
      "CPU, relative to SHA-256 of the file on one core",
      "speed, relative to one core",
    ];
    const rows = ways.map((way) => [way.name, ...toCells(way.samples, one.samples)]);
    return { missed: findMissed(all, { size, bytes, cores }), tables: { verify: printTable({ header, rows }) } };
  } finally {
    await Promise.all([workers.close(), ...hashers.map((hasher) => hasher.terminate())]);
    rmSync(folder, { recursive: true });
  }
}

function createSamples(): Samples {
  return { verified: [], busy: [], lines: [], whole: [] };
}

async function measure(
  path: string,
  hashers: readonly Worker[],
  workers: TrailWorkers | undefined,
  { verified, busy, lines, whole }: Samples,
): Promise<void> {
  const hashed = await Promise.all(hashers.map((hasher) => ask(hasher, undefined)));
  lines.push(quantile(hashed.map(([seconds = Number.NaN]) => seconds)));
  whole.push(quantile(hashed.map(([, seconds = Number.NaN]) => seconds)));
  const usage = process.cpuUsage();
  const start = performance.now();
  const chunks = createReadStream(path, { highWaterMark: chunkSize });
  const result = await auditExport(chunks, { origin: trailOrigin }, workers === undefined ? {} : { workers });
  verified.push((performance.now() - start) / 1000);
  const { user, system } = process.cpuUsage(usage);
  busy.push((user + system) / 1e6);
  if (result.verdict !== "conditional") {
    throw new Error(`expected a trail without faults, got ${JSON.stringify(result.first)}`);
  }
}

async function ask(hasher: Worker, message: string | undefined): Promise<readonly number[]> {
  hasher.postMessage(message);
  const [answer] = await once(hasher, "message");
  return answer;
}

interface Way {
  readonly name: string;
  readonly samples: Samples;
}

function toCells({ verified, busy, lines, whole }: Samples, one: Samples): string[] {
  const ratios = (times: readonly number[], others: readonly number[]) =>
    times.map((time, round) => time / (others[round] ?? Number.NaN));
  return [
    formatRange(ratios(verified, lines)),
    formatRange(ratios(verified, whole)),
    formatRange(ratios(busy, one.whole)),
    formatRange(ratios(one.verified, verified)),
  ];
}

function findMissed(
  { name, samples: { verified, lines } }: Way,
  { size, bytes, cores }: { readonly size: number; readonly bytes: number; readonly cores: number },
): string[] {
  const ratio = quantile(verified.map((seconds, round) => seconds / (lines[round] ?? Number.NaN)));
  const rate = size / (bytes / bar.bytesPerSecond) / ratio;
  const expected = bar.recordsPerSecond * cores;
  console.log(`${Math.round(size / quantile(verified))} records/s ${name}`);
  return rate >= expected
    ? []
    : [
        `verify ${name}: expected ${expected} records/s where SHA-256 takes 500 MB/s for lines on each core, got ${rate.toFixed(0)}`,
      ];
}

function writeLines(path: string, lines: Iterable<string>): number {
  let count = 0;
  let text = "";
  writeFileSync(path, "");
  for (const line of lines) {
    text += `${line}\n`;
    if (++count % 1000 === 0) {
      writeFileSync(path, text, { flag: "a" });
      text = "";
    }
  }
  writeFileSync(path, text, { flag: "a" });
  return count;
}
