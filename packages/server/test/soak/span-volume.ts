// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { buildTelemetrygen } from "@chaukas/emitters/collector";
import { capture } from "@chaukas/tooling/run";
import { readMetric } from "../http/read-metric.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { startServerProcess } from "../served/server-process.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link spanVolume}. */
export interface SpanVolumeOptions extends SoakOptions {
  /** Number of spans for each of the four ways, rounded to whole traces. */
  readonly spans: number;
  readonly store: StoreKind;
}

const spansPerTrace = 5;
const timeoutMs = 1_800_000;

/**
 * Sends spans with telemetrygen as fast as the server takes them, over gRPC and HTTP: of generative AI, which become two
 * events each, and others, which are left out. Each must be counted. Throws if telemetrygen cannot be built or fails.
 */
export async function spanVolume(options: SpanVolumeOptions): Promise<SoakResult> {
  const { spans: wanted, store: kind, report } = options;
  const built = await buildTelemetrygen();
  if (built.problem !== undefined) {
    throw new Error(built.problem);
  }
  const program = join(built.folder, "telemetrygen");
  const store = await openSoakStore(kind);
  const server = await startServerProcess({ store: store.location });
  const traces = Math.ceil(wanted / spansPerTrace);
  const spans = traces * spansPerTrace;
  const faults: string[] = [];
  const figures: Record<string, number> = { "spans each way": spans };
  const expectCount = (what: string, expected: number, count: number) => {
    if (count !== expected) {
      faults.push(`${what}: expected ${expected}, got ${count}`);
    }
  };
  const countEvents = () => readMetric(server.url, 'chaukas_events_total{outcome="accepted"}');
  try {
    for (const [protocol, flags] of [
      ["gRPC", []],
      ["HTTP", ["--otlp-http"]],
    ] as const) {
      for (const [what, attributes, events] of [
        ["of generative AI", ["--telemetry-attributes", 'gen_ai.operation.name="chat"'], spans * 2],
        ["others", [], 0],
      ] as const) {
        const before = await countEvents();
        const start = performance.now();
        const args = [
          ...["traces", "--otlp-insecure", "--otlp-endpoint", `127.0.0.1:${server.port}`, "--rate", "0"],
          ...["--traces", String(traces), "--child-spans", String(spansPerTrace - 1), "--batch-size", "500"],
          ...flags,
          ...attributes,
        ];
        // Its queue has 2,048 places, and it drops what finds none.
        const env = { ...process.env, NO_PROXY: "127.0.0.1", OTEL_BSP_MAX_QUEUE_SIZE: String(spans) };
        const { code, output } = await capture(program, args, { env, timeoutMs });
        if (code !== 0) {
          throw new Error(`telemetrygen: expected exit code 0, got ${code}:\n${output.slice(-2000)}`);
        }
        expectCount(`events of spans ${what} over ${protocol}`, events, (await countEvents()) - before);
        expectCount(`spans ${what} over ${protocol}, left out`, events > 0 ? 0 : spans, countLeftOut(output));
        const rate = Math.round((spans * 1000) / (performance.now() - start));
        figures[`spans per second ${what} over ${protocol}`] = rate;
        report(`${spans} spans ${what} over ${protocol}, ${rate} per second, ${faults.length} faults`);
      }
    }
    expectCount("exit code of the server", 0, (await server.stop()) ?? Number.NaN);
    faults.push(...findLoggedFaults(server.log), ...(await store.checkRows()), ...(await store.checkAll()));
    return { figures, faults };
  } finally {
    await server.kill();
    await store.dispose();
  }
}

/** Sums the spans that the server says it has left out, as the exporters of telemetrygen log it. */
function countLeftOut(output: string): number {
  return [...output.matchAll(/(\d+) spans left out/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}
