// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, expect, it } from "vitest";
import { findActiveOtelSpan, parseTraceparent, printTraceparent } from "./trace-parent.js";

const ids = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
const api = Symbol.for("opentelemetry.js.api.1");
afterEach(() => {
  delete (globalThis as Record<symbol, unknown>)[api];
});

it("reads the header that it prints", () => {
  expect(parseTraceparent(printTraceparent(ids))).toEqual(ids);
});

it.each([
  "",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
  "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "00-00000000000000000000000000000000-b7ad6b7169203331-01",
  "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
  "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
])("refuses the header %j", (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

it("finds no span of OpenTelemetry where it is absent or half there", () => {
  expect(findActiveOtelSpan()).toBeUndefined();
  (globalThis as Record<symbol, unknown>)[api] = { version: "1.9.0" };
  expect(findActiveOtelSpan()).toBeUndefined();
});
