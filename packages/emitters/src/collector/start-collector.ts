// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@chaukas/testdata";

/** A running OpenTelemetry Collector, whatever its settings. */
export interface RunningCollector {
  /** What it has logged. */
  log(): string;
  /** Stops it after it has sent what it holds, and resolves with its exit code, or null if a signal terminated it. */
  stop(): Promise<number | null>;
}

/** A running OpenTelemetry Collector with the receiver `otlp`. */
export interface Collector extends RunningCollector {
  /** Base URL of its receiver for OTLP/HTTP. */
  readonly httpUrl: string;
  /** URL of its receiver for OTLP/gRPC. */
  readonly grpcUrl: string;
  /** Returns the number of spans and log records that its exporters have sent, in their attempts that succeeded. */
  countSent(): Promise<number>;
  /** Returns the number of spans and log records that its receiver has accepted. */
  countAccepted(): Promise<number>;
  /**
   * Resolves once each exporter has sent everything that was accepted, so that nothing is in a queue or on its way. Rejects
   * with the counts if that takes too long.
   */
  drain(timeoutMs: number): Promise<void>;
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
  const metricsPort = await findFreePort();
  const pipeline = { receivers: ["otlp"], processors: Object.keys(processors), exporters: Object.keys(exporters) };
  const settings = {
    receivers: { otlp: { protocols: { http: { endpoint: http }, grpc: { endpoint: grpc } } } },
    processors,
    exporters,
    service: {
      telemetry: {
        metrics: {
          level: "normal",
          readers: [{ pull: { exporter: { prometheus: { host: "127.0.0.1", port: metricsPort } } } }],
        },
      },
      pipelines: { traces: pipeline, logs: pipeline },
    },
  };
  // YAML contains JSON.
  const running = await runCollector(folder, [JSON.stringify(settings, null, 2)]);
  const count = (name: string) => readCount(`http://127.0.0.1:${metricsPort}/metrics`, name);
  const countSent = () => count("otelcol_exporter_sent_");
  const countAccepted = () => count("otelcol_receiver_accepted_");
  return {
    httpUrl: `http://${http}`,
    grpcUrl: `http://${grpc}`,
    countSent,
    countAccepted,
    async drain(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const expected = (await countAccepted()) * Object.keys(exporters).length;
        const sent = await countSent();
        if (sent === expected) {
          return;
        }
        if (Date.now() > deadline) {
          throw new Error(`collector: expected ${expected} spans and log records to be sent, got ${sent}`);
        }
        await sleep(50);
      }
    },
    ...running,
  };
}

/** Reads the metrics of a collector, and sums those whose names begin with a text. */
async function readCount(url: string, name: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return text
    .split("\n")
    .filter((line) => line.startsWith(name))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}

/**
 * Runs a collector with settings in YAML, of which the later ones take precedence. Throws its log if it does not start.
 * `env` has the variables that the settings use.
 */
export async function runCollector(
  folder: string,
  settings: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCollector> {
  const temporary = mkdtempSync(join(tmpdir(), "chaukas-collector-"));
  const args = settings.flatMap((text, index) => {
    const file = join(temporary, `${index}.yaml`);
    writeFileSync(file, text);
    return ["--config", file];
  });
  const child = spawn(join(folder, "collector"), args, {
    env: { ...process.env, NO_PROXY: "127.0.0.1", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
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
