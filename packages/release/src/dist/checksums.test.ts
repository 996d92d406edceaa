// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "@chaukas/tooling/run";
import { checksumTarballs } from "./checksums.ts";

test("writes the checksums of tarballs only, in the format of sha256sum", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-checksums-"));
  try {
    for (const [name, content] of Object.entries({ "b.tgz": "b", "a.tgz": "a", "a.spdx.json": "{}" })) {
      writeFileSync(join(folder, name), content);
    }
    writeFileSync(join(folder, "SHA256SUMS"), checksumTarballs(folder));
    const output = await run("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder });
    expect(output).toBe("a.tgz: OK\nb.tgz: OK\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
