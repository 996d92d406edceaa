// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openToolbox } from "@chaukas/packed/toolbox";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { build } from "esbuild";
import type { Recording } from "./lib/record-sessions.ts";
import { startSink } from "./lib/start-sink.ts";

interface Candidate {
  readonly name: string;
  /** Program in `programs` that records with the SDK. */
  readonly program: string;
  /** What an application imports. */
  readonly imports: string;
  /** Number of records for an operation: its start and its end, or one span. */
  readonly recordsPerOperation: number;
}

const chaukas: Candidate = {
  name: "@chaukas/sdk",
  program: "record-with-chaukas.ts",
  imports: `export { createChaukas } from "@chaukas/sdk";`,
  recordsPerOperation: 2,
};
const peers: readonly Candidate[] = [
  {
    name: "Langfuse 5.11",
    program: "record-with-langfuse.ts",
    imports: `export { LangfuseSpanProcessor } from "@langfuse/otel";
      export { startObservation, setLangfuseTracerProvider } from "@langfuse/tracing";
      export { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";`,
    recordsPerOperation: 1,
  },
  {
    name: "OpenTelemetry 2.12, OTLP in Protobuf",
    program: "record-with-opentelemetry.ts",
    imports: `export { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
      export { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
      export { trace, context } from "@opentelemetry/api";`,
    recordsPerOperation: 1,
  },
];

interface Result extends Recording {
  readonly bytesPerOperation: number;
}

/**
 * Records the same sessions with the SDK and, with `peers`, with those of Langfuse and OpenTelemetry, each in a process of
 * its own with its default settings and a server on loopback, which counts what it receives.
 */
export async function benchSdks({ rounds, peers: withPeers }: BenchOptions): Promise<BenchResult> {
  const toolbox = withPeers
    ? await openToolbox({ manifestFolder: join(import.meta.dirname, "peers"), cache: join(cacheDir(), "sdk-bench") })
    : undefined;
  const modules = toolbox?.path(".") ?? "";
  const candidates = [chaukas, ...(withPeers ? peers : [])];
  const results = new Map(candidates.map(({ name }) => [name, [] as Result[]]));
  for (let round = 0; round < rounds; round++) {
    for (const candidate of candidates) {
      results.get(candidate.name)?.push(await record(candidate, modules));
    }
  }
  const rows: string[][] = [];
  for (const candidate of candidates) {
    const all = results.get(candidate.name) ?? [];
    const format = (read: (result: Result) => number) => formatRange(all.map(read));
    const folder = candidate === chaukas ? import.meta.dirname : modules;
    rows.push([
      candidate.name,
      format(({ microseconds }) => microseconds.p50),
      format(({ microseconds }) => microseconds.p99),
      format(({ cpuPerOperation }) => cpuPerOperation),
      quantile(all.map(({ bytesPerOperation }) => bytesPerOperation)).toFixed(0),
      `${((await measureBundle(candidate.imports, folder)) / 1000).toFixed(1)} kB`,
    ]);
  }
  const header = [
    "an operation, such as the call of a tool",
    "in the caller, median, in µs",
    "99 %, in µs",
    "CPU of the process, in µs",
    "bytes sent",
    "bundle for Node, gzipped",
  ];
  return { missed: [], tables: { sdks: printTable({ header, rows }) } };
}

async function record({ name, program, recordsPerOperation }: Candidate, modules: string): Promise<Result> {
  const sink = await startSink();
  const child = fork(join(import.meta.dirname, "programs", program), [sink.url, modules], { stdio: "inherit" });
  const exited = once(child, "exit");
  const [recording] = (await Promise.race([
    once(child, "message"),
    exited.then(([code]) => Promise.reject(new Error(`${name}: ended with code ${code} before it was done`))),
  ])) as [Recording];
  child.kill();
  await exited;
  const { records, bytes } = sink;
  await sink.close();
  const expected = recording.operations * recordsPerOperation;
  if (records !== expected) {
    throw new Error(`${name}: the sink received ${records} records, expected ${expected}`);
  }
  return { ...recording, bytesPerOperation: bytes / recording.operations };
}

async function measureBundle(contents: string, resolveDir: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
