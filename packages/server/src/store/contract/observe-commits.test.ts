// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { observeCommits, type StoreCommit } from "./observe-commits.js";

it("reports transactions that succeed, and passes on results and errors", async () => {
  const commits: StoreCommit[] = [];
  const write = observeCommits(
    async (events: readonly string[]) => {
      if (events.includes("bad")) {
        throw new Error("disk full");
      }
      return events.length;
    },
    (commit) => commits.push(commit),
  );
  expect(await write(["one", "two"])).toBe(2);
  await expect(write(["bad"])).rejects.toThrow("disk full");
  expect(commits).toEqual([{ events: 2, durationMs: expect.any(Number) }]);
});
