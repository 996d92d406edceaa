// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type EventServer, serveEvents } from "./serve-events.ts";

let server: EventServer;
let folder: string;
beforeEach(async () => {
  server = await serveEvents();
  folder = mkdtempSync(join(tmpdir(), "chaukas-exit-"));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const ids = Array.from({ length: 10 }, (_, index) => `e${index}`);

let stderr = "";

function run(
  way: string,
  env: Record<string, string>,
  exitTimeoutMs = 5000,
): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    const program = join(import.meta.dirname, "programs/emit-and-end.ts");
    const child = spawn(process.execPath, [program, way, String(exitTimeoutMs)], {
      env: { ...process.env, ...env },
      stdio: "pipe",
    });
    child.stdout.on("data", (data: Buffer) => {
      if (data.includes("waiting")) {
        child.kill("SIGTERM");
      }
    });
    stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

it.each([
  ["return", { code: 0, signal: null }],
  ["throw", { code: 1, signal: null }],
  ["exit", { code: 3, signal: null }],
  ["wait", { code: null, signal: "SIGTERM" }],
])("sends what is left if the program ends by %s, and leaves its end as it is", async (way, end) => {
  expect(await run(way, { CHAUKAS_BASE_URL: server.url })).toEqual(end);
  expect((await server.events()).map(({ eventId }) => eventId)).toEqual(ids);
});

it.each(["return", "throw", "exit", "wait"])("writes what is left to a file if the program ends by %s", async (way) => {
  const file = join(folder, "events.jsonl");
  await run(way, { CHAUKAS_FILE: file });
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).event_id)).toEqual(ids);
});

it("does not wait for ever for a server that is away", async () => {
  server.fault = "down";
  const env = { CHAUKAS_BASE_URL: server.url };
  expect(await run("exit", env)).toEqual({ code: 3, signal: null });
  expect(await run("return", env)).toEqual({ code: 0, signal: null });
  expect(await run("wait", env)).toEqual({ code: null, signal: "SIGTERM" });
  expect(await server.events()).toEqual([]);
});

it.each([
  ["return", { code: 0, signal: null }],
  ["throw", { code: 1, signal: null }],
  ["exit", { code: 3, signal: null }],
  ["wait", { code: null, signal: "SIGTERM" }],
])("waits for a server that does not answer until the limit if the program ends by %s", async (way, end) => {
  server.fault = "hang";
  expect(await run(way, { CHAUKAS_BASE_URL: server.url }, 1500)).toEqual(end);
  // The program waits itself, or for a child process.
  expect(stderr).toMatch(/10 events are lost at the end of the process: .*(?:ETIMEDOUT|in time)/);
  expect(await server.events()).toEqual([]);
});

it.each(["return", "exit", "wait"])(
  "warns of what is lost if there is no hook for faults, and the program ends by %s",
  async (way) => {
    server.fault = "down";
    await run(way, { CHAUKAS_BASE_URL: server.url, HOOKS: "off" }, 500);
    expect(stderr).toMatch(/^@chaukas\/sdk: 10 events are lost at the end of the process: /m);
  },
);
