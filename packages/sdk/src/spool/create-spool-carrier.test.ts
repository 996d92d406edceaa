// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSpoolCarrier } from "./create-spool-carrier.js";
import { nameSegment } from "./segment-owner.js";
import { encodeRecords, segmentHead } from "./spool-records.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-spool-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("keeps a segment that cannot be read, sends others meanwhile, and reads it later", async () => {
  // A folder cannot be read as a file.
  mkdirSync(join(folder, nameSegment(0)));
  const sent: Uint8Array[] = [];
  const faults: Error[] = [];
  const ignore = () => {};
  const carrier = createSpoolCarrier(
    folder,
    {
      async send(batch) {
        sent.push(...batch.map(({ bytes }) => bytes));
        return { kind: "stored", refused: new Map(), retry: [] };
      },
    },
    {
      batch: { maxEvents: 10, maxBytes: 1000, delayMs: 1 },
      queue: { maxBytes: 1000, maxSpoolBytes: 2 ** 20, whenFull: "drop-newest" },
      retry: { initialDelayMs: 1, maxDelayMs: 10 },
      onRefused: ignore,
      onFault: (fault) => faults.push(fault),
      onRoom: ignore,
      onWork: ignore,
    },
  );
  await vi.waitFor(() => expect(faults[0]?.message).toMatch(/^EISDIR/));
  expect(await carrier.take({ id: "e", sessionId: "s", bytes: new Uint8Array([1]) })).toBe(true);
  expect(await carrier.flush(1000)).toBe(false);
  expect(sent.map(([byte]) => byte)).toEqual([1]);
  const path = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((name) => statSync(name).isDirectory()) as string;
  rmdirSync(path);
  writeFileSync(path, Buffer.concat([segmentHead, encodeRecords([new Uint8Array([2])])]));
  expect(await carrier.flush(5000)).toBe(true);
  expect(sent.map(([byte]) => byte)).toEqual([1, 2]);
  expect(await carrier.close(1000)).toBe(0);
});
