// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@chaukas/testdata";

/** A running OpenTelemetry Collector. */
export interface Collector {
  /** Base URL of its receiver for OTLP/HTTP. */
  readonly httpUrl: string;
  /** URL of its receiver for OTLP/gRPC. */
  readonly grpcUrl: string;
  /** What it has logged. */
  log(): string;
  /** Stops it after it has sent what it holds, and resolves with its exit code, or null if a signal terminated it. */
  stop(): Promise<number | null>;
}

/** Options of {@link startCollector}. */
export interface CollectorOptions {
  /** Settings of the exporters by their ID, such as `otlp_http` or `otlp/second`. Each gets all traces and logs. */
  readonly exporters: Readonly<Record<string, object>>;
  /** Settings of the processors by their ID, in their order. Default: none. */
  readonly processors?: Readonly<Record<string, object>>;
}

const startTimeoutMs = 30_000;

/** Starts a collector from the folder where `buildCollector` has put it. Throws its log if it does not start. */
export async function startCollector(folder: string, options: CollectorOptions): Promise<Collector> {
  const { exporters, processors = {} } = options;
  const [http, grpc] = [`127.0.0.1:${await findFreePort()}`, `127.0.0.1:${await findFreePort()}`];
  const pipeline = { receivers: ["otlp"], processors: Object.keys(processors), exporters: Object.keys(exporters) };
  const settings = {
    receivers: { otlp: { protocols: { http: { endpoint: http }, grpc: { endpoint: grpc } } } },
    processors,
    exporters,
    service: {
      // Its own metrics would need a fixed port.
      telemetry: { metrics: { level: "none" } },
      pipelines: { traces: pipeline, logs: pipeline },
    },
  };
  const temporary = mkdtempSync(join(tmpdir(), "chaukas-collector-"));
  const file = join(temporary, "config.yaml");
  // YAML contains JSON.
  writeFileSync(file, JSON.stringify(settings, null, 2));
  const env = { ...process.env, NO_PROXY: "127.0.0.1" };
  const child = spawn(join(folder, "collector"), ["--config", file], { env, stdio: ["ignore", "ignore", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit").finally(() => {
    process.off("exit", kill);
    rmSync(temporary, { recursive: true });
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  await waitUntilReady(child, () => log);
  return {
    httpUrl: `http://${http}`,
    grpcUrl: `http://${grpc}`,
    log: () => log,
    async stop() {
      child.kill("SIGTERM");
      return (await ended)[0];
    },
  };
}

async function waitUntilReady(child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!log().includes("Everything is ready")) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`collector: did not start:\n${log().trim()}`);
    }
    await sleep(20);
  }
}
