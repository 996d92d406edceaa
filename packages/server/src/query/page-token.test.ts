// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventFilter, StoreQuery } from "../store/contract/event-store.js";
import { readPageToken, writePageToken } from "./page-token.js";

const secret = new Uint8Array(32).fill(7);
const query: StoreQuery = {
  filter: {
    tenantId: "acme",
    projectIds: ["p", "q"],
    sessionId: "s",
    tags: ["b", "a"],
    types: [2, 10],
    start: { seconds: 1n, nanos: 2 },
  },
  order: "descending",
  limit: 100,
};
const position = { seconds: 1_773_480_413n, nanos: 589_793_000, sequence: 42 };
const refusal = new ConnectError(
  "page_token: expected the next_page_token of a page with the same filter and order, got something else",
  Code.InvalidArgument,
);

describe("a page token", () => {
  test("encodes every position", () => {
    const anyPosition = fc.record({
      seconds: fc.bigInt(-62_135_596_800n, 253_402_300_799n),
      nanos: fc.nat(999_999_999),
      sequence: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(anyPosition, (one) => {
        expect(readPageToken(writePageToken(one, query, secret), query, secret)).toEqual(one);
      }),
    );
  });

  test("is valid for another page size, and for lists in another order", () => {
    const token = writePageToken(position, query, secret);
    const filter = { ...query.filter, projectIds: ["q", "p"], tags: ["a", "b", "a"], types: [10, 2] };
    expect(readPageToken(token, { ...query, filter, limit: 1 }, secret)).toEqual(position);
  });

  test("is refused if any character differs, or if it is truncated or longer", () => {
    const token = writePageToken(position, query, secret);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let index = 0; index < token.length; index += 1) {
      for (const letter of [...letters, "=", "+", "/", " ", "é"]) {
        const altered = token.slice(0, index) + letter + token.slice(index + 1);
        if (altered !== token) {
          expect(() => readPageToken(altered, query, secret)).toThrow(refusal);
        }
      }
      expect(() => readPageToken(token.slice(0, index), query, secret)).toThrow(refusal);
      expect(() => readPageToken(token.slice(index + 1), query, secret)).toThrow(refusal);
    }
    for (const more of ["A", "=", "==", " ", "\n", token]) {
      expect(() => readPageToken(token + more, query, secret)).toThrow(refusal);
    }
  });

  test.each<[string, Partial<EventFilter>]>([
    ["tenant", { tenantId: "globex" }],
    ["project", { projectIds: ["p"] }],
    ["set of all projects", { projectIds: [] }],
    ["session", { sessionId: "t" }],
    ["agent", { agentId: "s" }],
    ["span", { spanId: "s" }],
    ["trace", { traceId: "s" }],
    ["type", { types: [2] }],
    ["status", { statuses: [2] }],
    ["severity", { severities: [2] }],
    ["tag", { tags: ["a,b"] }],
    ["word", { words: ["a"] }],
    ["phrase", { phrases: ["a"] }],
    ["event", { eventIds: ["s"] }],
    ["agent by name", { agentNames: ["s"] }],
    ["run", { invocationIds: ["s"] }],
    ["principal", { principalIds: ["s"] }],
    ["outcome", { policyOutcomes: ["s"] }],
    ["tool", { toolNames: ["s"] }],
    ["model", { models: ["s"] }],
    ["start", { start: { seconds: 1n, nanos: 3 } }],
    ["end", { end: { seconds: 1n, nanos: 2 } }],
  ])("is refused for another %s", (_, other) => {
    const token = writePageToken(position, query, secret);
    const filter = { ...query.filter, ...other };
    expect(() => readPageToken(token, { ...query, filter }, secret)).toThrow(refusal);
  });

  test("is refused for the other order, and by a server with another secret", () => {
    const token = writePageToken(position, query, secret);
    expect(() => readPageToken(token, { ...query, order: "ascending" }, secret)).toThrow(refusal);
    expect(() => readPageToken(token, query, new Uint8Array(32))).toThrow(refusal);
  });

  test("is refused if it is arbitrary text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => readPageToken(text, query, secret)).toThrow(refusal);
      }),
    );
  });
});
