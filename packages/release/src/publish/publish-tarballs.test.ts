// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tarball } from "@chaukas/tooling/tarball";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packFixture } from "../../test/pack-fixture.ts";
import { type SmallRegistry, startSmallRegistry } from "../../test/small-registry.ts";
import { integrityOf, publishTarballs } from "./publish-tarballs.ts";

let folder: string;
let registry: SmallRegistry;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-publish-"));
  registry = await startSmallRegistry();
  writeFileSync(join(folder, "npmrc"), `${registry.url.replace("http:", "")}:_authToken=token\n`);
  const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ...others } = process.env;
  env = { ...others, NPM_CONFIG_USERCONFIG: join(folder, "npmrc") };
});
afterEach(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

async function publish(tarballs: readonly Tarball[]): Promise<string[]> {
  const lines: string[] = [];
  await publishTarballs(tarballs, registry.url, { env, onDone: (...line) => lines.push(line.join(" ")) });
  return lines;
}

describe("publishTarballs", () => {
  test("publishes dependencies first, and only what is missing when it runs again", async () => {
    const dependencies = { "@chaukas/spec-z": "^1.0.0" };
    const a = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.0", dependencies });
    const z = await packFixture(folder, { name: "@chaukas/spec-z", version: "1.0.0" });
    expect(await publish([z])).toEqual(["@chaukas/spec-z@1.0.0 published latest"]);
    expect(await publish([a, z])).toEqual([
      "@chaukas/spec-z@1.0.0 already published latest",
      "@chaukas/spec-a@1.0.0 published latest",
    ]);
    expect(registry.log).toEqual(["@chaukas/spec-z@1.0.0", "@chaukas/spec-a@1.0.0"]);
    expect(registry.package("@chaukas/spec-a")?.versions["1.0.0"]?.dist.integrity).toBe(integrityOf(a.path));
  });

  test("gives a prerelease the dist-tag next, and does not move latest", async () => {
    const stable = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.0" });
    const prerelease = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.1.0-next.0" });
    await publish([stable]);
    expect(await publish([prerelease])).toEqual(["@chaukas/spec-a@1.1.0-next.0 published next"]);
    expect(registry.package("@chaukas/spec-a")?.["dist-tags"]).toEqual({ latest: "1.0.0", next: "1.1.0-next.0" });
  });

  test("gives a fix of an older release line its own dist-tag, and does not move latest", async () => {
    for (const version of ["1.0.0", "1.1.0"]) {
      await publish([await packFixture(folder, { name: "@chaukas/spec-a", version })]);
    }
    const fix = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.1" });
    expect(await publish([fix])).toEqual(["@chaukas/spec-a@1.0.1 published release-1.0"]);
    expect(await publish([fix])).toEqual(["@chaukas/spec-a@1.0.1 already published release-1.0"]);
    expect(registry.package("@chaukas/spec-a")?.["dist-tags"]).toEqual({ latest: "1.1.0", "release-1.0": "1.0.1" });
  });

  test("publishes nothing if a version is already published with different bytes", async () => {
    const first = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.0" });
    const before = integrityOf(first.path);
    await publish([first]);
    const second = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.0" }, "export const a = 1;\n");
    const other = await packFixture(folder, { name: "@chaukas/spec-b", version: "1.0.0" });
    await expect(publish([other, second])).rejects.toThrow(
      `@chaukas/spec-a@1.0.0: already published with different bytes: expected ${integrityOf(second.path)}, got ${before}`,
    );
    expect(registry.log).toEqual(["@chaukas/spec-a@1.0.0"]);
  });

  test("reports which registry fails, and how", async () => {
    const tarball = await packFixture(folder, { name: "@chaukas/spec-a", version: "1.0.0" });
    registry.fail(503);
    await expect(publish([tarball])).rejects.toThrow(
      `${registry.url}@chaukas%2fspec-a: expected status 200 or 404, got 503`,
    );
    await registry.close();
    await expect(publish([tarball])).rejects.toThrow(`${registry.url}@chaukas%2fspec-a: cannot be reached`);
  });
});
