// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, createCompactRange, formatRecord, genesisHash, leafHash } from "@chaukas/spec-integrity";
import { expect, it } from "vitest";
import { chainRecords, emptyTail, tilePlaceOf } from "./chain-records.js";
import { hashSubtree } from "./hashes.js";

const record = (n: number) => ({
  eventId: `event-${n}`,
  receivedMs: 1_760_000_000_000 + n,
  commit: new Uint8Array(32).fill(n % 251),
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => record(from + index));

it("computes the leaf of the golden record", () => {
  const golden = {
    eventId: "evt_1",
    receivedMs: Date.parse("2025-01-01T00:00:00Z"),
    commit: Buffer.from("491527380e82ea10ee16bb01d3198a06695152466f2829db41c208da07ab2160", "hex"),
  };
  const { leaves } = chainRecords(emptyTail, [golden]);
  expect(leaves.map(bytesToHex)).toEqual(["706044f7e1a7a4b14fd5878eea1cd5f051c45be5ce5eb1cca043ce501be0782b"]);
});

it("chains each record to the previous one", () => {
  const { leaves } = chainRecords(emptyTail, range(0, 3));
  let hashPrev = genesisHash;
  for (const [sequence, leaf] of leaves.entries()) {
    const { eventId, commit, receivedMs } = record(sequence);
    const time = new Date(receivedMs).toISOString().replace(".000Z", "Z");
    hashPrev = leafHash(formatRecord({ eventId, commit: bytesToHex(commit), hashPrev, sequence, time }));
    expect(bytesToHex(leaf)).toBe(hashPrev);
  }
});

it("has the same result, however the records are batched", () => {
  const whole = chainRecords(emptyTail, range(0, 1000));
  let tail = emptyTail;
  for (let from = 0; from < 1000; from += 77) {
    tail = chainRecords(tail, range(from, Math.min(from + 77, 1000))).tail;
  }
  expect(tail).toEqual(whole.tail);
  expect(chainRecords(tail, [])).toEqual({ tail, leaves: [], fullTiles: [] });
});

it("lists tiles that become full, each after the tiles that it consists of", () => {
  const { leaves, fullTiles } = chainRecords(emptyTail, range(0, 256 * 256 + 300));
  expect(fullTiles.map(({ level, index }) => [level, index])).toEqual([
    ...Array.from({ length: 256 }, (_, index) => [0, index]),
    [1, 0],
    [0, 256],
  ]);
  expect(fullTiles[3]?.root).toEqual(hashSubtree(Buffer.concat(leaves.slice(768, 1024))));
  const roots = fullTiles.slice(0, 256).map(({ root }) => root);
  expect(fullTiles[256]?.root).toEqual(hashSubtree(Buffer.concat(roots)));
});

it("locates every node in the tiles", () => {
  const nodes = new Map<string, Uint8Array>();
  const tiles = new Map<string, Uint8Array[]>();
  const tree = createCompactRange();
  for (const leaf of chainRecords(emptyTail, range(0, 700)).leaves) {
    tree.append(leaf, (node, hash) => {
      nodes.set(JSON.stringify(node), hash);
      const { level, index, start, count } = tilePlaceOf(node);
      if (count === 1) {
        const tile = tiles.get(`${level}/${index}`) ?? [];
        tile[start] = hash;
        tiles.set(`${level}/${index}`, tile);
      }
    });
  }
  expect(nodes.size).toBeGreaterThan(1300);
  for (const [node, hash] of nodes) {
    const { level, index, start, count } = tilePlaceOf(JSON.parse(node));
    const tile = tiles.get(`${level}/${index}`) ?? [];
    const hashes = Buffer.concat(tile.slice(start, start + count));
    expect(bytesToHex(hashSubtree(hashes))).toBe(bytesToHex(hash));
  }
});
