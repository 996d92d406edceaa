// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas, type EventInit } from "@chaukas/sdk";
import type { Event } from "@chaukas/spec-common";
import { decodeEventBatch, encodeEvent } from "@chaukas/spec-common/codec";
import { readCapturedBatches } from "@chaukas/testdata";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { startSink } from "./lib/start-sink.ts";

/** Maximum median time of `emit` in the caller, in microseconds. */
const maxMicroseconds = 5;
const passesPerRound = 200;
const warmUpPasses = 50;

/** Measures how long `emit` takes in the caller for captured events, next to the generated codec and `JSON.stringify`. */
export async function benchEmit({ rounds }: BenchOptions): Promise<BenchResult> {
  const events = readCapturedBatches().flatMap((batch) => decodeEventBatch(batch).events);
  const inits = events.map((event) => initOf(event) as EventInit);
  const texts = inits.map((init) => JSON.parse(JSON.stringify(init, (_, value) => printable(value))));
  const sink = await startSink();
  const chaukas = createChaukas({ baseUrl: sink.url, tenantId: "acme", flushAtExit: false });
  const candidates: Readonly<Record<string, (index: number) => unknown>> = {
    emit: (index) => chaukas.emit(inits[index] as EventInit),
    "encodeEvent of a complete event": (index) => encodeEvent(events[index] as Event),
    "JSON.stringify": (index) => JSON.stringify(texts[index]),
  };
  const medians = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  let passes = 0;
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const times: number[] = [];
      for (let pass = 0; pass < (round < 0 ? warmUpPasses : passesPerRound); pass++) {
        for (let index = 0; index < events.length; index++) {
          const start = performance.now();
          run(index);
          times.push((performance.now() - start) * 1000);
        }
        passes += name === "emit" ? 1 : 0;
        // The batches are sent meanwhile, as in an agent that waits for its model.
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (round >= 0) {
        medians.get(name)?.push(quantile(times));
      }
    }
    await chaukas.flush();
  }
  await chaukas.close();
  const { received } = sink;
  await sink.close();
  if (received !== passes * events.length) {
    throw new Error(`the sink received ${received} events, expected ${passes * events.length}`);
  }
  const median = quantile(medians.get("emit") ?? []);
  const text = quantile(medians.get("JSON.stringify") ?? []);
  const table = printTable({
    header: ["in the caller", "median, in µs", "relative to JSON.stringify"],
    rows: [...medians].map(([name, values]) => [name, formatRange(values), (quantile(values) / text).toFixed(2)]),
  });
  const missed = median > maxMicroseconds;
  return {
    missed: missed ? [`emit: expected at most ${maxMicroseconds} µs, got ${median.toFixed(2)}`] : [],
    tables: { emit: table },
  };
}

/** Returns what an application passes to record an event: only the fields that are set. */
function initOf(message: unknown): unknown {
  if (Array.isArray(message)) {
    return message.map(initOf);
  }
  if (typeof message !== "object" || message === null || !("$typeName" in message || "case" in message)) {
    return message;
  }
  const members = Object.entries(message).filter(([name, value]) => name !== "$typeName" && !isUnset(value));
  return Object.fromEntries(members.map(([name, value]) => [name, initOf(value)]));
}

function isUnset(value: unknown): boolean {
  return (
    [undefined, "", 0, 0n, false].includes(value as string) ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === "object" && value !== null && "case" in value && value.case === undefined)
  );
}

function printable(value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
