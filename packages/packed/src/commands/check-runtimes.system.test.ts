// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { findTarballs, readTarball, type Tarball } from "@chaukas/tooling/tarball";
import { createTarGzip, parseTarGzip } from "nanotar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, createConsumer } from "../runtimes/consumer.ts";
import { createFixtures, type Fixtures } from "../runtimes/fixtures.ts";
import { runInProcess } from "../runtimes/run-in-process.ts";
import { typeCheck, typeCheckAll } from "../runtimes/type-check.ts";

// The compiler and the runtime of the workspace, so that only the peers of the packages are fetched.
const tsc = join(root, "node_modules/typescript/bin/tsc");
const runOnNode = (consumer: Consumer) => runInProcess(consumer, process.execPath, ["hosts/node.js"]);

let folder: string;
let tarballs: Tarball[];
let fixtures: Fixtures;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-runtimes-test-"));
  tarballs = await findTarballs();
  fixtures = await createFixtures(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Repacks a package with one changed file. */
async function repack(name: string, file: string, change: (text: string) => string): Promise<void> {
  const index = tarballs.findIndex(({ manifest }) => manifest.name === name);
  const entries = await parseTarGzip(readFileSync(tarballs[index]?.path ?? ""));
  const changed = entries.map((entry) => ({
    name: entry.name,
    data: entry.name === `package/${file}` ? change(entry.text) : (entry.data ?? ""),
  }));
  const path = join(folder, `${name.replace("/", "-")}.tgz`);
  writeFileSync(path, await createTarGzip(changed));
  tarballs[index] = await readTarball(path);
}

describe("a project with the packages as packed", () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await createConsumer("current", join(folder, "good"), tarballs, fixtures);
  });

  // That it compiles in all configurations is what the gate itself checks.
  test("passes every step on this Node", async () => {
    const { version, steps } = await runOnNode(consumer);
    expect(version).toBe(process.versions.node);
    expect(steps.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(steps.map(({ name }) => name)).toEqual([
      ...["import", "encode", "decode", "json", "validate", "json-schema", "integrity"],
      ...["connect", "grpc-web", "grpc"],
    ]);
  });

  test("fails the step that finds bytes other than the golden ones, and continues", async () => {
    const file = join(consumer.folder, "fixtures.js");
    const [first] = fixtures.captured;
    const golden = Buffer.from(fixtures.goldenBinary, "base64").subarray(0, -9).toString("base64");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(fixtures.goldenBinary, golden).replace(`"${first}"`, '"CgE="'),
    );
    const { steps } = await runOnNode(consumer);
    const errors = new Map(steps.map(({ name, error }) => [name, error]));
    expect(errors.get("encode")).toMatch(
      /golden batch from JSON: expected \d+ bytes, got \d+, first difference at \d+/,
    );
    expect(errors.get("decode")).toMatch(/premature EOF/);
    expect(errors.get("json-schema")).toBeUndefined();
  });
});

describe("a project with broken packages", () => {
  let consumer: Consumer;
  beforeAll(async () => {
    await repack("@chaukas/spec-client", "package.json", (text) => text.replace("./dist/index.js", "./dist/main.js"));
    const name = "dist/gen/chaukas/spec/common/v1/query_pb.d.ts";
    await repack("@chaukas/spec-common", name, (text) => `${text}\nexport declare const broken: Missing;\n`);
    consumer = await createConsumer("current", join(folder, "broken"), tarballs, fixtures);
  });

  test("does not compile if a declaration file has an error, and names it", async () => {
    await expect(typeCheck(consumer, tsc, "Bundler")).rejects.toMatchObject({
      name: "ScriptError",
      message: expect.stringMatching(
        /^node_modules\/@chaukas\/spec-common\/dist\/gen\/\S*query_pb\.d\.ts\(\d+,\d+\): error TS2304: Cannot find name 'Missing'\.$/,
      ),
    });
  });

  test("does not compile either if all configurations are compiled at once", async () => {
    expect(await typeCheckAll([consumer], tsc)).toMatch(
      /query_pb\.d\.ts\(\d+,\d+\): error TS2304: Cannot find name 'Missing'\.$/m,
    );
  });

  test("does not run if the file of an export is missing, and names it", async () => {
    await expect(runOnNode(consumer)).rejects.toMatchObject({
      name: "ScriptError",
      message: expect.stringMatching(/Cannot find module '\S*\/@chaukas\/spec-client\/dist\/main\.js'/),
    });
  });
});

describe("check-runtimes.ts", () => {
  const runScript = (...args: string[]) =>
    capture(process.execPath, [join(root, "packages/packed/src/commands/check-runtimes.ts"), ...args], {
      env: { ...process.env, CHAUKAS_CACHE_DIR: join(folder, "cache") },
    });

  test("refuses an unknown tool, and lists the known ones", async () => {
    expect(await runScript("node18")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/tool: expected one of typescript5, .*, workerd, got "node18"/),
    });
  });
});
