// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { ServerError } from "../errors/server-error.js";
import { defaultServerLimits, resolveLimits } from "./server-limits.js";

test("fills in defaults", () => {
  expect(resolveLimits()).toEqual(defaultServerLimits);
  expect(resolveLimits({ maxEventBytes: 10, maxQueuedRequests: 0 })).toEqual({
    ...defaultServerLimits,
    maxEventBytes: 10,
    maxQueuedRequests: 0,
  });
});

test.each([
  [{ maxBatchSize: 1001 }, "limits.maxBatchSize", "expected an integer from 1 to 1000, got 1001"],
  [{ maxBatchSize: 0 }, "limits.maxBatchSize", "expected an integer from 1 to 1000, got 0"],
  [{ maxEventBytes: 1.5 }, "limits.maxEventBytes", "expected an integer from 1 to 2147483647, got 1.5"],
  [{ maxQueuedRequests: -1 }, "limits.maxQueuedRequests", "expected an integer from 0 to 2147483647, got -1"],
  [{ maxPendingBytes: Number.NaN }, "limits.maxPendingBytes", "expected an integer from 1 to 2147483647, got NaN"],
])("refuses %j", (given, path, expectation) => {
  expect(() => resolveLimits(given)).toThrow(new ServerError("invalid_option", path, expectation));
});
