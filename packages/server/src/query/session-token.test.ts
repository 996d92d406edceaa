// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SessionFilter } from "../store/contract/session-query.js";
import { readSessionToken, writeSessionToken } from "./session-token.js";

const secret = new Uint8Array(32).fill(7);
const filter: SessionFilter = {
  tenantId: "acme",
  projectIds: ["p", "q"],
  sessionIdPrefix: "s",
  agentIds: ["b", "a"],
  principalIds: ["ada"],
  policyOutcomes: ["deny"],
  state: "open",
  start: { seconds: 1n, nanos: 2 },
};
const position = { seconds: 1_773_480_413n, nanos: 589_793_000, sessionId: "s-1", projectId: "p" };
const refusal = new ConnectError(
  "page_token: expected the next_page_token of a page of sessions with the same filter, got something else",
  Code.InvalidArgument,
);

describe("a token of a page of sessions", () => {
  test("encodes every position", () => {
    const id = fc.string({ unit: "binary", maxLength: 64 });
    const anyPosition = fc.record({
      seconds: fc.bigInt(-62_135_596_800n, 253_402_300_799n),
      nanos: fc.nat(999_999_999),
      sessionId: id,
      projectId: id,
    });
    fc.assert(
      fc.property(anyPosition, (one) => {
        expect(readSessionToken(writeSessionToken(one, filter, secret), filter, secret)).toEqual(one);
      }),
    );
  });

  test("is accepted by the rules of the request, however long the identifiers are", () => {
    const longest = { ...position, sessionId: "\u0001".repeat(256), projectId: "\u0000".repeat(256) };
    expect(writeSessionToken(longest, filter, secret).length).toBeLessThanOrEqual(4096);
  });

  test("is valid for lists in another order and without repetitions", () => {
    const token = writeSessionToken(position, filter, secret);
    const same = { ...filter, projectIds: ["q", "p"], agentIds: ["a", "b", "a"], withErrors: false };
    expect(readSessionToken(token, same, secret)).toEqual(position);
  });

  test("is refused if any character differs, or if it is truncated or longer", () => {
    const token = writeSessionToken(position, filter, secret);
    for (let index = 0; index < token.length; index += 1) {
      for (const letter of "AQgwabz059-_=+/ é") {
        const altered = token.slice(0, index) + letter + token.slice(index + 1);
        if (altered !== token) {
          expect(() => readSessionToken(altered, filter, secret)).toThrow(refusal);
        }
      }
      expect(() => readSessionToken(token.slice(0, index), filter, secret)).toThrow(refusal);
    }
    for (const more of ["A", "=", " ", "\n", token]) {
      expect(() => readSessionToken(token + more, filter, secret)).toThrow(refusal);
    }
  });

  test.each<[string, Partial<SessionFilter>]>([
    ["tenant", { tenantId: "globex" }],
    ["project", { projectIds: ["p"] }],
    ["set of all projects", { projectIds: [] }],
    ["prefix", { sessionIdPrefix: "" }],
    ["agent", { agentIds: ["a"] }],
    ["principal", { principalIds: ["deny"] }],
    ["outcome", { policyOutcomes: ["ada"] }],
    ["state", { state: "ended" }],
    ["set of errors", { withErrors: true }],
    ["start", { start: { seconds: 1n, nanos: 3 } }],
    ["end", { end: { seconds: 1n, nanos: 2 } }],
  ])("is refused for another %s", (_, other) => {
    const token = writeSessionToken(position, filter, secret);
    expect(() => readSessionToken(token, { ...filter, ...other }, secret)).toThrow(refusal);
  });

  test("is refused by a server with another secret, and if it is arbitrary text", () => {
    const token = writeSessionToken(position, filter, secret);
    expect(() => readSessionToken(token, filter, new Uint8Array(32))).toThrow(refusal);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => readSessionToken(text, filter, secret)).toThrow(refusal);
      }),
    );
  });
});
