// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Chaukas, type ChaukasOptions, createChaukas } from "@chaukas/sdk";
import { EventStatus } from "@chaukas/spec-common";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type EventServer, serveEvents } from "./serve-events.ts";

let server: EventServer;
let folder: string;
let chaukas: Chaukas | undefined;
beforeEach(async () => {
  server = await serveEvents();
  folder = mkdtempSync(join(tmpdir(), "chaukas-audit-"));
});
afterEach(async () => {
  await chaukas?.close(0);
  await server.close();
  rmSync(folder, { recursive: true });
});

function open(options: ChaukasOptions = {}): Chaukas {
  chaukas = createChaukas({
    baseUrl: server.url,
    tenantId: "acme",
    mode: "audit",
    retry: { initialDelayMs: 10, maxDelayMs: 50 },
    flushAtExit: false,
    ...options,
  });
  return chaukas;
}

it("begins an action only after its start is stored", async () => {
  const seen = await open().tool("pay", { amount: 1 }, async () => (await server.events()).length);
  expect(seen).toBe(1);
  expect(await server.events()).toHaveLength(2);
});

it("does not run an action whose start cannot be recorded", async () => {
  open({ auditTimeoutMs: 300 });
  server.fault = "down";
  let ran = false;
  const paid = chaukas?.tool("pay", {}, () => {
    ran = true;
  });
  await expect(paid).rejects.toMatchObject({
    name: "ChaukasError",
    code: "not_recorded",
    message: expect.stringContaining("expected it to be recorded within 300 ms"),
  });
  expect(ran).toBe(false);
  server.fault = "none";
  await chaukas?.flush();
  // The start arrives late. The trail says that nothing followed.
  expect((await server.events()).map(({ status }) => EventStatus[status])).toEqual(["STARTED", "REJECTED"]);
});

it("does not run an action whose start the server refuses", async () => {
  let ran = false;
  const paid = open().tool({ name: "x".repeat(300), arguments: {} }, () => {
    ran = true;
  });
  await expect(paid).rejects.toThrow("expected it to be stored, got [invalid_argument] /tool_call/name");
  expect(ran).toBe(false);
});

it("does not run an action if the queue is full", async () => {
  open({ queue: { maxBytes: 1 }, auditTimeoutMs: 5000 });
  server.fault = "down";
  chaukas?.emit({ type: 63 }).catch(() => {});
  await expect(chaukas?.tool("pay", {}, () => {})).rejects.toThrow("expected room for it, got a full queue");
});

it("begins an action without the server if the spool has its start", async () => {
  open({ spool: folder });
  server.fault = "down";
  expect(await chaukas?.tool("pay", {}, () => "paid")).toBe("paid");
  expect(await server.events()).toHaveLength(0);
  server.fault = "none";
  await chaukas?.flush();
  expect(await server.events()).toHaveLength(2);
});
