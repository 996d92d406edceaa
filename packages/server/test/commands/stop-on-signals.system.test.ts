// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { startUpload } from "../http/start-upload.js";
import { sendEvent } from "../served/send-event.js";
import type { ServerProcess } from "../served/server-process.ts";
import { startTestServer } from "../served/start-test-server.js";

const flags = ["--drain-seconds", "3600", "--log-level", "info"];

/** Sends one event after the other until the server exits, and collects those that it acknowledged. */
async function sendEvents(server: ServerProcess, writer: number, acknowledged: Set<string>): Promise<void> {
  while (server.isAlive()) {
    const eventId = `event-${writer}-${acknowledged.size}`;
    const answer = await sendEvent(server.url, eventId).catch(() => undefined);
    if (answer?.status === 202) {
      acknowledged.add(eventId);
    }
  }
}

/** Lets writers send events while the server is stopped, and resolves with the events that it acknowledged. */
async function writeUntilEnd(server: ServerProcess, end: () => Promise<void> | void): Promise<Set<string>> {
  const acknowledged = new Set<string>();
  const writers = Array.from({ length: 8 }, (_, writer) => sendEvents(server, writer, acknowledged));
  await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(50);
  await end();
  await Promise.all(writers);
  return acknowledged;
}

async function expectStored(store: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const { url } = await startTestServer({ store });
  expect(await readEventIds(url)).toEqual(expect.arrayContaining([...acknowledged]));
}

function messages({ log }: ServerProcess): object[] {
  return log.map((line) => JSON.parse(line)).filter(({ level }) => level === "warn" || level === "fatal");
}

it.each(["SIGTERM", "SIGINT"] as const)(
  "exits at once on a second signal, %s, despite a running call, and keeps what it acknowledged",
  async (second) => {
    const store = makeStorePath();
    const server = await startTestServer({ store, flags });
    const acknowledged = await writeUntilEnd(server, async () => {
      await startUpload(server.url, "slow");
      process.kill(server.pid, "SIGTERM");
      await expect.poll(() => server.log.join("\n")).toContain('"msg":"stopping"');
      expect(server.isAlive()).toBe(true);
      process.kill(server.pid, second);
    });
    expect(await server.ended).toBe(1);
    expect(messages(server).at(-1)).toMatchObject({ signal: second, msg: "second signal received, exiting at once" });
    await expectStored(store, acknowledged);
  },
);

/** Returns a prelude that runs code in the server process on SIGUSR2. */
function onUserSignal(code: string): string {
  const program = encodeURIComponent(`process.on("SIGUSR2", () => ${code})`);
  return `export NODE_OPTIONS='--import data:text/javascript,${program}'`;
}

it.each([
  ["an exception", '{ throw new Error("on purpose"); }', 1],
  ["a rejection", '{ Promise.reject(new Error("on purpose")); }', 1],
  ["endless exceptions", 'setInterval(() => { throw new Error("on purpose"); })', 2],
])("logs %s that nothing catches, closes the store and exits with code 1", async (_, code, count) => {
  const store = makeStorePath();
  const server = await startTestServer({ store, flags, prelude: onUserSignal(code) });
  const acknowledged = await writeUntilEnd(server, () => void process.kill(server.pid, "SIGUSR2"));
  expect(await server.ended).toBe(1);
  const fatal = messages(server).filter((entry) => "level" in entry && entry.level === "fatal");
  expect(fatal.length).toBeGreaterThanOrEqual(count);
  for (const entry of fatal) {
    expect(entry).toMatchObject({ msg: "unexpected error", err: { stack: expect.stringContaining("on purpose") } });
  }
  expect(JSON.parse(server.log.at(-1) ?? "")).toMatchObject({ msg: "stopped" });
  expect(existsSync(`${store}-wal`), "SQLite removes it when the store is closed").toBe(false);
  await expectStored(store, acknowledged);
});

it("exits with code 1 on an uncaught error despite a running call, and keeps what it acknowledged", async () => {
  const store = makeStorePath();
  const prelude = onUserSignal('{ throw new Error("on purpose"); }');
  const server = await startTestServer({ store, flags, prelude });
  const acknowledged = await writeUntilEnd(server, async () => {
    await startUpload(server.url, "slow");
    process.kill(server.pid, "SIGUSR2");
  });
  expect(await server.ended).toBe(1);
  expect(messages(server)).toContainEqual(expect.objectContaining({ level: "fatal", msg: "unexpected error" }));
  await expectStored(store, acknowledged);
});
