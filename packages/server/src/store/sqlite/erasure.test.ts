// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@chaukas/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { makeRedaction } from "../../../test/events/make-redaction.js";
import { findLogFaults } from "../../../test/suites/find-log-faults.js";
import type { EventLog, LogEntry } from "../contract/event-log.js";
import type { EventStore } from "../contract/event-store.js";
import type { NewEvent } from "../contract/new-event.js";

// Generous, since a machine that runs the tests of all packages at once is slow.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder = "";
let file = "";
let store: EventStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-erasure-"));
  file = join(folder, "events.db");
  store = await openStore(file);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Returns which of the texts and bytes are found in any file of the database. */
function findRemains(needles: readonly (string | Uint8Array)[]): string[] {
  const names = [file, `${file}-wal`, `${file}-shm`, `${file}-journal`].filter((name) => existsSync(name));
  const found = names.flatMap((name) => {
    const content = readFileSync(name);
    return needles
      .filter((needle) => content.includes(typeof needle === "string" ? needle : Buffer.from(needle)))
      .map((needle) => `${name.slice(file.length)}: ${typeof needle === "string" ? needle.slice(0, 40) : "bytes"}`);
  });
  return found;
}

/** Returns a run of characters in a script without spaces, which occur in no other event. */
const rareOf = (name: string) =>
  Array.from(name, (letter, index) => String.fromCodePoint(0x20000 + 256 * index + letter.charCodeAt(0))).join("");

/** Returns a text whose words occur in no other event. */
const secretOf = (name: string) =>
  `${rareOf(name)} Zx${name}alpha Zx${name}beta-Zx${name}gamma ${`Zx${name}long`.repeat(600)}`;

const secretEvent = (name: string): NewEvent =>
  makeNewEvent({
    tenantId: name.startsWith("b") ? "beta" : "acme",
    agentId: `Zx${name}agent`,
    agentName: `Zx${name}agentname`,
    principal: { id: `Zx${name}principal` },
    cost: { totalCost: 0.25, currency: `Zx${name}` },
    tags: ["all", `Zx${name}tag`],
    content: { case: "message", value: { role: "user", text: secretOf(name) } },
    // The name of a member is erased with its container.
    metadata: { nested: { [`Zx${name}key`]: `Zx${name}short`, list: [`Zx${name}item`, 1, null] }, kept: "plain words" },
  });

/** Returns every form in which the store could have kept a secret. */
function needlesOf(name: string, { event, opening }: LogEntry): (string | Uint8Array)[] {
  const bytes = [Buffer.from(event.contentHash, "hex")];
  const key = opening.kind === "salt_key" ? [opening.saltKey] : [];
  return [`Zx${name}`, `zx${name}`, ...rareOf(name), event.contentHash, secretOf(name), ...bytes, ...key];
}

const filler = (count: number, tenantId: string) =>
  Array.from({ length: count }, (_, index) =>
    makeNewEvent({
      tenantId,
      content: { case: "message", value: { text: `word${index} zx${index} refund zz${index}` } },
    }),
  );

async function findEntry(log: EventLog, tenantId: string, eventId: string): Promise<LogEntry> {
  const fromSequence = (await log.findSequence(tenantId, eventId)) ?? -1;
  const [entry] = await log.readEntries(tenantId, { fromSequence, limit: 1 });
  return entry as LogEntry;
}

test("redacted content is gone from the database, its word index and its write-ahead log after a purge", async () => {
  const log = store.log as EventLog;
  const names = ["asmall", "bsmall", "amiddle", "bmiddle", "alast"];
  const secrets = new Map(names.map((name) => [name, secretEvent(name)]));
  // The two tenants alternate, so that rows of one have to make room for rows of the other.
  for (const name of names) {
    await store.append([...filler(700, "acme"), secrets.get(name) as NewEvent, ...filler(700, "beta")]);
  }
  const needles: (string | Uint8Array)[] = [];
  for (const [name, { event }] of secrets) {
    const entry = await findEntry(log, event.tenantId, event.eventId);
    needles.push(...needlesOf(name, entry));
  }
  expect(findRemains(names.map((name) => `Zx${name}`))).not.toEqual([]);
  const places = ["/message/text", "/metadata/nested", "/agent_id", "/agent_name", "/principal/id", "/cost", "/tags/1"];
  for (const { event } of secrets.values()) {
    const entry = await findEntry(log, event.tenantId, event.eventId);
    await log.redact(event.tenantId, makeRedaction(entry, places));
  }
  await log.purge();
  expect(findRemains(needles)).toEqual([]);
  for (const tenantId of ["acme", "beta"]) {
    expect(await findLogFaults(log, tenantId)).toEqual([]);
    const page = await store.findPage({ filter: { tenantId, words: ["plain"] }, order: "ascending", limit: 10 });
    expect(page.events).toHaveLength(tenantId === "acme" ? 3 : 2);
    const tagged = { filter: { tenantId, tags: ["all"] }, order: "ascending", limit: 10 } as const;
    expect((await store.findPage(tagged)).events).toHaveLength(page.events.length);
    const fillers = { filter: { tenantId, words: ["refund"] }, order: "ascending", limit: 1 } as const;
    expect((await store.findPage(fillers)).totalCount).toBe(3500);
  }
});
