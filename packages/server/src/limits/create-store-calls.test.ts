// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import type { LimitName } from "../observe/server-hooks.js";
import { StoreError } from "../store/contract/store-error.js";
import { createStoreCalls } from "./create-store-calls.js";

async function fail(error: unknown) {
  const reported: unknown[] = [];
  const limits: LimitName[] = [];
  const callStore = createStoreCalls({
    onStoreError: (found) => reported.push(found),
    onLimit: (limit) => limits.push(limit),
  });
  const thrown = await callStore(() => Promise.reject(error)).catch((caught: unknown) => caught);
  return { thrown, reported, limits };
}

test("asks callers to retry if the store is unavailable, and reports the reason only to the operator", async () => {
  const error = new StoreError("unavailable", "disk full at /var/lib/chaukas.db");
  const { thrown, reported } = await fail(error);
  expect(thrown).toBeInstanceOf(ConnectError);
  expect(thrown).toMatchObject({
    code: Code.Unavailable,
    rawMessage: "store: temporarily unavailable; try again",
    cause: undefined,
  });
  expect(reported).toEqual([error]);
});

test("refuses a query that costs too much, without advice to retry", async () => {
  const { thrown, reported, limits } = await fail(new StoreError("too_costly", "1000001 rows"));
  expect(thrown).toMatchObject({
    code: Code.ResourceExhausted,
    rawMessage: "query: reads more than the server allows; narrow it, for example by time or session_id",
    details: [],
  });
  expect([reported, limits]).toEqual([[], ["query_cost"]]);
});

test.each([
  new StoreError("corrupt", "page 7"),
  new StoreError("unsupported", "version 9"),
  new StoreError("conflict", "it exists"),
  new TypeError("undefined is not a function"),
])("leaves %s to the framework, which hides it", async (error) => {
  const { thrown, reported } = await fail(error);
  expect(thrown).toBe(error);
  expect(reported).toEqual([error]);
});
