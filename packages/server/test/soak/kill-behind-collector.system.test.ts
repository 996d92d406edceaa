// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { buildCollector } from "@chaukas/emitters/collector";
import { expect, it } from "vitest";
import { readCapturedSpans } from "../events/read-captured-spans.ts";
import { killBehindCollector } from "./kill-behind-collector.ts";

const { problem } = await buildCollector();

it("has the events of every span once after kills behind a collector (skipped without go)", async ({ skip }) => {
  if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] !== "1") {
    skip(problem);
  }
  expect(problem).toBeUndefined();
  const captured = readCapturedSpans();
  expect(captured.length).toBeGreaterThan(10);
  const { figures, faults } = await killBehindCollector({
    rounds: 3,
    store: "sqlite",
    seed: 7,
    report: () => {},
    captured,
  });
  expect(faults).toEqual([]);
  expect(figures["events"]).toBeGreaterThan(500);
  expect(figures["retries of the collector"]).toBeGreaterThan(0);
}, 300_000);
