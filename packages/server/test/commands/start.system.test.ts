// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../served/run-command.js";

const dist = join(import.meta.dirname, "../../dist");

it.each(["writer", "reader"])("the %s thread compiles descriptors of messages only when it needs them", (name) => {
  const bundle = readFileSync(join(dist, `store/sqlite/thread/${name}-thread.js`), "utf8");
  // What is loaded on demand is in a function, which calls those of its imports. The rest calls them at the top level.
  const functions = new Map(
    [...bundle.matchAll(/^var (init_\w+) = __esm\(\{\n(.*?)^\}\);/gms)].map(([, of = "", body = ""]) => [of, body]),
  );
  const loaded = new Set<string>();
  const load = (text: string) => {
    for (const [called] of text.matchAll(/\binit_\w+(?=\(\))/g)) {
      if (!loaded.has(called)) {
        loaded.add(called);
        load(functions.get(called) ?? "");
      }
    }
  };
  load((bundle.match(/^init_\w+\(\);/gm) ?? []).join(""));
  expect([...functions.keys()]).toContain("init_events_pb");
  expect([...loaded]).not.toContain("init_events_pb");
});

it("keeps compiled code in the cache folder of the user, and starts without one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-cli-"));
  const version = async (cache: string) => {
    // Node ignores the folder of the program if it is given another.
    const { code, stderr } = await runCommand(["--version"], { NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: cache });
    return { code, stderr };
  };
  try {
    expect(await version(folder)).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "chaukas-server"))).toBe(true);
    expect(await version("/dev/null")).toEqual({ code: 0, stderr: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
