// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Chaukas, type ChaukasOptions, createChaukas } from "@chaukas/sdk";
import { afterEach, beforeEach, expect, it } from "vitest";
import { killEmitters } from "./kill-emitter.ts";
import { type EventServer, serveEvents } from "./serve-events.ts";

let server: EventServer;
let folder: string;
let opened: Chaukas[];
let faults: string[];
beforeEach(async () => {
  server = await serveEvents();
  folder = mkdtempSync(join(tmpdir(), "chaukas-spool-"));
  opened = [];
  faults = [];
});
afterEach(async () => {
  await Promise.all(opened.map((chaukas) => chaukas.close(0)));
  await server.close();
  rmSync(folder, { recursive: true });
});

function open(options: ChaukasOptions = {}): Chaukas {
  const chaukas = createChaukas({
    baseUrl: server.url,
    tenantId: "acme",
    spool: folder,
    batch: { delayMs: 5 },
    retry: { initialDelayMs: 10, maxDelayMs: 50 },
    flushAtExit: false,
    onFault: ({ message }) => faults.push(message),
    ...options,
  });
  opened.push(chaukas);
  return chaukas;
}

const ids = (count: number, prefix = "e") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const emitMany = (chaukas: Chaukas, count: number, prefix?: string) =>
  Promise.all(ids(count, prefix).map((eventId) => chaukas.emit({ type: 63, eventId })));
const stored = async () => (await server.events()).map(({ eventId }) => eventId);

it("loses no event and stores none twice when its process is killed", async () => {
  const { taken, lost, twice } = await killEmitters(server, folder, 5, Math.random);
  expect(taken).toBeGreaterThan(20);
  expect({ lost, twice }).toEqual({ lost: [], twice: [] });
  expect(readdirSync(folder)).toEqual([]);
});

it("keeps on disk what is not stored, and removes what is", async () => {
  server.fault = "down";
  const chaukas = open();
  await emitMany(chaukas, 10);
  const [segment = ""] = readdirSync(folder);
  expect(readFileSync(join(folder, segment)).includes("e9")).toBe(true);
  server.fault = "none";
  await chaukas.flush();
  expect(await stored()).toEqual(ids(10));
  await chaukas.close();
  expect(readdirSync(folder)).toEqual([]);
});

it("leaves what is not sent to the next instance, in order", async () => {
  server.fault = "down";
  const first = open();
  await emitMany(first, 20);
  expect(await first.close(10)).toBe(0);
  server.fault = "none";
  const second = open();
  expect(await second.flush()).toBe(true);
  expect(await stored()).toEqual(ids(20));
});

it("keeps more on disk than in memory, in order", async () => {
  server.fault = "down";
  const chaukas = open({ queue: { maxBytes: 2000 } });
  for (const eventId of ids(300)) {
    await chaukas.emit({ type: 63, eventId });
  }
  server.fault = "none";
  expect(await chaukas.flush()).toBe(true);
  expect(await stored()).toEqual(ids(300));
});

it("bounds the disk, and writes into the trail how many events are missing", async () => {
  server.fault = "down";
  const chaukas = open({ queue: { maxSpoolBytes: 3000 } });
  const taken = await emitMany(chaukas, 100);
  const kept = taken.filter(Boolean).length;
  expect(kept).toBeGreaterThan(5);
  expect(kept).toBeLessThan(60);
  server.fault = "none";
  await chaukas.flush();
  await chaukas.flush();
  const events = await server.events();
  expect(events.slice(0, kept).map(({ eventId }) => eventId)).toEqual(ids(kept));
  expect(events.slice(kept).map(({ metadata }) => metadata)).toEqual([{ "chaukas.dropped": 100 - kept }]);
});

it("is shared by several instances", async () => {
  const instances = [open(), open(), open()];
  await Promise.all(instances.map((chaukas, index) => emitMany(chaukas, 50, `i${index}-`)));
  await Promise.all(instances.map((chaukas) => chaukas.flush()));
  expect(new Set(await stored()).size).toBe(150);
});

it("writes events again if another process has taken its file over", async () => {
  server.fault = "down";
  const chaukas = open();
  await emitMany(chaukas, 5, "before-");
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name));
  }
  await emitMany(chaukas, 5, "after-");
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(bytes.some((segment) => segment.includes("after-4"))).toBe(true);
});

it("tolerates a torn end, and reports other damage with file and place", async () => {
  server.fault = "down";
  const first = open();
  await emitMany(first, 3);
  await first.close(10);
  const [name = ""] = readdirSync(folder);
  const path = join(folder, name);
  const good = readFileSync(path);
  appendFileSync(path, good.subarray(16, 40));
  const damaged = Buffer.from(good);
  damaged.writeUInt8(damaged.readUInt8(30) ^ 255, 30);
  const other = join(folder, name.replace(/^./, "1"));
  writeFileSync(other, Buffer.concat([damaged]));
  server.fault = "none";
  const second = open();
  expect(await second.flush()).toBe(true);
  expect(new Set(await stored())).toEqual(new Set(ids(3)));
  expect(faults.filter((fault) => fault.includes("checksum"))).toEqual([
    expect.stringMatching(
      /\.spool: expected a record that matches its checksum at byte 16; the file is kept as .*\.damaged$/,
    ),
  ]);
  await second.close();
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.spool\.damaged$/)]);
});
