// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { create, fromBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import vectors from "@chaukas/spec-vectors/vectors/integrity/events.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { commitToEvent } from "./commit-to-event.ts";

interface EventVector {
  readonly id: string;
  readonly binary: string;
  readonly key: string;
  readonly normal_form: string;
  readonly content_hash: string;
  readonly leaves: readonly { readonly value: string; readonly salt: string; readonly digest: string }[];
  readonly commit: string;
  readonly record: string;
  readonly leaf: string;
  readonly worm_proof_id: string;
}

const committed = vectors.filter((vector) => vector.key !== undefined) as readonly EventVector[];
const refused = vectors.filter((vector) => vector.key === undefined);
const read = (file: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`@chaukas/spec-vectors/vectors/${file}`)));

describe("commitToEvent", () => {
  it.each(committed)("computes what the vectors say of $id", ({ binary, key, ...expected }) => {
    expect(commitToEvent(fromBinary(EventSchema, read(binary)), key)).toMatchObject({
      normalForm: expected.normal_form,
      contentHash: expected.content_hash,
      commit: expected.commit,
      leaves: expected.leaves.map(({ value, salt, digest }) => ({ value, salt, digest })),
    });
  });

  it.each(refused)("refuses $id, and says where it is wrong", ({ binary, error }) => {
    const found = commitToEvent(fromBinary(EventSchema, read(binary)), "00".repeat(32));
    expect(found).toMatchObject({ path: error?.path, message: expect.stringContaining("expected") });
  });

  it("computes the leaf of the place in the log that the event names", () => {
    const [vector = expect.unreachable("no vectors")] = committed;
    const { hash_prev: hashPrev, ts } = JSON.parse(vector.record) as { hash_prev: string; ts: string };
    const serverTimestamp = timestampFromMs(Date.parse(ts));
    const event = fromBinary(EventSchema, read(vector.binary));
    const placed = create(EventSchema, { ...event, hashPrev, serverTimestamp, wormProofId: vector.worm_proof_id });
    expect(commitToEvent(placed, vector.key)).toMatchObject({ record: vector.record, leaf: vector.leaf });
  });

  it("says why there is no commitment", () => {
    const event = create(EventSchema, { eventId: "a", wormProofId: "nowhere" });
    const key = "00".repeat(32);
    expect(commitToEvent(event, key)).toMatchObject({ message: expect.stringContaining("nowhere") });
    const broken = create(EventSchema, { eventId: "a", agentName: "\ud800" });
    expect(commitToEvent(broken, key)).toMatchObject({ path: "/agent_name" });
    expect(commitToEvent(create(EventSchema), "xyz")).toEqual({
      path: "",
      message: 'hex: expected lower-case hex, got "xyz"',
    });
  });
});
