// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Returns a path for a store in a new folder, which is removed when the test has finished. */
export function makeStorePath(): string {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-faults-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "events.db");
}
