// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@chaukas/tooling/run";
import { expect, test } from "vitest";
import { checksumDist } from "./checksums.ts";

test("writes the checksums of what a release publishes, in the format of sha256sum", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-checksums-"));
  try {
    mkdirSync(join(folder, "python"));
    const python = { "python/c.whl": "c", "python/c.tar.gz": "d", "python/c.spdx.json": "{}" };
    for (const [name, content] of Object.entries({ "b.tgz": "b", "a.tgz": "a", "a.spdx.json": "{}", ...python })) {
      writeFileSync(join(folder, name), content);
    }
    writeFileSync(join(folder, "SHA256SUMS"), checksumDist(folder));
    const output = await run("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder });
    expect(output).toBe("a.tgz: OK\nb.tgz: OK\npython/c.tar.gz: OK\npython/c.whl: OK\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
