// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createConsistencyProof, parseCheckpoint, verifyConsistency } from "@chaukas/spec-integrity";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CheckpointFault } from "../../src/audit/checkpoints/check-growth.js";
import { type Checkpoints, createCheckpoints } from "../../src/audit/checkpoints/create-checkpoints.js";
import { createDueCheckpoints } from "../../src/audit/checkpoints/create-due-checkpoints.js";
import { createLogSigner } from "../../src/audit/checkpoints/signing-key.js";
import type { EventLog, SavedCheckpoint } from "../../src/store/contract/event-log.js";
import { StoreError } from "../../src/store/contract/store-error.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { openSqliteHarness } from "../suites/open-sqlite-harness.js";
import type { StoreHarness } from "../suites/store-harness.js";

const tenantId = "acme";
const signingKey = { host: "localhost", seed: new Uint8Array(32).fill(7) };
let harness: StoreHarness;
let signed: SavedCheckpoint[];
let faults: (CheckpointFault | undefined)[];
beforeEach(async () => {
  harness = await openSqliteHarness();
  signed = [];
  faults = [];
});
afterEach(() => harness.dispose());

function theLog(): EventLog {
  return harness.store.log ?? expect.unreachable("a store without a log");
}

function checkpointsOver(changes: Partial<EventLog> = {}, seed = signingKey.seed): Checkpoints {
  return createCheckpoints({
    log: { ...theLog(), ...changes },
    signerOf: (tenant) => createLogSigner({ ...signingKey, seed }, tenant),
    now: () => 1_760_000_000_000,
    onSigned: (_, checkpoint) => signed.push(checkpoint),
    onChecked: (_, fault) => faults.push(fault),
  });
}

async function record(count: number): Promise<void> {
  await harness.store.append(Array.from({ length: count }, () => makeNewEvent({ tenantId })));
}

test("signs a log once for each size, and returns the saved checkpoint", async () => {
  const checkpoints = checkpointsOver();
  expect(await checkpoints.newest(tenantId)).toMatchObject({ size: 0 });
  expect(await theLog().readCheckpoint(tenantId)).toBeUndefined();
  await record(3);
  const first = await checkpoints.sign(tenantId);
  expect(await checkpoints.sign(tenantId)).toEqual(first);
  expect(signed).toEqual([first]);
  await record(2);
  expect(await checkpoints.newest(tenantId)).toEqual(first);
  const second = await checkpoints.newest(tenantId, 4);
  expect(second.size).toBe(5);
  expect(await theLog().readCheckpoint(tenantId)).toEqual(second);
  const proof = await createConsistencyProof(3, 5, (nodes) => theLog().readNodes(tenantId, nodes));
  const claim = { oldSize: 3, oldRoot: first.root, newSize: 5, newRoot: second.root };
  expect(verifyConsistency(claim, proof)).toEqual({ valid: true });
});

test("signs at least what was acknowledged before the request, however many concurrent requests there are", async () => {
  const checkpoints = checkpointsOver();
  const asked = Array.from({ length: 20 }, async (_, index) => {
    await record(1);
    const { size } = await theLog().readHead(tenantId);
    return (await checkpoints.newest(tenantId, size)).size >= size && index;
  });
  expect(await Promise.all(asked)).toEqual(asked.map((_, index) => index));
  expect(signed.map(({ size }) => size)).toEqual(signed.map(({ size }) => size).toSorted((a, b) => a - b));
});

test("never contradicts another server on the same store", async () => {
  const servers = [checkpointsOver(), checkpointsOver(), checkpointsOver()];
  for (let round = 0; round < 20; round++) {
    await Promise.all([record(1), ...servers.map((server) => server.sign(tenantId)), record(2)]);
  }
  const roots = new Map(signed.map(({ size, note }) => [size, note]));
  for (const { size, note } of signed) {
    expect(roots.get(size)).toBe(note);
  }
  expect(faults.every((fault) => fault === undefined)).toBe(true);
});

test("retries if another server was faster, and gives up eventually", async () => {
  await record(2);
  let conflicts = 2;
  const saveCheckpoint: EventLog["saveCheckpoint"] = async (tenant, checkpoint) => {
    if (conflicts-- > 0) {
      throw new StoreError("conflict", "a larger checkpoint was saved");
    }
    await theLog().saveCheckpoint(tenant, checkpoint);
  };
  expect((await checkpointsOver({ saveCheckpoint }).sign(tenantId)).size).toBe(2);
  await record(1);
  conflicts = 100;
  await expect(checkpointsOver({ saveCheckpoint }).sign(tenantId)).rejects.toMatchObject({ code: "conflict" });
});

test("refuses to sign a log that is shorter than its last checkpoint or does not extend it", async () => {
  await record(2);
  const first = await checkpointsOver().sign(tenantId);
  await record(1);
  const head = await theLog().readHead(tenantId);
  const broken: [Partial<EventLog>, string, RegExp][] = [
    [
      { readHead: async () => ({ ...head, size: 1 }) },
      "truncated",
      /^log of tenant "acme": expected at least 2 records, got 1; the log is not signed$/,
    ],
    [
      { readHead: async () => ({ size: 3, root: new Uint8Array(32) }) },
      "inconsistent",
      /^log of tenant "acme": expected a log of 3 records that extends its last checkpoint of 2: /,
    ],
    [{ readHead: async () => ({ size: 2, root: new Uint8Array(32) }) }, "inconsistent", /two trees of size 2/],
    [
      { readNodes: async (_, nodes) => nodes.map(() => new Uint8Array(32)) },
      "inconsistent",
      /the proof leads to a different root of size/,
    ],
    [
      { readCheckpoint: async () => ({ ...first, root: new Uint8Array(32) }) },
      "bad_checkpoint",
      /last checkpoint: expected the size and root in its note/,
    ],
    [
      { readCheckpoint: async () => ({ ...first, note: first.note.replace("\n2\n", "\n1\n"), size: 1 }) },
      "bad_checkpoint",
      /last checkpoint: the note: the signature .* does not match the text/,
    ],
    [{ readCheckpoint: async () => ({ ...first, note: "" }) }, "bad_checkpoint", /last checkpoint: the note: /],
  ];
  for (const [changes, code, message] of broken) {
    await expect(checkpointsOver(changes).sign(tenantId)).rejects.toMatchObject({
      name: "CheckpointFault",
      code,
      message: expect.stringMatching(message),
    });
    expect(faults.at(-1)).toMatchObject({ code });
  }
  expect(await theLog().readCheckpoint(tenantId)).toEqual(first);
  expect(await checkpointsOver({ readHead: async () => ({ ...head, size: 1 }) }).newest(tenantId, 2)).toEqual(first);
});

test("continues with another key, but never under another origin", async () => {
  await record(1);
  const first = await checkpointsOver().sign(tenantId);
  await record(1);
  const second = await checkpointsOver({}, new Uint8Array(32).fill(8)).sign(tenantId);
  expect([first.size, second.size]).toEqual([1, 2]);
  await record(1);
  const note = second.note.replaceAll("localhost/t/acme", "elsewhere/t/acme");
  expect(parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1)).origin).toBe("elsewhere/t/acme");
  const moved = { readCheckpoint: async () => ({ ...second, note }) };
  await expect(checkpointsOver(moved).sign(tenantId)).rejects.toThrow(
    "last checkpoint: expected the origin localhost/t/acme, which must never change, got elsewhere/t/acme",
  );
});

test("signs logs in the background, including those that grew before it started, and retries failures", async () => {
  const asked: string[] = [];
  const errors: unknown[] = [];
  let fails = true;
  const due = createDueCheckpoints({
    checkpoints: {
      async sign(tenant) {
        asked.push(tenant);
        if (tenant === "broken" && fails) {
          throw new Error("broken");
        }
        return { size: 0, root: new Uint8Array(), note: "", signedMs: 0 };
      },
    },
    listTenants: async () => ["acme", "broken"],
    onFailed: (error) => errors.push(error),
  });
  await due.signAll();
  await due.signAll();
  due.add("globex");
  fails = false;
  await due.signAll();
  await due.signAll();
  expect(asked).toEqual(["acme", "broken", "broken", "broken", "globex"]);
  expect(errors).toEqual([new Error("broken"), new Error("broken")]);
});
