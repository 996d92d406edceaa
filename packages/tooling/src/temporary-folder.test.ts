// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { withTemporaryFolder } from "./temporary-folder.ts";

const prefix = join(tmpdir(), "chaukas-test-");

it("creates an empty folder and removes it with its contents", async () => {
  const folder = await withTemporaryFolder(prefix, async (path) => {
    expect(readdirSync(path)).toEqual([]);
    writeFileSync(join(path, "file"), "");
    return path;
  });
  expect(existsSync(folder)).toBe(false);
});

it("removes the folder when the work fails", async () => {
  let folder = "";
  const work = withTemporaryFolder(prefix, (path) => {
    folder = path;
    throw new Error("broken");
  });
  await expect(work).rejects.toThrow("broken");
  expect(existsSync(folder)).toBe(false);
});

it("removes the folder when SIGTERM stops the process", async () => {
  const module = pathToFileURL(join(import.meta.dirname, "temporary-folder.ts"));
  const program = `
    import { withTemporaryFolder } from ${JSON.stringify(module)};
    await withTemporaryFolder(${JSON.stringify(prefix)}, (path) => {
      console.log(path);
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn("node", ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [path] = await once(child.stdout.setEncoding("utf8"), "data");
  expect(existsSync(path.trim())).toBe(true);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
  expect(existsSync(path.trim())).toBe(false);
});
