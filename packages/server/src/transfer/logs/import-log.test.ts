// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@chaukas/server";
import {
  createNoteSigner,
  formatOrigin,
  formatVerifierKey,
  openCheckpoint,
  parseVerifierKey,
  signCheckpoint,
} from "@chaukas/spec-integrity";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { fillStore } from "../../../test/suites/fill-store.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { exportProof, exportState } from "./export-log.js";
import { createFileSource } from "./file-source.js";
import { importLog } from "./import-log.js";
import { createStoreSource } from "./store-source.js";
import { type LogSource, verifyLog } from "./verify-log.js";

const folder = mkdtempSync(join(tmpdir(), "chaukas-import-log-"));
let first: EventStore;
let source: LogSource;
let key = "";
let trail: string[] = [];
let state: string[] = [];
const open: EventStore[] = [];

beforeAll(async () => {
  first = await openNew();
  ({ key } = await fillStore(first));
  source = createStoreSource(first, "acme", "first");
  const { size } = (await first.log?.readHead("acme")) ?? { size: 0 };
  trail = await collect(exportProof(first.log as NonNullable<EventStore["log"]>, "acme", size));
  state = await collect(exportState(first, "acme", { size }));
});
afterAll(async () => {
  await Promise.all(open.map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const line of lines) {
    collected.push(line);
  }
  return collected;
}

async function openNew(): Promise<EventStore> {
  const store = await openStore(join(folder, `${open.length}.db`));
  open.push(store);
  return store;
}

let files = 0;

/** Writes an export and its state to files. */
function writeLog(lines: readonly string[], stateLines = state): LogSource {
  files += 1;
  const [path, statePath] = [join(folder, `log-${files}.jsonl`), join(folder, `log-${files}.state`)];
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  writeFileSync(statePath, stateLines.map((line) => `${line}\n`).join(""));
  return createFileSource(path, statePath);
}

async function readAll(store: EventStore, tenantId: string) {
  return {
    head: await store.log?.readHead(tenantId),
    entries: await store.log?.readEntries(tenantId, { fromSequence: 0, limit: 1000, maxBytes: 2 ** 30 }),
    checkpoints: await store.transfer?.readCheckpoints(tenantId, { afterSize: -1, limit: 100 }),
  };
}

it.each([
  ["a store", () => source],
  ["an export and its state file", () => writeLog(trail)],
])("keeps sequences, times, salts, openings, redactions and checkpoints of a log from %s", async (_, get) => {
  const store = await openNew();
  const verified = await verifyLog(get(), () => ({ verifier: parseVerifierKey(key) }));
  expect(verified).toMatchObject({ tenantId: "acme", size: 523, checkpoints: 2 });
  expect([...verified.revisions]).toEqual([
    [7, 2],
    [300, 1],
  ]);
  expect(await importLog(get(), verified, store, () => {})).toBe("imported");
  const stored = await readAll(store, "acme");
  expect(stored).toEqual(await readAll(first, "acme"));
  for (const { note } of stored.checkpoints ?? []) {
    expect(openCheckpoint(note, parseVerifierKey(key)).valid).toBe(true);
  }
  expect(await importLog(get(), verified, store, () => {})).toBe("present");
  await store.append([makeNewEvent({ tenantId: "acme" })]);
  expect((await store.log?.readHead("acme"))?.size).toBe(524);
});

it("imports only into an empty log", async () => {
  const store = await openNew();
  await store.append([makeNewEvent({ tenantId: "acme" })]);
  await expect(importLog(source, await verifyLog(source), store, () => {})).rejects.toMatchObject({
    code: "conflict",
    message: 'tenant "acme": expected an empty log, found one with 1 events; import it into another store',
  });
});

it("keeps checkpoints of every size, wherever they are in the log, and records after the last", async () => {
  const [from, to] = [await openNew(), await openNew()];
  const log = from.log as NonNullable<EventStore["log"]>;
  const signer = createNoteSigner(formatOrigin(log.originHost, "acme"), new Uint8Array(32).fill(7));
  const sign = async () => {
    const head = await log.readHead("acme");
    const note = signCheckpoint({ origin: signer.name, ...head }, signer);
    await log.saveCheckpoint("acme", { ...head, note, signedMs: 1_760_000_000_000 });
  };
  await from.append([makeNewEvent({ eventId: "e-0", tenantId: "acme" })]);
  await sign();
  await from.append([1, 2, 3].map((number) => makeNewEvent({ eventId: `e-${number}`, tenantId: "acme" })));
  await sign();
  await from.append([makeNewEvent({ eventId: "e-4", tenantId: "acme" })]);
  const moved = createStoreSource(from, "acme", "from");
  const verified = await verifyLog(moved, () => ({ verifier: parseVerifierKey(formatVerifierKey(signer)) }));
  expect(await importLog(moved, verified, to, () => {})).toBe("imported");
  const stored = await readAll(to, "acme");
  expect(stored).toEqual(await readAll(from, "acme"));
  expect(stored.checkpoints?.map(({ size }) => size)).toEqual([1, 4]);
});

it("stores nothing of a log that changes between its verification and its import, and can be repeated", async () => {
  const store = await openNew();
  const verified = await verifyLog(source);
  const changed = writeLog(trail.with(523, trail[523]?.replace('"reason":"test"', '"reason":"other"') ?? ""));
  await expect(importLog(changed, verified, store, () => {})).rejects.toMatchObject({ code: "changed" });
  const empty = { head: { size: 0 }, entries: [], checkpoints: [] };
  expect(await readAll(store, "acme")).toMatchObject(empty);
  expect(await store.listTenants()).toEqual([]);
  expect(await importLog(source, verified, store, () => {})).toBe("imported");
});

const changeLine = (lines: readonly string[], number: number, from: string | RegExp, to: string) => {
  const changed = lines[number - 1]?.replace(from, to);
  expect(changed).not.toBe(lines[number - 1]);
  return lines.with(number - 1, changed ?? "");
};

it.each<[string, () => readonly string[], RegExp]>([
  [
    "another value",
    () => changeLine(trail, 12, "words of number 10", "words of number 11"),
    /:12: record 10 \(e-10\): /,
  ],
  ["a record that is missing", () => trail.toSpliced(400, 1), /:401: record 399: expected the sequence 399, got 400/],
  ["a record twice", () => trail.toSpliced(400, 0, trail[399] ?? ""), /:401: record 398 .*: expected the sequence 399/],
  ["two records swapped", () => trail.with(20, trail[21] ?? "").with(21, trail[20] ?? ""), /:21: record 19/],
  [
    "its end cut off",
    () => trail.slice(0, -1),
    /jsonl: expected the 523 records that its first line announces, got 522$/,
  ],
  ["another replacement", () => changeLine(trail, 9, '"fields":[', '"fields":["/agent_name",'), /record 7 \(e-7\)/],
  [
    "another time of receipt",
    () => changeLine(trail, 5, '"server_timestamp":"2025', '"server_timestamp":"2024'),
    /:5: record 3/,
  ],
  [
    "another host",
    () => changeLine(trail, 1, "localhost", "example.com"),
    /:2: record 0 \(e-0\): expected the worm_proof_id/,
  ],
  ["a line that is no record", () => trail.with(9, "{}"), /:10: record 8: /],
  ["another format", () => ['{"format":"chaukas-integrity/9"}'], /:1: header: expected/],
  ["nothing", () => [], /: expected an export with proofs, got an empty file$/],
])("refuses a log with %s, and names it", async (_, forge, message) => {
  await expect(verifyLog(writeLog(forge()))).rejects.toMatchObject({
    name: "TransferError",
    code: "refused",
    message: expect.stringMatching(message),
  });
});

it.each<[string, () => string[], RegExp]>([
  [
    "of another log",
    () => changeLine(state, 1, '"size":523', '"size":522'),
    /state:1: expected the state of a log of 523/,
  ],
  [
    "that is cut",
    () => state.slice(0, -1),
    /state: expected a last line with the number of lines, got a file that is cut$/,
  ],
  ["without a checkpoint", () => state.toSpliced(1, 1), /state:3: expected 2 lines before it, got 1$/],
  ["with checkpoints out of order", () => [0, 2, 1, 3].map((index) => state[index] ?? ""), /checkpoint of size 500: /],
  ["with another root", () => changeLine(state, 2, /\\n500\\n.{4}/, "\\n500\\nAAAA"), /checkpoint of size 500: /],
  ["with another signature", () => changeLine(state, 2, /(— \S+ ).{8}/, "$1AAAAAAAA"), /checkpoint of size 500: /],
])("refuses a state file %s", async (_, forge, message) => {
  const verifier = parseVerifierKey(key);
  await expect(verifyLog(writeLog(trail, forge()), () => ({ verifier }))).rejects.toMatchObject({
    code: "refused",
    message: expect.stringMatching(message),
  });
});

it("refuses a log that does not match a checkpoint that an auditor kept", async () => {
  const kept = { origin: "localhost/t/acme", size: 100, root: new Uint8Array(32) };
  await expect(verifyLog(source, () => ({ kept: [kept] }))).rejects.toMatchObject({
    message: expect.stringContaining("records 0 to 99 are not those of the kept checkpoint of size 100"),
  });
  await expect(verifyLog(source, () => ({ kept: [{ ...kept, size: 600 }] }))).rejects.toMatchObject({
    message: expect.stringContaining("expected at least 600 records, as in a kept checkpoint, got 523"),
  });
});
