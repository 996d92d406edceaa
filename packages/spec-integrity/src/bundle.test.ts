// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("does not need Node in a browser", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "@chaukas/spec-integrity";', resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  expect(outputFiles[0]?.text).not.toMatch(/node:|\bBuffer\b/);
});
