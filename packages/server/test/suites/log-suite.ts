// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import {
  bytesToHex,
  commitEvent,
  createConsistencyProof,
  createInclusionProof,
  formatOrigin,
  formatRecord,
  genesisHash,
  normalTimestamp,
  verifyConsistency,
  verifyInclusion,
} from "@chaukas/spec-integrity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventLog, LogEntry } from "../../src/store/contract/event-log.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { findLogFaults } from "./find-log-faults.js";
import { naiveLeaf, naiveRoot } from "./naive-tree.js";
import type { StoreHarness } from "./store-harness.js";

/** Tests that the log of a store conforms to chaukas-integrity/1, §4. */
export function describeLog(get: () => StoreHarness): void {
  const logOf = () => get().store.log as EventLog;
  const append = (tenantId: string, count: number) =>
    get().store.append(
      Array.from({ length: count }, (_, index) =>
        makeNewEvent({ tenantId, metadata: { index, text: "€" } }, 1_760_000_000_000 + index * 7),
      ),
    );
  const readAll = (tenantId: string) => logOf().readEntries(tenantId, { fromSequence: 0, limit: 10_000 });

  /** Computes a whole log from its events and salt keys, and compares it with the stored one. */
  const expectLog = async (tenantId: string, size: number) => {
    const entries = await readAll(tenantId);
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: size }, (_, index) => index));
    const leaves: Buffer[] = [];
    for (const entry of entries) {
      leaves.push(expectEntry(entry, leaves.at(-1)?.toString("hex") ?? genesisHash, logOf().originHost));
    }
    const head = await logOf().readHead(tenantId);
    expect([head.size, bytesToHex(head.root)]).toEqual([size, naiveRoot(leaves).toString("hex")]);
    expect(await findLogFaults(logOf(), tenantId)).toEqual([]);
    return leaves;
  };

  describe("log", () => {
    test("chains concurrent batches of several tenants in the same way as a naive computation", async () => {
      const sizes = { "log-a": 0, "log-b": 0, "log ☃#/c": 0 };
      const tenantIds = Object.keys(sizes) as (keyof typeof sizes)[];
      const batches = fc.array(fc.record({ tenant: fc.nat(2), count: fc.nat(60) }), { minLength: 8, maxLength: 12 });
      const run = async (calls: readonly { tenant: number; count: number }[]) => {
        await Promise.all(calls.map(({ tenant, count }) => append(tenantIds[tenant] as string, count)));
        for (const { tenant, count } of calls) {
          sizes[tenantIds[tenant] as keyof typeof sizes] += count;
        }
      };
      await fc.assert(fc.asyncProperty(batches, run), { numRuns: 3 });
      for (const tenantId of tenantIds) {
        await expectLog(tenantId, sizes[tenantId]);
      }
    });

    test("contains no duplicates and no rejected events", async () => {
      const tenantId = "log-twice";
      const one = makeNewEvent({ tenantId, eventId: "one" });
      const other = makeNewEvent({ tenantId, eventId: "one", agentId: "other" });
      await get().store.append([one, one, other, makeNewEvent({ tenantId }), one]);
      await expectLog(tenantId, 2);
    });

    test("continues the same tree after the store is opened again", async () => {
      const tenantId = "log-reopened";
      await append(tenantId, 300);
      const before = await expectLog(tenantId, 300);
      await get().reopen();
      await append(tenantId, 300);
      const after = await expectLog(tenantId, 600);
      expect(after.slice(0, 300)).toEqual(before);
    });

    test("has size 0 and the root of an empty tree for a tenant without events", async () => {
      expect(await logOf().readHead("log-of-nobody")).toMatchObject({ size: 0 });
      expect(bytesToHex((await logOf().readHead("log-of-nobody")).root)).toBe(genesisHash);
      expect(await logOf().readEntries("log-of-nobody", { fromSequence: 0, limit: 1 })).toEqual([]);
      expect(await logOf().findSequence("log-of-nobody", "x")).toBeUndefined();
      expect(await logOf().readCheckpoint("log-of-nobody")).toBeUndefined();
    });

    test("returns entries from any position, up to the maximum number and size, but at least one", async () => {
      const tenantId = "log-entries";
      await append(tenantId, 20);
      const sequences = async (range: { fromSequence: number; limit: number; maxBytes?: number }) =>
        (await logOf().readEntries(tenantId, range)).map(({ sequence }) => sequence);
      expect(await sequences({ fromSequence: 0, limit: 3 })).toEqual([0, 1, 2]);
      expect(await sequences({ fromSequence: 18, limit: 10 })).toEqual([18, 19]);
      expect(await sequences({ fromSequence: 20, limit: 10 })).toEqual([]);
      expect(await sequences({ fromSequence: 5, limit: 10, maxBytes: 1 })).toEqual([5]);
      expect((await sequences({ fromSequence: 0, limit: 10, maxBytes: 300 })).length).toBeLessThan(10);
    });

    test("finds the sequence of an event", async () => {
      const tenantId = "log-sequence";
      const events = ["\u0000", "b", "c"].map((eventId) => makeNewEvent({ tenantId, eventId }));
      await get().store.append(events);
      expect(await logOf().findSequence(tenantId, "\u0000")).toBe(0);
      expect(await logOf().findSequence(tenantId, "c")).toBe(2);
      expect(await logOf().findSequence(tenantId, "d")).toBeUndefined();
    });

    test("has the same events as queries return", async () => {
      const tenantId = "log-shown";
      await append(tenantId, 3);
      const entries = await readAll(tenantId);
      const page = await get().store.findPage({ filter: { tenantId }, order: "ascending", limit: 10 });
      const read = await get().store.readLog(tenantId, { limit: 10 });
      expect(page.events).toEqual(entries.map(({ sequence, event }) => ({ sequence, event })));
      expect(read).toEqual(page.events);
    });

    test("has the nodes for proofs of all kinds", async () => {
      const tenantId = "log-proofs";
      await append(tenantId, 700);
      const leaves = (await readAll(tenantId)).map(({ leaf }) => leaf);
      const readNodes = (nodes: Parameters<EventLog["readNodes"]>[1]) => logOf().readNodes(tenantId, nodes);
      for (const [index, size] of [
        [0, 1],
        [0, 700],
        [255, 256],
        [256, 257],
        [511, 700],
        [699, 700],
        [3, 600],
      ] as const) {
        const proof = await createInclusionProof(index, size, readNodes);
        const claim = { index, size, leaf: leaves[index] as Uint8Array, root: naiveRoot(leaves.slice(0, size)) };
        expect(verifyInclusion(claim, proof)).toMatchObject({ valid: true });
      }
      for (const [oldSize, newSize] of [
        [1, 700],
        [256, 700],
        [300, 512],
        [699, 700],
        [700, 700],
      ] as const) {
        const proof = await createConsistencyProof(oldSize, newSize, readNodes);
        const roots = [oldSize, newSize].map((size) => naiveRoot(leaves.slice(0, size))) as [Buffer, Buffer];
        const claim = { oldSize, oldRoot: roots[0], newSize, newRoot: roots[1] };
        expect(verifyConsistency(claim, proof)).toMatchObject({ valid: true });
      }
    });

    test("rejects an event without a seal, and all other events of the call", async () => {
      const tenantId = "log-unsealed";
      const { seal: _, ...unsealed } = makeNewEvent({ tenantId });
      await expect(get().store.append([makeNewEvent({ tenantId }), unsealed])).rejects.toThrow(
        `event "${unsealed.event.eventId}": expected a seal, since the store keeps a log`,
      );
      expect(await logOf().readHead(tenantId)).toMatchObject({ size: 0 });
    });
  });
}

/** Computes the leaf of an entry, and expects the entry to have it and everything that it is computed from. */
function expectEntry(entry: LogEntry, hashPrev: string, originHost: string): Buffer {
  const { event, sequence, opening } = entry;
  const saltKey = opening.kind === "salt_key" ? opening.saltKey : new Uint8Array();
  const { contentHash, commit } = commitEvent(clone(EventSchema, event), saltKey);
  expect(event.serverTimestamp).toMatchObject(entry.serverTimestamp);
  const time = normalTimestamp(entry.serverTimestamp);
  const leaf = naiveLeaf(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time }));
  expect([entry.commit, entry.hashPrev, entry.leaf].map(bytesToHex)).toEqual([commit, hashPrev, leaf.toString("hex")]);
  const wormProofId = `${formatOrigin(originHost, event.tenantId)}#${sequence}`;
  expect(event).toMatchObject({ contentHash, hashPrev, wormProofId });
  expect(entry.revision).toBe(0);
  return leaf;
}
