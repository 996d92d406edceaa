// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { mutatePostgres } from "./mutate-postgres.ts";

it("finds every alteration of a PostgreSQL store, and names it", async () => {
  const { figures, faults } = await mutatePostgres({ mutations: 100, events: 600, seed: 11, report() {} });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ mutations: 100 });
}, 300_000);
