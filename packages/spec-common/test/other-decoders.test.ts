// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { createRandom, mutate } from "protoc-gen-es-codec/testing";
import { expect, it } from "vitest";
import { compareDecoders, type Difference } from "./compare-decoders.ts";
import { openJudges } from "./open-judges.ts";

const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

// Those that the README of protoc-gen-es-codec explains.
const explained = [
  "bad_varint: read by upb",
  "wrong_wire_type: read by upb",
  "wrong_wire_type: read by upb and Go",
  "read: other message than upb",
];

it("reads events as upb and Go do, or refuses them (skipped without python3 or go)", { timeout: 180_000 }, async ({
  skip,
}) => {
  const judges = await openJudges();
  if (typeof judges === "string") {
    if (!required) {
      skip(judges);
    }
    return expect.unreachable(judges);
  }
  const vectors = globSync(join(import.meta.dirname, "../../spec-vectors/vectors/**/*.binpb")).map((file) =>
    Uint8Array.from(readFileSync(file)),
  );
  expect(vectors.length).toBeGreaterThan(200);
  const random = createRandom(1);
  const events = fc.sample(arbitraryMessage(EventSchema), { numRuns: 200, seed: 1 });
  const bodies = [...vectors, ...events.map((event) => toBinary(EventSchema, event))];
  const changed = bodies.flatMap((body) => [mutate(random, body), mutate(random, body), mutate(random, body)]);
  const differences = new Map<string, Difference>();
  try {
    await compareDecoders(judges, [...bodies, ...changed], differences);
  } finally {
    judges.close();
  }
  const unexplained = [...differences].filter(([what]) => !explained.includes(what));
  expect(unexplained).toEqual([]);
  expect([...differences.keys()]).toContain("wrong_wire_type: read by upb and Go");
});
