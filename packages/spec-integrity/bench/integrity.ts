// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { create, fromBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import {
  bytesToHex,
  commitEvent,
  contentHash,
  createSaltKey,
  createTrailVerifier,
  type ExportedRecord,
  formatExportLine,
  formatProofId,
  formatRecord,
  genesisHash,
  leafHash,
  listLeaves,
  normalForm,
  normalTimestamp,
} from "@chaukas/spec-integrity";
import { readCapturedBatches } from "@chaukas/testdata";

// Measures the cost of integrity for events captured from a real SDK, and how fast a trail of them is verified compared
// with bare SHA-256 over its bytes. The candidates take turns, so that a busy machine slows all of them down equally.
const rounds = 9;
const size = 100_000;
/** Minimum records verified per second, on a machine that hashes their lines at `bytesPerSecond`. */
const bar = { recordsPerSecond: 20_000, bytesPerSecond: 500e6 } as const;
const origin = "audit.example.com/t/acme";
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const key = createSaltKey();

const leaves = events.reduce((sum, event) => sum + listLeaves(event).length, 0) / events.length;
compareEvents({ normalForm, contentHash, commitEvent: (event) => commitEvent(event, key) });
compareTrail();

function compareEvents(candidates: Readonly<Record<string, (event: Event) => unknown>>): void {
  const repetitions = 50;
  const samples = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const seconds = time(() => {
        for (let repetition = 0; repetition < repetitions; repetition++) {
          events.forEach(run);
        }
      });
      // The first rounds warm up.
      if (round >= 0) {
        samples.get(name)?.push((seconds * 1e6) / events.length / repetitions);
      }
    }
  }
  console.log(
    `\nan event of ${events.length} captured ones, which have ${leaves.toFixed(1)} leaves in the mean, median`,
  );
  for (const [name, values] of samples) {
    console.log(`  ${name.padEnd(14)} ${median(values).toFixed(2).padStart(6)} µs`);
  }
}

/** Alternately verifies a trail and hashes its lines, on one core. */
function compareTrail(): void {
  const lines = makeTrail();
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const verified: number[] = [];
  const hashed: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const hashing = time(() => lines.forEach((line) => void hash("sha256", line, "hex")));
    const verifying = time(() => verify(lines));
    // The first round warms up.
    if (round >= 0) {
      hashed.push(hashing);
      verified.push(verifying);
    }
  }
  const ratios = verified.map((seconds, round) => seconds / (hashed[round] ?? Number.NaN));
  const rate = size / (bytes / bar.bytesPerSecond) / median(ratios);
  console.log(`\na trail of ${size} records, ${(bytes / 1e6).toFixed(0)} MB, median of ${rounds} rounds`);
  console.log(`  verify         ${(size / median(verified)).toFixed(0).padStart(8)} records/s`);
  console.log(`  SHA-256 alone  ${(bytes / median(hashed) / 1e6).toFixed(0).padStart(8)} MB/s`);
  console.log(
    `  ratio of time  ${median(ratios).toFixed(1).padStart(8)} (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`,
  );
  console.log(`  where SHA-256 takes 500 MB/s: ${rate.toFixed(0)} records/s`);
  if (rate < bar.recordsPerSecond) {
    console.error(`missed: expected at least ${bar.recordsPerSecond} records/s where SHA-256 takes 500 MB/s`);
    process.exitCode = 1;
  }
}

function verify(lines: readonly string[]): void {
  const verifier = createTrailVerifier({ origin });
  for (const line of lines) {
    verifier.pushLine(line);
  }
  const result = verifier.finish();
  if (!result.valid || result.size !== size) {
    throw new Error(`expected a valid trail, got ${JSON.stringify(result)}`);
  }
}

function makeTrail(): string[] {
  let hashPrev = genesisHash;
  return Array.from({ length: size }, (_, sequence) => {
    const event = { ...(events[sequence % events.length] as Event), eventId: `event-${sequence}`, tenantId: "acme" };
    const { commit, contentHash } = commitEvent(event, key);
    const serverTimestamp = create(TimestampSchema, { seconds: BigInt(1_700_000_000 + sequence) });
    const times = normalTimestamp(serverTimestamp);
    const leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time: times }));
    const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(origin, sequence) };
    hashPrev = leaf;
    const opening = { key: bytesToHex(key) };
    return formatExportLine({ sequence, event: { ...event, ...set }, opening, commit, leaf } satisfies ExportedRecord);
  });
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
