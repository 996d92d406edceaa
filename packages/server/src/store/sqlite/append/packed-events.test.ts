// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type NewEvent, toEventRow } from "../../contract/new-event.js";
import { collectWords } from "../../words/collect-words.js";
import { packEvents, unpackEvents } from "./packed-events.js";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const newEvent = fc
  .record({
    event: arbitraryMessage(EventSchema),
    tags: fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }),
    receivedMs: fc.nat(),
    seal: fc.record({ contentHash: hash, saltKey: hash, commit: hash }),
  })
  .map(({ event, tags, receivedMs, seal }): NewEvent => {
    event.tags = tags;
    return { event, body: toBinary(EventSchema, event), receivedMs, seal };
  });

test.each([true, false])("events are unpacked as they were packed, with seals: %s", (sealed) => {
  fc.assert(
    fc.property(fc.array(newEvent, { maxLength: 5 }), (events) => {
      const unpacked = [...unpackEvents(structuredClone(packEvents(events, { sealed })))];
      expect(unpacked).toEqual(
        events.map((added) => ({
          row: toEventRow(added),
          words: collectWords(added.event).join(" "),
          seal: sealed ? added.seal : undefined,
        })),
      );
    }),
    { numRuns: 50 },
  );
});
