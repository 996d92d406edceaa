// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { shareRuns } from "./share-runs.js";

/** Creates runs that the test settles. */
function createRuns() {
  const runs: PromiseWithResolvers<void>[] = [];
  const share = shareRuns(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  return { runs, share };
}

it("makes calls share a run that starts after them", async () => {
  const { runs, share } = createRuns();
  const [first, second, third] = [share(), share(), share()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  await expect.poll(() => runs.length).toBe(2);
  const fourth = share();
  runs[1]?.resolve();
  await Promise.all([second, third]);
  await expect.poll(() => runs.length).toBe(3);
  runs[2]?.resolve();
  await fourth;
  const fifth = share();
  expect(runs).toHaveLength(4);
  runs[3]?.resolve();
  await fifth;
});

it("rejects only the calls that share the failed run", async () => {
  const { runs, share } = createRuns();
  const calls = Promise.allSettled([share(), share()]);
  runs[0]?.reject(new Error("it failed"));
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  expect((await calls).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

it("does not make calls with other keys wait", async () => {
  const begun: string[] = [];
  const share = shareRuns((key: string) => {
    begun.push(key);
    return key === "slow" ? new Promise<string>(() => {}) : Promise.resolve(key);
  });
  void share("slow");
  expect(await share("fast")).toBe("fast");
  expect(begun).toEqual(["slow", "fast"]);
});
