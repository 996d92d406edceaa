// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("hides the warning of SQLite and no other", () => {
  const program = `
    import { hideSqliteWarning } from ${JSON.stringify(import.meta.resolve("./hide-sqlite-warning.ts"))};
    hideSqliteWarning();
    process.emitWarning("SQLite is an experimental feature", "ExperimentalWarning");
    process.emitWarning("Clocks are an experimental feature", "ExperimentalWarning");
    process.emitWarning("SQLite is old");`;
  const { stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
  expect(stderr.match(/(?<=Warning: ).*/g)).toEqual(["Clocks are an experimental feature", "SQLite is old"]);
});
