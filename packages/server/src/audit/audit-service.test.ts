// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createPublicKey, verify } from "node:crypto";
import {
  bytesFromHex,
  type Checkpoint,
  createNoteVerifier,
  openCheckpoint,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from "@chaukas/spec-integrity";
import type { LogEntry } from "@chaukas/spec-integrity/audit";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { type ServedAudit, serveAudit } from "../../test/served/serve-audit.js";
import { protocols } from "../../test/served/serve-backend.js";
import { verifyServedLog } from "../../test/served/verify-served-log.js";
import { naiveLeaf, naiveRoot } from "../../test/suites/naive-tree.js";
import { createLogSigner } from "./checkpoints/signing-key.js";

const tenantId = "acme";
const origin = "audit.example.com/t/acme";
let served: ServedAudit;
/** Leaves of the whole log, in an independent implementation of the tree. */
let leaves: Buffer[];
beforeAll(async () => {
  served = await serveAudit();
  for (const count of [1, 299, 300]) {
    await record(count);
  }
  const records = await readAll();
  leaves = records.map(({ record: text }) => naiveLeaf(text));
});
afterAll(() => served.close());

async function record(count: number): Promise<void> {
  const events = Array.from({ length: count }, () => makeEvent({ tenantId, metadata: { n: count } }));
  const { acceptedCount } = await served.server().ingestEventBatch({ eventBatch: { events } });
  expect(acceptedCount).toBe(count);
}

async function readAll(): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let size = 1; entries.length < size; ) {
    const page = await served.audit().listEntries({ tenantId, fromSequence: BigInt(entries.length), pageSize: 1000 });
    entries.push(...page.entries);
    size = Number(page.logSize);
  }
  return entries;
}

function open(note: string): Checkpoint {
  const verifier = createNoteVerifier(origin, createLogSigner(served.signingKey, tenantId).publicKey);
  const opened = openCheckpoint(note, verifier);
  return opened.valid ? opened.checkpoint : expect.unreachable(opened.message);
}

describe.each(protocols)("over %s", (protocol) => {
  test("signs the current log whenever a larger size is requested", async () => {
    const audit = served.audit(protocol);
    const size = leaves.length;
    const { checkpoint } = await audit.getCheckpoint({ tenantId, minSize: BigInt(size) });
    expect(open(checkpoint)).toEqual({ origin, size, root: new Uint8Array(naiveRoot(leaves)) });
    expect((await audit.getCheckpoint({ tenantId })).checkpoint).toBe(checkpoint);
    await expect(audit.getCheckpoint({ tenantId, minSize: BigInt(size + 1) })).rejects.toMatchObject({
      code: protocol === "rest" ? Code.InvalidArgument : Code.OutOfRange,
      rawMessage: `min_size: expected at most ${size}, the size of the log, got ${size + 1}`,
    });
  });

  test("proves that events are in the log, by event_id and by sequence", async () => {
    const audit = served.audit(protocol);
    for (const sequence of [0, 1, 255, 256, 511, leaves.length - 1]) {
      const proof = await audit.getInclusionProof({ tenantId, sequence: BigInt(sequence) });
      const { size, root } = open(proof.checkpoint);
      const leaf = naiveLeaf(proof.entry?.record ?? "");
      const claim = { index: sequence, size, leaf, root };
      expect(verifyInclusion(claim, proof.hashes.map(bytesFromHex))).toEqual({ valid: true });
      expect([proof.entry?.sequence, proof.treeSize]).toEqual([BigInt(sequence), BigInt(size)]);
      const eventId = proof.entry?.event?.eventId ?? "";
      expect(await audit.getInclusionProof({ tenantId, eventId })).toEqual(proof);
    }
  });

  test("proves inclusion in older trees, without a checkpoint for them", async () => {
    const audit = served.audit(protocol);
    for (const [sequence, size] of [
      [0, 1],
      [7, 300],
      [299, 300],
      [256, 257],
    ] as const) {
      const asked = { tenantId, sequence: BigInt(sequence), treeSize: BigInt(size) };
      const { hashes, treeSize, checkpoint } = await audit.getInclusionProof(asked);
      const claim = { index: sequence, size, leaf: leaves[sequence] as Buffer, root: naiveRoot(leaves.slice(0, size)) };
      expect(verifyInclusion(claim, hashes.map(bytesFromHex))).toEqual({ valid: true });
      expect([treeSize, checkpoint]).toEqual([BigInt(size), ""]);
    }
  });

  test("proves that the log is append-only, from every size but 0", async () => {
    const audit = served.audit(protocol);
    const newest = leaves.length;
    for (const [from, to] of [
      [1, 0],
      [256, 0],
      [299, 511],
      [newest, newest],
    ] as const) {
      const proof = await audit.getConsistencyProof({ tenantId, fromSize: BigInt(from), toSize: BigInt(to) });
      const newSize = to || newest;
      const claim = {
        oldSize: from,
        oldRoot: naiveRoot(leaves.slice(0, from)),
        newSize,
        newRoot: naiveRoot(leaves.slice(0, newSize)),
      };
      expect(verifyConsistency(claim, proof.hashes.map(bytesFromHex))).toEqual({ valid: true });
      expect([proof.fromSize, proof.toSize]).toEqual([BigInt(from), BigInt(newSize)]);
      expect(proof.checkpoint === "").toBe(newSize !== newest);
    }
    await expect(audit.getConsistencyProof({ tenantId, fromSize: 0n })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: expect.stringMatching(/^from_size: value (is required|must be greater)/),
    });
  });

  test("serves full and partial tiles from which the tree can be computed", async () => {
    const audit = served.audit(protocol);
    const tile = (level: number, index: number, width: number) =>
      audit.getTile({ tenantId, level, index: BigInt(index), width }).then(({ hashes }) => Buffer.from(hashes));
    expect(await tile(0, 0, 256)).toEqual(Buffer.concat(leaves.slice(0, 256)));
    expect(await tile(0, 1, 0)).toEqual(Buffer.concat(leaves.slice(256, 512)));
    expect(await tile(0, 2, 88)).toEqual(Buffer.concat(leaves.slice(512, 600)));
    const parents = [naiveRoot(leaves.slice(0, 256)), naiveRoot(leaves.slice(256, 512))];
    expect(await tile(1, 0, 2)).toEqual(Buffer.concat(parents));
    for (const [level, index, width, records] of [
      [0, 2, 89, 601],
      [0, 3, 1, 769],
      [1, 0, 3, 768],
      [2, 0, 1, 65536],
    ] as const) {
      await expect(tile(level, index, width)).rejects.toMatchObject({
        code: Code.NotFound,
        rawMessage: `index, width: expected at most the 600 records that the newest checkpoint covers, got ${records}`,
      });
    }
  });

  test("serves the records of a tile", async () => {
    const audit = served.audit(protocol);
    const texts = async (index: bigint, width: number) =>
      splitBundle((await audit.getEntryBundle({ tenantId, index, width })).entries);
    expect((await texts(0n, 256)).map(naiveLeaf)).toEqual(leaves.slice(0, 256));
    expect((await texts(2n, 88)).map(naiveLeaf)).toEqual(leaves.slice(512));
    await expect(texts(2n, 89)).rejects.toMatchObject({ code: Code.NotFound });
  });

  test("lists the log page by page, with everything needed to verify it", async () => {
    const audit = served.audit(protocol);
    const checkpoints = [open((await audit.getCheckpoint({ tenantId })).checkpoint)];
    expect(await verifyServedLog(audit, tenantId, { origin, checkpoints, pageSize: 250 })).toMatchObject({
      valid: true,
      size: 600,
      redacted: 0,
    });
    expect(await audit.listEntries({ tenantId, fromSequence: 600n })).toMatchObject({ entries: [], logSize: 600n });
    expect((await audit.listEntries({ tenantId, fromSequence: 10n })).entries).toHaveLength(100);
  });

  test("reports records that do not exist or are beyond the newest checkpoint", async () => {
    const audit = served.audit(protocol);
    const outOfRange = protocol === "rest" ? Code.InvalidArgument : Code.OutOfRange;
    for (const [call, code, rawMessage] of [
      [
        () => audit.getInclusionProof({ tenantId, eventId: "nobody" }),
        Code.NotFound,
        'event_id: expected an event of the log, got "nobody"',
      ],
      [
        () => audit.getInclusionProof({ tenantId, sequence: 600n }),
        Code.NotFound,
        "sequence: expected a record of the log, got 600",
      ],
      [
        () => audit.getInclusionProof({ tenantId, treeSize: 601n }),
        outOfRange,
        "tree_size: expected at most 600, the size of the newest checkpoint, got 601",
      ],
      [
        () => audit.getInclusionProof({ tenantId, sequence: 8n, treeSize: 8n }),
        outOfRange,
        expect.stringMatching(/^tree_size: expected more than 8, the sequence of the record, got 8; /),
      ],
      [
        () => audit.getConsistencyProof({ tenantId, fromSize: 1n, toSize: 601n }),
        outOfRange,
        "to_size: expected at most 600, the size of the newest checkpoint, got 601",
      ],
      [
        () => audit.getConsistencyProof({ tenantId, fromSize: 2n, toSize: 1n }),
        Code.InvalidArgument,
        expect.stringContaining("from_size must not be above to_size"),
      ],
      [
        () => audit.getCheckpoint({}),
        Code.InvalidArgument,
        "tenant_id: expected a tenant, since no key determines it, got none",
      ],
      [
        () => audit.listEntries({ tenantId, pageSize: 1001 }),
        Code.InvalidArgument,
        expect.stringMatching(/^page_size: /),
      ],
    ] as const) {
      await expect(call()).rejects.toMatchObject({ code, rawMessage });
    }
  });
});

test("signs the log of a tenant without events, and does not save the checkpoint", async () => {
  const { checkpoint } = await served.audit().getCheckpoint({ tenantId: "nobody" });
  expect(parseNote(checkpoint)).toMatchObject({ origin: "audit.example.com/t/nobody", size: 0 });
  expect(await served.audit().listEntries({ tenantId: "nobody" })).toMatchObject({ entries: [], logSize: 0n });
});

test("signs checkpoints that node:crypto verifies", async () => {
  const { checkpoint } = await served.audit().getCheckpoint({ tenantId });
  const [text = "", signatures = ""] = checkpoint.split("\n\n");
  const [, name, encoded = ""] = signatures.trim().split(" ");
  const x = Buffer.from(createLogSigner(served.signingKey, tenantId).publicKey).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signature = Buffer.from(encoded, "base64").subarray(4);
  expect(name).toBe(origin);
  expect(verify(null, Buffer.from(`${text}\n`), publicKey, signature)).toBe(true);
});

test("marks immutable responses for caches over REST", async () => {
  const cacheControl = async (path: string) =>
    (await fetch(`${served.running.url}/v1/audit/${path}?tenant_id=acme`)).headers.get("cache-control");
  expect(await cacheControl("tile/0/000")).toBe("private, max-age=31536000, immutable");
  expect(await cacheControl("tile/entries/001")).toBe("private, max-age=31536000, immutable");
  expect(await cacheControl("tile/0/002.p/8")).toBe("no-store");
  expect(await cacheControl("checkpoint")).toBe("no-store");
});

test.each([
  ["tile/0/x000", 400, /^tile: expected a path such as tile\/0\/x001\/067, got /],
  ["tile/64/000", 400, /^tile: expected a path/],
  ["tile/0/000.p/256", 400, /^tile: expected a path/],
  ["checkpoint?min_size=-1", 400, /^min_size: expected an integer from 0 to 2\^53 - 1, got "-1"$/],
  ["checkpoint?min_size=9007199254740992", 400, /^min_size: expected an integer/],
  ["checkpoint?size=1", 400, /^query: expected only tenant_id, min_size, got "size"$/],
  ["entries?page_size=1&page_size=2", 400, /^page_size: expected one value, got 2$/],
  ["nothing", 404, /^path: expected a path that this server serves/],
])("refuses %s over REST", async (path, status, detail) => {
  const response = await fetch(`${served.running.url}/v1/audit/${path}`);
  expect(response.status).toBe(status);
  expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
});

test("lists the service in reflection, capabilities and metrics", async () => {
  const { capabilities } = await served.server().getCapabilities({});
  expect(capabilities).toMatchObject({ auditProofs: true, wormRetention: false });
  const metrics = await (await fetch(`${served.running.url}/metrics`)).text();
  expect(metrics).toMatch(/^chaukas_checkpoints_total\{outcome="signed"\} [1-9]/m);
});

function splitBundle(bundle: Uint8Array): string[] {
  const texts: string[] = [];
  const bytes = Buffer.from(bundle);
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + 2 + bytes.readUInt16BE(offset);
    texts.push(bytes.toString("utf8", offset + 2, end));
    offset = end;
  }
  return texts;
}

function parseNote(note: string): Checkpoint {
  return parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
}
