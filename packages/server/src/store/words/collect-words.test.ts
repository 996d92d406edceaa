// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collectWords } from "./collect-words.js";
import { collectFacets } from "./facets.js";

test("words come from fields, lists, nested messages, and names and values in Structs", () => {
  const event = create(EventSchema, {
    eventId: "evt-1",
    tags: ["prod", "PROD"],
    content: { case: "toolCall", value: { name: "search", arguments: { query: ["Köln", { deep: "blue" }], n: 3 } } },
    policy: undefined,
    metadata: { kind: "chat" },
    extensions: [{ typeUrl: "example.com/acme.Thing", value: new TextEncoder().encode("hidden") }],
  } as never);
  expect(collectWords(event).slice(1).sort()).toEqual([
    "1",
    "acme",
    "blue",
    "chat",
    "com",
    "deep",
    "evt",
    "example",
    "kind",
    "köln",
    "n",
    "prod",
    "query",
    "search",
    "thing",
  ]);
  // Before them is the term for the name of the tool.
  expect(collectWords(event)[0]).toBe(collectFacets(event)[0]);
});

test("names of fields and types are not words of an event", () => {
  expect(collectWords(create(EventSchema, { content: { case: "error", value: {} } }))).toEqual([]);
});

test("the words of one event are limited to the first 512 KiB", () => {
  const words = Array.from({ length: 100_000 }, (_, index) => `word${String(index).padStart(6, "0")}`);
  const event = create(EventSchema, { content: { case: "message", value: { text: words.join(" ") } } });
  expect(collectWords(event)).toEqual(words.slice(0, Math.floor((512 * 1024) / 10)));
});

test("the words of Chinese texts come with their characters and pairs", () => {
  const event = create(EventSchema, { tags: ["退款"], content: { case: "message", value: { text: "给 退款order" } } });
  expect(collectWords(event)).toEqual(["退款", "退", "款", "给", "order"]);
});

test("the words of an event have no duplicates", () => {
  fc.assert(
    fc.property(arbitraryMessage(EventSchema), (event) => {
      const words = collectWords(event as Event);
      expect(new Set(words).size).toBe(words.length);
    }),
    { numRuns: 50 },
  );
});
