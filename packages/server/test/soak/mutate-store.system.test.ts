// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { mutateStore } from "./mutate-store.ts";

it("finds every alteration of a store, and names it", async () => {
  const { figures, faults } = await mutateStore({ mutations: 170, events: 700, whole: 4, seed: 11, report() {} });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ mutations: 170, "also found by the commands over the whole store": 4 });
}, 300_000);
