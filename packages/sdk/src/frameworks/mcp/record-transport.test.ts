// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { Scope } from "../../scope/scope.js";
import { type McpTransport, recordTransport } from "./record-transport.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

function open() {
  const inner: McpTransport = { send: async () => {} };
  const recorded: unknown[] = [];
  // No request is made, so that no operation is opened.
  const scope = { error: async (error: unknown) => recorded.push(error) > 0 };
  return { inner, recorded, transport: recordTransport(scope as unknown as Scope, inner, {}) };
}

test("an answer is delivered before the end of the connection that follows it", async () => {
  const { inner, transport } = open();
  const seen: string[] = [];
  transport.onmessage = () => seen.push("message");
  transport.onclose = () => seen.push("close");
  inner.onmessage?.({ jsonrpc: "2.0", id: 1, result: {} });
  inner.onclose?.();
  await settled();
  expect(seen).toEqual(["message", "close"]);
});

test("what a receiver throws goes to onerror", async () => {
  const { inner, transport } = open();
  const errors: string[] = [];
  transport.onerror = (error) => errors.push(error.message);
  transport.onmessage = () => {
    throw new Error("bad answer");
  };
  transport.onclose = () => {
    throw new Error("bad end");
  };
  inner.onmessage?.({ jsonrpc: "2.0", id: 1, result: {} });
  inner.onclose?.();
  await settled();
  expect(errors).toEqual(["bad answer", "bad end"]);
});

test("the class of the transport is its own", () => {
  const { inner, transport } = open();
  expect(transport.constructor).toBe(inner.constructor);
});

test("an error that the transport reports is recorded and passed on", () => {
  const { inner, recorded, transport } = open();
  const seen: Error[] = [];
  transport.onerror = (error) => seen.push(error);
  const lost = new Error("the stream was lost");
  inner.onerror?.(lost);
  expect([seen, recorded]).toEqual([[lost], [lost]]);
});
