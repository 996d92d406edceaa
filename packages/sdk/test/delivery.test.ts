// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Chaukas, type ChaukasOptions, createChaukas } from "@chaukas/sdk";
import { EventType } from "@chaukas/spec-common";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type EventServer, serveEvents } from "./serve-events.ts";

let server: EventServer;
let chaukas: Chaukas | undefined;
let faults: Error[];
beforeEach(async () => {
  server = await serveEvents();
  faults = [];
});
afterEach(async () => {
  await chaukas?.close(0);
  await server.close();
});

function open(options: ChaukasOptions = {}): Chaukas {
  chaukas = createChaukas({
    baseUrl: server.url,
    tenantId: "acme",
    batch: { delayMs: 10 },
    retry: { initialDelayMs: 10, maxDelayMs: 50 },
    flushAtExit: false,
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  return chaukas;
}

const type = EventType.SYSTEM;
const emitMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => chaukas?.emit({ type, eventId: `e${index}` })));

it("sends 3,000 events that come at once, in order and in few requests", async () => {
  open();
  await emitMany(3000);
  expect(await chaukas?.flush()).toBe(true);
  const events = await server.events();
  expect(events.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 3000 }, (_, index) => `e${index}`));
  expect(server.requests).toBeLessThan(20);
});

it.each(["down", "lose-response", 503, 429, 401] as const)(
  "stores each event once after the fault %s",
  async (fault) => {
    open();
    server.fault = fault;
    await emitMany(50);
    expect(await chaukas?.flush(50)).toBe(false);
    await vi.waitFor(() => expect(faults.length).toBeGreaterThan(0), { timeout: 20_000 });
    server.fault = "none";
    expect(await chaukas?.flush(20_000)).toBe(true);
    expect(await server.events()).toHaveLength(50);
    expect(chaukas?.counts).toEqual({ taken: 50, stored: 50, rejected: 0, dropped: 0 });
  },
);

it.each([401, 403] as const)(
  "warns once that the key is refused with %i, and sends what waits with a valid one",
  async (status) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    open({ onFault: undefined });
    server.fault = status;
    await emitMany(3);
    await chaukas?.flush(30);
    await chaukas?.flush(30);
    await vi.waitFor(() => expect(server.requests).toBeGreaterThan(2), { timeout: 20_000 });
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining(`${server.url} does not accept the key, so that events wait: [`)],
    ]);
    server.fault = "none";
    expect(await chaukas?.flush(20_000)).toBe(true);
    expect(chaukas?.counts).toEqual({ taken: 3, stored: 3, rejected: 0, dropped: 0 });
    warn.mockRestore();
  },
);

it("warns once that the server cannot be reached if there is no hook for faults", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  open({ onFault: undefined });
  server.fault = "down";
  await emitMany(3);
  await chaukas?.flush(100);
  await vi.waitFor(() => expect(warn).toHaveBeenCalled(), { timeout: 20_000 });
  await chaukas?.flush(100);
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^@chaukas\/sdk: http.*: fetch failed/)]]);
  warn.mockRestore();
});

it("warns once that events are refused if there is no hook for refusals", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  open({ tenantId: undefined });
  await emitMany(3);
  expect(await chaukas?.flush()).toBe(true);
  expect(chaukas?.counts.rejected).toBe(3);
  expect(warn.mock.calls).toEqual([["@chaukas/sdk: an event was refused: tenant_id: value is required"]]);
  warn.mockRestore();
});

it("warns of nothing that a hook is called for", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const refused: string[] = [];
  open({ tenantId: undefined, onRejected: ({ field }) => refused.push(field) });
  server.fault = "down";
  await emitMany(1);
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(0), { timeout: 20_000 });
  server.fault = "none";
  await chaukas?.flush(20_000);
  expect(refused).toEqual(["/tenant_id"]);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it("names each poison event of a batch, and stores the others", async () => {
  const refused: string[] = [];
  open({ onRejected: ({ eventId, field }) => refused.push(`${eventId} ${field}`) });
  const events = Array.from({ length: 300 }, (_, index) => ({
    type,
    eventId: `e${index}`,
    // Only the server knows the rule.
    ...(index % 30 === 7 ? { agentName: "x".repeat(300) } : {}),
  }));
  await Promise.all(events.map((event) => chaukas?.emit(event)));
  expect(await chaukas?.flush()).toBe(true);
  const poison = events.filter(({ agentName }) => agentName !== undefined).map(({ eventId }) => eventId);
  expect(refused).toEqual(poison.map((id) => `${id} /agent_name`));
  const good = events.map(({ eventId }) => eventId).filter((id) => !poison.includes(id));
  expect((await server.events()).map(({ eventId }) => eventId)).toEqual(good);
  expect(chaukas?.counts).toEqual({ taken: 300, stored: 290, rejected: 10, dropped: 0 });
});

it("splits a batch that is too large for a proxy", async () => {
  open({ gzip: false });
  server.fault = 413;
  await emitMany(40);
  await chaukas?.flush(20);
  server.fault = "none";
  await chaukas?.flush();
  // The first requests were refused as a whole. No event was refused, unless it came alone.
  const { stored, rejected } = chaukas?.counts ?? { stored: 0, rejected: 0 };
  expect(stored + rejected).toBe(40);
  expect(await server.events()).toHaveLength(stored);
});

it("drops the newest events if there is no room, and writes how many into the trail", async () => {
  open({ queue: { maxBytes: 3000 } });
  server.fault = "down";
  const taken = await emitMany(100);
  const kept = taken.filter(Boolean).length;
  expect(kept).toBeGreaterThan(5);
  expect(kept).toBeLessThan(60);
  expect(chaukas?.counts.dropped).toBe(100 - kept);
  server.fault = "none";
  await chaukas?.flush();
  await chaukas?.flush();
  const events = await server.events();
  expect(events.slice(0, kept).map(({ eventId }) => eventId)).toEqual(
    Array.from({ length: kept }, (_, index) => `e${index}`),
  );
  expect(events.slice(kept).map(({ metadata }) => metadata)).toEqual([{ "chaukas.dropped": 100 - kept }]);
});

it("lets callers wait for room with the policy block", async () => {
  open({ queue: { maxBytes: 3000, whenFull: "block" } });
  server.fault = "down";
  let done = 0;
  const all = Promise.all(
    Array.from({ length: 100 }, (_, index) => chaukas?.emit({ type, eventId: `e${index}` }).then(() => done++)),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(done).toBeLessThan(60);
  server.fault = "none";
  await all;
  await chaukas?.flush();
  expect((await server.events()).map(({ eventId }) => eventId)).toEqual(
    Array.from({ length: 100 }, (_, index) => `e${index}`),
  );
});

it("reports how many events are lost if the server stays away until the end", async () => {
  open();
  server.fault = "down";
  await emitMany(7);
  expect(await chaukas?.close(50)).toBe(7);
  expect(await chaukas?.emit({ type })).toBe(false);
});

it("passes work in the background to waitUntil", async () => {
  const works: Promise<unknown>[] = [];
  open({ waitUntil: (work) => works.push(work) });
  await emitMany(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(works).toHaveLength(1);
  await works[0];
  expect(await server.events()).toHaveLength(1);
});

it.each([
  [{ mode: "strict" as never }, '[invalid_option] mode: expected "observe" or "audit", got "strict"'],
  [{ baseUrl: "localhost:1" }, "[invalid_option] baseUrl: expected an absolute http or https URL"],
  [{ baseUrl: "http://h/?" }, 'expected an absolute http or https URL without query, got "http://h/?"'],
  [{ baseUrl: "http://h/#" }, 'expected an absolute http or https URL without query, got "http://h/#"'],
  [{ baseUrl: "http://u:secret@h" }, "expected a URL without user name and password"],
  [{ apiKey: "a b" }, "[invalid_option] apiKey: expected visible ASCII characters without spaces"],
  [{ batch: { maxEvents: 2000 } }, "[invalid_option] batch.maxEvents: expected a number from 1 to 1000, got 2000"],
  [{ file: "a", baseUrl: "http://h" }, "[invalid_option] file: expected either file or baseUrl, got both"],
  [{ auditBy: "spool" as const }, '[invalid_option] auditBy: expected a spool for "spool"'],
  [{ mask: { paths: ["/event_id"] } }, "[invalid_option] mask.paths: expected a JSON Pointer to a field"],
])("refuses the options %j", (options, message) => {
  expect(() => createChaukas(options)).toThrow(message);
});
