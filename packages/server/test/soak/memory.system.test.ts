// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { memory } from "./memory.ts";

it("stores every event ingested at full speed", async () => {
  const { figures } = await memory({ events: 20_000, store: "sqlite", seed: 7, report: () => {} });
  expect(figures["stored events"]).toBe(20_000);
}, 180_000);
