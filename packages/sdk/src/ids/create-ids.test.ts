// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { createEventId, createSpanId, createTraceId } from "./create-ids.js";

it("creates ids of events that are UUIDs of version 7, sort by time and are unique", () => {
  const ids = Array.from({ length: 5000 }, (_, index) => createEventId(1_795_366_591_000 + index));
  for (const id of ids) {
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect([...ids].sort()).toEqual(ids);
  expect(Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16)).toBe(1_795_366_591_000);
  expect(new Set(ids.map((id) => id.slice(14))).size).toBe(5000);
});

it("creates ids of spans and traces as OpenTelemetry has them", () => {
  expect(createSpanId()).toMatch(/^[\da-f]{16}$/);
  expect(createTraceId()).toMatch(/^[\da-f]{32}$/);
});
