// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPython } from "@chaukas/testdata/toolchains";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildFixture } from "../../test/build-fixture.ts";
import { type SmallIndex, startSmallIndex } from "../../test/small-index.ts";
import { sha256Of } from "../artifacts/checksums.ts";
import { readPythonDist } from "../artifacts/read-python-dist.ts";
import { publishPython } from "./publish-python.ts";
import { openPublishTools } from "./publish-tools.ts";

const hasPython = (await runPython(["--version"])).status === 0;
if (!hasPython && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
  throw new Error("publishing Python packages requires python3, which is not installed");
}

// Downloads dozens of packages if this machine has never done so.
beforeAll(async () => {
  if (hasPython) {
    await openPublishTools();
  }
}, 300_000);

let folder: string;
let index: SmallIndex;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-publish-python-"));
  index = await startSmallIndex();
  const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ...others } = process.env;
  env = { ...others, UV_PUBLISH_USERNAME: "user", UV_PUBLISH_PASSWORD: "secret", NO_PROXY: "*" };
});
afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

const build = (name: string, requires: string[] = [], content?: string) =>
  buildFixture(folder, { name, version: "1.0.0", requires }, content);

/** Variables of a job of GitHub with the permission id-token: write. */
const identity = () => ({
  GITHUB_ACTIONS: "true",
  ACTIONS_ID_TOKEN_REQUEST_URL: `${index.uploadUrl}token?api-version=2`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "token of the job",
});

async function publish(): Promise<string[]> {
  const lines: string[] = [];
  await publishPython(await readPythonDist(folder), index, { env, onDone: (...line) => lines.push(line.join(" ")) });
  return lines;
}

const skipped = hasPython ? "" : " (skipped: requires python3, which is not installed)";
describe.skipIf(!hasPython)(`publishPython${skipped}`, () => {
  test("publishes wheels and source distributions, dependencies first, and nothing when it runs again", async () => {
    await build("chaukas-a", ["chaukas-z==1.0.0", "other>=1", 'extra-only; extra == "all"']);
    await build("chaukas-z");
    expect(await publish()).toEqual(["chaukas-z==1.0.0 published", "chaukas-a==1.0.0 published"]);
    expect(index.log.toSorted()).toEqual([
      "chaukas_a-1.0.0-py3-none-any.whl",
      "chaukas_a-1.0.0.tar.gz",
      "chaukas_z-1.0.0-py3-none-any.whl",
      "chaukas_z-1.0.0.tar.gz",
    ]);
    expect(index.log.slice(0, 2).every((name) => name.startsWith("chaukas_z"))).toBe(true);
    expect(await publish()).toEqual(["chaukas-z==1.0.0 already published", "chaukas-a==1.0.0 already published"]);
    expect(index.log.length).toBe(4);
    expect([...index.attestations.values()]).toEqual(Array(4).fill(null));
  });

  test("publishes the other file after an interruption between the two files of a package", async () => {
    await build("chaukas-a");
    index.accept(1);
    await expect(publish()).rejects.toThrow(/^\S+uv publish .* exited with 2:[\s\S]*503/);
    expect(index.log.length).toBe(1);
    index.accept(Infinity);
    expect(await publish()).toEqual(["chaukas-a==1.0.0 published"]);
    expect(new Set(index.log).size).toBe(2);
    expect(index.log.length).toBe(2);
  });

  test("publishes nothing if the index has a file with different bytes", async () => {
    await build("chaukas-a");
    await publish();
    const [before] = (await readPythonDist(folder)).map(({ files: [wheel] }) => sha256Of(wheel));
    await build("chaukas-a", [], "changed = True\n");
    await build("chaukas-b");
    const [after] = (await readPythonDist(folder)).map(({ files: [wheel] }) => sha256Of(wheel));
    await expect(publish()).rejects.toThrow(
      `chaukas_a-1.0.0-py3-none-any.whl: already published with different bytes: expected SHA-256 ${after}, got ${before}\n` +
        "chaukas_a-1.0.0.tar.gz: already published with different bytes: ",
    );
    expect(index.log.length).toBe(2);
  });

  test("reports which index fails, and how", async () => {
    await build("chaukas-a");
    index.fail(503);
    await expect(publish()).rejects.toThrow(`${index.url}chaukas-a/: expected status 200 or 404, got 503`);
    await index.close();
    await expect(publish()).rejects.toThrow(`${index.url}chaukas-a/: cannot be reached`);
  });

  test("publishes attestations with the files if GitHub gives the job an identity", async () => {
    await build("chaukas-a");
    // Only GitHub's identities can sign, so something else signs here.
    const sign = 'shift 3; for file; do echo "{\\"signed\\": true}" > "$file.publish.attestation"; done';
    writeFileSync(join(folder, "python3"), `#!/bin/sh\n${sign}\n`, { mode: 0o755 });
    env = { ...env, ...identity(), PATH: `${folder}:${env["PATH"]}` };
    expect(await publish()).toEqual(["chaukas-a==1.0.0 published"]);
    expect([...index.attestations.values()]).toEqual(Array(2).fill('[{"signed":true}]'));
  });

  test("signs before it publishes where GitHub gives it an identity, and publishes nothing without one", async () => {
    await build("chaukas-a");
    env = { ...env, ...identity() };
    await expect(publish()).rejects.toThrow(/^python3 -m pypi_attestations sign .* exited with 1:/);
    expect(index.log).toEqual([]);
  });
});

describe("readPythonDist", () => {
  test("refuses a folder without source distributions, and one without a wheel", async () => {
    await expect(readPythonDist(folder)).rejects.toThrow(
      `${folder}: expected wheels and source distributions, found none`,
    );
    writeFileSync(join(folder, "a-1.0.0.tar.gz"), "");
    await expect(readPythonDist(folder)).rejects.toThrow("a-1.0.0.tar.gz: expected a PKG-INFO with name and version");
  });
});
