// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { unreadAnswers } from "./unread-answers.ts";

it("bounds the answers that callers never read, over HTTP/1.1 and HTTP/2, and answers others meanwhile", async () => {
  const options = { callers: 20, store: "sqlite", seed: 7, holdMs: 500, report: () => {} } as const;
  const { figures, faults } = await unreadAnswers({ ...options, maxUnreadBytes: 32 * 2 ** 20 });
  // Garbage outweighs so small a limit, so the soak alone judges the memory of the process.
  expect(faults.filter((fault) => !fault.startsWith("memory:"))).toEqual([]);
  expect(figures["answers cut"]).toBeGreaterThan(0);
  expect(figures["calls answered meanwhile"]).toBeGreaterThan(5);
}, 120_000);
