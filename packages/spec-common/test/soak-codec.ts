// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { parseArgs } from "node:util";
import { toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { createRandom, mutate } from "protoc-gen-es-codec/testing";
import { compareDecoders, type Difference } from "./compare-decoders.ts";
import { openJudges } from "./open-judges.ts";

// Compares the codec with protobuf-es, upb and Go on random events, and on ten changes to the bytes of each.
const { values } = parseArgs({
  options: { count: { type: "string", default: "100000" }, seed: { type: "string", default: String(Date.now()) } },
});
const count = Number(values.count);
const seed = Number(values.seed);
console.log(`soak-codec: ${count} events, ${count * 10} changed ones, --seed ${seed}`);
const judges = await openJudges();
if (typeof judges === "string") {
  throw new Error(judges);
}
const random = createRandom(seed);
const differences = new Map<string, Difference>();
const eventsPerRound = 1000;
for (let done = 0; done < count; done += eventsPerRound) {
  const numRuns = Math.min(eventsPerRound, count - done);
  const events = fc.sample(arbitraryMessage(EventSchema), { numRuns, seed: seed + done });
  const bodies = events.map((event) => {
    const body = toBinary(EventSchema, event);
    deepStrictEqual(encodeEvent(event), body);
    return body;
  });
  const changed = bodies.flatMap((body) => Array.from({ length: 10 }, () => mutate(random, body)));
  await compareDecoders(judges, [...bodies, ...changed], differences);
  if ((done / eventsPerRound) % 10 === 9) {
    const heap = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(`${done + numRuns} events, ${heap} MiB`);
  }
}
judges.close();
for (const [what, { count: times, example }] of [...differences].sort()) {
  console.log(`${what}: ${times} times, such as ${example}`);
}
