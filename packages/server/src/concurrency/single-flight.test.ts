// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { singleFlight } from "./single-flight.js";

it("runs once for concurrent calls with the same key, and again afterwards", async () => {
  const runs: string[] = [];
  const call = singleFlight(async (key: string) => `${key}${runs.push(key)}`);
  expect(await Promise.all([call("a"), call("b"), call("a")])).toEqual(["a1", "b2", "a1"]);
  expect(await call("a")).toBe("a3");
});

it("rejects only the calls that joined the failed run", async () => {
  const outcomes = [() => Promise.reject(new Error("connection lost")), () => Promise.resolve("found")];
  const call = singleFlight(() => outcomes.shift()?.() ?? Promise.resolve("none left"));
  const [first, second] = await Promise.allSettled([call(), call()]);
  expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
  expect(await call()).toBe("found");
});
