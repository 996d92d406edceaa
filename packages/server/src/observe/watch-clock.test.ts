// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { createLogger } from "./create-logger.js";
import { createMetrics } from "./create-metrics.js";
import { observeServer } from "./observe-server.js";
import { watchClock } from "./watch-clock.js";

/** Returns a clock, with a function that sets it, and the steps that it reports. */
function watch(startMs: number) {
  const steps: number[] = [];
  let nowMs = startMs;
  const clock = watchClock(
    () => nowMs,
    (behindMs) => steps.push(behindMs),
  );
  return { clock, steps, set: (ms: number) => (nowMs = ms) };
}

test("a step back is reported once, and the time is that of the clock all the same", () => {
  const { clock, steps, set } = watch(1_000_000);
  expect(clock.now()).toBe(1_000_000);
  set(400_000);
  expect([clock.now(), clock.now()]).toEqual([400_000, 400_000]);
  set(400_005);
  clock.now();
  expect(steps).toEqual([600_000]);
  set(300_000);
  clock.now();
  expect(steps).toEqual([600_000, 100_005]);
});

test("steps of up to a second are reported when they add up to more", () => {
  const { clock, steps, set } = watch(10_000);
  for (const ms of [10_000, 9_400, 9_000, 9_500, 8_999]) {
    set(ms);
    clock.now();
  }
  expect(steps).toEqual([1_001]);
});

test("a clock that is behind a time of the past is reported", () => {
  const { clock, steps } = watch(10_000);
  clock.expectAfter(9_000);
  clock.expectAfter(11_000);
  expect(steps).toEqual([]);
  clock.expectAfter(20_000);
  expect(steps).toEqual([10_000]);
});

test("a step back is logged and counted", async () => {
  const [metrics, lines] = [createMetrics(), [] as string[]];
  const logger = createLogger("error", { write: (line) => void lines.push(line) });
  const { hooks } = observeServer(metrics, logger, () => undefined);
  hooks.onClockStep?.({ behindMs: 315_360_000_000 });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: "error", seconds: 315_360_000, msg: expect.stringContaining("the clock was set back") },
  ]);
  expect((await metrics.format()).text).toContain("\nchaukas_clock_steps_total 1\n");
});
