// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Span } from "@chaukas/spec-otel/otlp";
import { findFreePort } from "@chaukas/testdata";
import { installPythonPackages } from "@chaukas/testdata/toolchains";
import { listCapturedOperations, readCapturedSpans } from "../events/read-captured-spans.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { sendSpans } from "../served/send-spans.ts";
import { startServerProcess } from "../served/server-process.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link showInPhoenix}. */
export interface ShowInPhoenixOptions extends SoakOptions {
  readonly rounds: number;
  readonly store: StoreKind;
}

const packages = "arize-phoenix==20.26.1";
const startTimeoutMs = 600_000;
const arriveTimeoutMs = 300_000;

/** The place of a span in its tree, and its name. Phoenix rounds times by way of floats, so they are left out. */
type Place = string;

/**
 * Sends captured spans to a server that forwards them to Phoenix, and reads them back through the API of Phoenix, which must
 * show the same trees. Throws if Phoenix cannot be installed from PyPI or does not start.
 */
export async function showInPhoenix({ rounds, store: kind, report }: ShowInPhoenixOptions): Promise<SoakResult> {
  const installed = await installPythonPackages(packages);
  if (installed.problem !== undefined) {
    throw new Error(`Phoenix ${installed.problem}`);
  }
  const expected = listCapturedOperations().map(placeOf).sort();
  const faults: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const phoenix = await startPhoenix(installed.folder);
    const store = await openSoakStore(kind);
    const flags = ["--forward-otlp", phoenix.url];
    const server = await startServerProcess({ store: store.location, flags });
    try {
      await sendSpans(server.url, readCapturedSpans());
      const shown = await readUntilShown(phoenix.url, expected.length);
      const [missing, more] = [difference(expected, shown), difference(shown, expected)];
      if (missing.length > 0 || more.length > 0) {
        faults.push(`Phoenix: expected ${expected.length} spans, got ${shown.length}`);
        faults.push(...missing.slice(0, 10).map((place) => `Phoenix: expected ${place}`));
        faults.push(...more.slice(0, 10).map((place) => `Phoenix: got ${place}`));
      }
      report(`${round} of ${rounds} rounds, ${shown.length} spans shown, ${faults.length} faults`);
      const exitCode = await server.stop();
      if (exitCode !== 0) {
        faults.push(`server: expected to stop with exit code 0, got ${exitCode}`);
      }
      faults.push(...findLoggedFaults(server.log));
    } finally {
      await server.kill();
      await phoenix.stop();
      await store.dispose();
    }
  }
  return { figures: { rounds, spans: expected.length }, faults };
}

/** Starts Phoenix with an empty database on free ports. Throws its output if it does not start. */
async function startPhoenix(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "chaukas-phoenix-"));
  const [port, grpcPort] = [await findFreePort(), await findFreePort()];
  const env = {
    ...process.env,
    PYTHONPATH: folder,
    NO_PROXY: "127.0.0.1",
    PHOENIX_WORKING_DIR: home,
    PHOENIX_HOST: "127.0.0.1",
    PHOENIX_PORT: String(port),
    PHOENIX_GRPC_PORT: String(grpcPort),
    PHOENIX_TELEMETRY_ENABLED: "false",
  };
  const child = spawn("python3", ["-m", "phoenix.server.main", "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-10_000);
    });
  }
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit").finally(() => {
    process.off("exit", kill);
    rmSync(home, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      kill();
      throw new Error(`Phoenix: did not start:\n${output.trim()}`);
    }
    await sleep(500);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** A span in the API of Phoenix. */
interface PhoenixSpan {
  readonly name: string;
  readonly context: { readonly trace_id: string; readonly span_id: string };
  readonly parent_id: string | null;
}

/** Reads the spans of Phoenix once there are enough, or at the end of the time that they have to arrive. */
async function readUntilShown(url: string, count: number): Promise<Place[]> {
  const deadline = Date.now() + arriveTimeoutMs;
  for (;;) {
    const places = await readPlaces(url);
    if (places.length >= count || Date.now() > deadline) {
      return places.sort();
    }
    await sleep(500);
  }
}

async function readPlaces(url: string): Promise<Place[]> {
  const places: Place[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const response: Response = await fetch(`${url}/v1/projects/default/spans?limit=500${query}`);
    if (response.status === 404) {
      // There is no project before the first span.
      return [];
    }
    const page = (await response.json()) as { data: PhoenixSpan[]; next_cursor: string | null };
    places.push(
      ...page.data.map(({ context, parent_id, name }) =>
        describePlace(context.trace_id, context.span_id, parent_id ?? "", name),
      ),
    );
    cursor = page.next_cursor;
  }
  return places;
}

function placeOf({ traceId, spanId, parentSpanId, name }: Span): Place {
  const hex = (id: Uint8Array) => Buffer.from(id).toString("hex");
  const parent = hex(parentSpanId).replace(/^0+$/, "");
  return describePlace(hex(traceId), hex(spanId), parent, name);
}

function describePlace(...parts: readonly string[]): Place {
  return parts.join(" ");
}

/** Returns the elements of a list that another one lacks. Each counts as often as it is there. */
function difference(list: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const other of others) {
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return list.filter((each) => {
    const count = counts.get(each) ?? 0;
    counts.set(each, count - 1);
    return count <= 0;
  });
}
