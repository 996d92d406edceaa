// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

// Port 9 is reserved for a service that nobody runs. Without retries, the test is fast.
const noNetwork = {
  npm_config_registry: "http://127.0.0.1:9",
  npm_config_fetch_retries: "0",
  CHAUKAS_SKIP_SETUP: "",
};

let clone: ScratchClone;
beforeAll(() => {
  clone = createScratchClone();
});
afterAll(() => clone.remove());

it("reports that there is no network, even if npm is silent", async () => {
  const { code, stderr } = await clone.run("npm", ["run", "--silent", "breaking"], {
    ...noNetwork,
    npm_config_cache: join(clone.folder, ".cache"),
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error: the npm registry cannot be reached: .*http:\/\/127\.0\.0\.1:9\/pnpm.*ECONNREFUSED.*\n {2}what to do: check the network, and the address/m,
  );
  expect(existsSync(join(clone.folder, "node_modules"))).toBe(false);
});

it("refuses a Node that is too old", async () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.18.3"}})';
  const { code, stderr } = await clone.run("node", ["--import", old, "scripts/run.mjs", "scripts/build.ts"], {
    CHAUKAS_SKIP_SETUP: "",
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    "\nerror: expected Node 20.19 or newer, got 20.18.3\n  what to do: install a newer one from https://nodejs.org\n",
  );
});

it("reports that npm is missing", async () => {
  const { code, stderr } = await clone.run(process.execPath, ["scripts/setup.mjs"], { PATH: "" });
  expect(code).toBe(1);
  expect(stderr).toContain("error: npx cannot be started: spawnSync npx ENOENT\n  what to do: install npm");
});

it("refuses an unknown argument", async () => {
  const { code, stderr } = await clone.run("node", ["scripts/setup.mjs", "--quiet"]);
  expect(code).toBe(1);
  expect(stderr).toBe("\nerror: unknown argument --quiet\n  what to do: see `node scripts/setup.mjs --help`\n");
});
