// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { parseReport } from "./program-report.ts";

test("reads the last line, whatever the runtime prints before it", () => {
  const report = { version: "1.0.0", steps: [{ name: "encode", found: "10 bytes" }] };
  expect(parseReport(`a warning\n${JSON.stringify(report)}\n`)).toEqual(report);
});

test.each(["", "killed", '{ "version": "1.0.0" }'])("refuses the output %j, which ends without a report", (output) => {
  expect(() => parseReport(output)).toThrow(`expected a report as the last line, got:\n${output}`);
});
