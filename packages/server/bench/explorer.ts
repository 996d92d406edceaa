// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { type Browser, chromium, type Request } from "playwright-core";
import { runCommand } from "../test/served/run-command.ts";
import { startServerProcess } from "../test/served/server-process.ts";
import { buildTrail, longSession, shortSession, trailHost } from "./lib/build-trail.ts";
import { capturedTenant } from "./lib/captured-events.ts";
import { readIntoCache } from "./lib/read-into-cache.ts";

/** Maximum time from the arrival of the data until a view can be used, in milliseconds. */
const barMs = 1000;
const longTrail = 1_000_000;
const timeoutMs = 180_000;

const session = `#/session/${longSession.id}`;

interface View {
  readonly hash: string;
  /** Selects what is in the page once the view can be used. */
  readonly ready: string;
  /** Whether the page computes on while its reader uses it, so that no bar applies. */
  readonly isBackground?: true;
}

const views: Readonly<Record<string, View>> = {
  "list of sessions": { hash: "#/sessions", ready: "main > table tbody tr" },
  "sessions with errors of an agent": {
    hash: "#/sessions?only_with_errors=true&agent_id=triage-1",
    ready: "main > table tbody tr",
  },
  "list of events": { hash: "#/events", ready: "main > table tbody tr" },
  "events of a type": { hash: "#/events?types=POLICY_DECISION", ready: "main > table tbody tr" },
  "events with a word": { hash: "#/events?text_query=refund", ready: "main > table tbody tr" },
  "agents, of the newest 20,000 events": { hash: "#/agents", ready: "main > table tbody tr" },
  "session of 10,000 events": { hash: session, ready: "[role=treeitem]" },
  "its proof, computed meanwhile": { hash: session, ready: ".proof .verdict", isBackground: true },
  "its conversation": { hash: `${session}?as=conversation`, ready: ".conversation li" },
  "compared with another": { hash: `#/compare/${longSession.id}/${shortSession}`, ready: ".compare tbody tr" },
  trail: { hash: "#/trail", ready: ".proof .verdict" },
};

interface Visit {
  /** From when the data had arrived until the view was drawn and answered its reader, in milliseconds. */
  readonly usableMs: number;
  /** Longest time in which it did not answer, in milliseconds. 0 if that was never more than 50. */
  readonly blockedMs: number;
  /** What the page asked the server for before that. */
  readonly requests: readonly Request[];
}

/** Measures how long views of the explorer take on a large trail, beside the calls of the API that they make. */
export async function benchExplorer({ rounds, events }: BenchOptions<"events" | "rounds">): Promise<BenchResult> {
  const count = Math.min(events, longTrail);
  console.log(`\nviews of the explorer in Chromium, on a trail of ${count} events`);
  if (chromiumPath === undefined) {
    console.log("  skipped: Chromium is not installed");
    return { missed: [], tables: {} };
  }
  const store = await buildTrail(count);
  await readIntoCache(store);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const key = join(folder, "signing.key");
  await runCommand(["signing-key", "create", key, "--origin", trailHost]);
  const flags = ["--signing-key", key, "--origin", trailHost, "--default-tenant", capturedTenant];
  const server = await startServerProcess({ store, flags });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  try {
    const rows: string[][] = [];
    const missed: string[] = [];
    for (const [name, { hash, ready, isBackground = false }] of Object.entries(views)) {
      const measured: { raw: number; usable: number; blocked: number }[] = [];
      // The first round is a warm-up.
      for (let round = -1; round < rounds; round++) {
        const { requests, usableMs, blockedMs } = await visit(browser, `${server.url}/${hash}`, ready);
        const rawMs = await repeat(requests);
        if (round >= 0) {
          measured.push({ raw: rawMs, usable: usableMs, blocked: blockedMs });
        }
      }
      const usable = measured.map((one) => one.usable);
      rows.push([
        name,
        quantile(measured.map(({ raw }) => raw)).toFixed(0),
        formatRange(usable, 0),
        quantile(measured.map(({ blocked }) => blocked)).toFixed(0),
      ]);
      if (quantile(usable) > barMs && !isBackground) {
        missed.push(`${name}: usable ${quantile(usable).toFixed(0)} ms after its data arrived, bar ${barMs} ms`);
      }
    }
    const header = ["view", "calls of the API (ms)", "usable after the data arrived (ms)", "longest block (ms)"];
    return { missed, tables: { explorer: printTable({ header, rows }) } };
  } finally {
    await browser.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a view in a new tab, as at a first visit. */
async function visit(browser: Browser, url: string, ready: string): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const requests: Request[] = [];
    page.on("request", (request) => request.url().includes("/v1/") && requests.push(request));
    await page.addInitScript(watch, ready);
    await page.goto(url);
    await page
      .waitForFunction(() => "usable" in globalThis, undefined, { timeout: timeoutMs })
      .catch(async (cause) => {
        throw new Error(`${url}: expected ${ready}, got ${await page.locator("main").textContent()}`, { cause });
      });
    const { arrived, count, ...times } = await page.evaluate(readTimes);
    if (!Number.isFinite(arrived)) {
      throw new Error(`${url}: expected calls of the API before ${ready}, got none`);
    }
    return { ...times, requests: requests.slice(0, count) };
  } finally {
    await context.close();
  }
}

interface Watched {
  /** When the view was drawn and could answer its reader. */
  usable: number;
  /** When it was in the document. */
  inDocument: number;
  readonly blocks: PerformanceEntry[];
}

/** Notes, in the page, when what a selector finds was drawn, and the times in which the page did not answer. */
function watch(ready: string): void {
  const watched = globalThis as unknown as Watched;
  const blocks: PerformanceEntry[] = [];
  Object.assign(watched, { blocks });
  new PerformanceObserver((list) => blocks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  const observer = new MutationObserver(() => {
    if (document.querySelector(ready) !== null) {
      observer.disconnect();
      watched.inDocument = performance.now();
      requestAnimationFrame(() => setTimeout(() => setTimeout(() => (watched.usable = performance.now()))));
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}

function readTimes() {
  const { usable, inDocument, blocks } = globalThis as unknown as Watched;
  const calls = performance
    .getEntriesByType("resource")
    .map((entry) => entry as PerformanceResourceTiming)
    .filter(({ name, responseEnd }) => name.includes("/v1/") && responseEnd <= inDocument);
  const arrived = Math.max(...calls.map(({ responseEnd }) => responseEnd));
  const own = blocks.filter(({ startTime }) => startTime < usable).map(({ duration }) => duration);
  return { arrived, count: calls.length, usableMs: usable - arrived, blockedMs: Math.max(0, ...own) };
}

/** Sends requests again, one after the other, and returns how long their responses took in all, in milliseconds. */
async function repeat(requests: readonly Request[]): Promise<number> {
  const start = performance.now();
  for (const request of requests) {
    const { accept = "", "content-type": type } = request.headers();
    const headers = { accept, ...(type !== undefined && { "content-type": type }) };
    await (await fetch(request.url(), { method: request.method(), headers, body: request.postData() })).arrayBuffer();
  }
  return performance.now() - start;
}
