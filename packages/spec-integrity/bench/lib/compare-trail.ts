// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { auditExport } from "@chaukas/spec-integrity";
import { createTrailWorkers, type TrailWorkers } from "@chaukas/spec-integrity/workers";
import { trailOrigin } from "./make-trail.ts";
import { median } from "./median.ts";

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

/**
 * Alternately verifies an export from a file and hashes its bytes, on one core and on all, and prints both. Sets the
 * exit code to 1 if verification on all cores misses the bar.
 */
export async function compareTrail(lines: Iterable<string>, { rounds }: { readonly rounds: number }): Promise<void> {
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
    console.log(`\na trail of ${size} records, ${(bytes / 1e6).toFixed(0)} MB, median of ${rounds} rounds`);
    const [one, all] = ways.map(({ name, samples }) => print(name, samples, { size, bytes }));
    console.log(`  speed-up by all cores: ${((all?.records ?? 0) / (one?.records ?? 0)).toFixed(2)}`);
    if ((all?.rate ?? 0) < bar.recordsPerSecond * cores) {
      const expected = `${bar.recordsPerSecond * cores} records/s where SHA-256 takes 500 MB/s on each of ${cores} cores`;
      console.error(`missed: expected at least ${expected}`);
      process.exitCode = 1;
    }
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
  lines.push(median(hashed.map(([seconds = Number.NaN]) => seconds)));
  whole.push(median(hashed.map(([, seconds = Number.NaN]) => seconds)));
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

/** Prints the figures of one way, and returns its rates: as measured, and where SHA-256 takes 500 MB/s on each core. */
function print(
  name: string,
  { verified, busy, lines, whole }: Samples,
  { size, bytes }: { readonly size: number; readonly bytes: number },
): { readonly records: number; readonly rate: number } {
  const ratios = verified.map((seconds, round) => seconds / (lines[round] ?? Number.NaN));
  const records = size / median(verified);
  const rate = size / (bytes / bar.bytesPerSecond) / median(ratios);
  const speed = (seconds: readonly number[]) => (bytes / median(seconds) / 1e6).toFixed(0).padStart(8);
  const range = `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`;
  console.log(`  ${name}`);
  console.log(`    verify               ${records.toFixed(0).padStart(8)} records/s`);
  console.log(`    processor time       ${((median(busy) * 1e6) / size).toFixed(1).padStart(8)} µs a record`);
  console.log(`    SHA-256 of each line ${speed(lines)} MB/s on each core`);
  console.log(`    SHA-256 of the file  ${speed(whole)} MB/s on each core`);
  console.log(`    ratio of time        ${median(ratios).toFixed(1).padStart(8)} to the lines (${range})`);
  console.log(`    where SHA-256 takes 500 MB/s for lines on each core: ${rate.toFixed(0)} records/s`);
  return { records, rate };
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
