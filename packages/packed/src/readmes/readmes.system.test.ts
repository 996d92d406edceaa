// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { serveHttp1 } from "@chaukas/testdata";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { findTarballs } from "@chaukas/tooling/tarball";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preparePackedProject } from "../round-trip/packed-project.ts";
import { findMissingInstalls } from "./find-missing-installs.ts";
import { openReadmes, type Readmes } from "./open-readmes.ts";

// The README of the repository has no package of its own. The SDK's has all that its snippets import.
const homes = Object.fromEntries([
  [join(root, "README.md"), join(root, "packages/sdk")],
  ...listPublicPackages().map(({ folder }) => [join(root, folder, "README.md"), join(root, folder)]),
]) as Record<string, string>;
const names = Object.keys(homes).map((path) => relative(root, path));

let project: string;
let readmes: Readmes;
beforeAll(async () => {
  project = await preparePackedProject(await findTarballs());
  // The READMEs run as they are, unless a program on this machine uses their ports.
  const [port, expressPort] = await Promise.all([freePort(50051), freePort(3000)]);
  const settings = Object.entries(process.env).filter(([name]) => !name.startsWith("CHAUKAS_"));
  readmes = openReadmes(homes, {
    replace: { 50051: port, 3000: expressPort },
    env: { ...Object.fromEntries(settings), ...(port === "50051" ? {} : { CHAUKAS_PORT: port }) },
  });
}, 120_000);
afterAll(() => readmes.close());

/** Returns the port if nothing listens on it, and otherwise a free one. */
async function freePort(port: number): Promise<string> {
  const server = await serveHttp1(() => {}, port).catch(() => serveHttp1(() => {}));
  await server.close();
  return String(server.port);
}

test.each(names)("%s installs what its code imports", (name) => {
  expect(findMissingInstalls(readFileSync(join(root, name), "utf8"))).toEqual([]);
});

test("all READMEs have code that compiles", { timeout: 120_000 }, async () => {
  await readmes.checkTypes();
});

// One after the other, since they use the same port.
test.each(names)("%s prints what it says, in a project with the tarballs", { timeout: 120_000 }, async (name) => {
  const cwd = mkdtempSync(join(project, "readme-"));
  try {
    await readmes.run(join(root, name), cwd);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
