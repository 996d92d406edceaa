// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTarballs, type PackageManifest, readTarball, type Tarball } from "@chaukas/tooling/tarball";
import { createTarGzip, parseTarGzip } from "nanotar";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkContents, checkTarball } from "./check-tarball.ts";

type Files = Map<string, string | Uint8Array>;

let packed: readonly Tarball[];
beforeAll(async () => {
  packed = await findTarballs();
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-check-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Repacks a package with changed files. */
async function repack(
  change: (files: Files) => void,
  name = "@chaukas/spec-client",
  executables?: readonly string[],
): Promise<Tarball> {
  const original = packed.find(({ manifest }) => manifest.name === name);
  const entries = await parseTarGzip(readFileSync(original?.path ?? ""));
  const files: Files = new Map(entries.map((entry) => [entry.name.replace("package/", ""), entry.data ?? ""]));
  change(files);
  const isExecutable = (file: string) => (executables ?? original?.executables ?? []).includes(file);
  const path = join(folder, "changed.tgz");
  const data = await createTarGzip(
    [...files].map(([name, content]) => ({
      name: `package/${name}`,
      data: content,
      attrs: { mode: isExecutable(name) ? "755" : "644" },
    })),
  );
  writeFileSync(path, data);
  return readTarball(path);
}

async function checkChanged(...args: Parameters<typeof repack>): Promise<string[]> {
  return checkTarball(await repack(...args));
}

function changeManifest(files: Files, change: (manifest: Record<string, unknown>) => object): void {
  const manifest = JSON.parse(new TextDecoder().decode(files.get("package.json") as Uint8Array)) as PackageManifest;
  files.set("package.json", JSON.stringify({ ...manifest, ...change({ ...manifest }) }));
}

describe("checkTarball", () => {
  // That it finds no problems in the packages as packed is what the gate itself checks.
  test("refuses an export whose file is not in the tarball", async () => {
    const problems = await checkChanged((files) =>
      changeManifest(files, () => ({ exports: { ".": { types: "./dist/index.d.ts", default: "./dist/main.js" } } })),
    );
    expect(problems).toContain('@chaukas/spec-client: exports["."]: ./dist/main.js is not in the tarball');
    expect(problems.join("\n")).toMatch(/publint.*\n.*dist\/main\.js/s);
  });

  test("refuses types that do not resolve", async () => {
    const problems = await checkChanged((files) => {
      changeManifest(files, ({ exports }) => ({
        exports: { ...(exports as object), ".": { default: "./dist/index.js" } },
      }));
      files.delete("dist/index.d.ts");
    });
    expect(problems.join("\n")).toMatch(/@chaukas\/spec-client: attw .*/);
  });

  test("refuses tests, stray files and hidden files", async () => {
    const changed = await repack((files) => {
      for (const file of ["dist/sleep.test.js", "notes.txt", "src/.env", "dist/testdata/a.bin"]) {
        files.set(file, "export {};\n");
      }
    });
    expect(checkContents(changed)).toEqual([
      "@chaukas/spec-client: dist/sleep.test.js: expected no such file in the tarball",
      "@chaukas/spec-client: dist/testdata/a.bin: expected no such file in the tarball",
      "@chaukas/spec-client: notes.txt: expected no such file in the tarball",
      "@chaukas/spec-client: src/.env: expected no such file in the tarball",
    ]);
  });

  test("refuses a missing README and a different licence", async () => {
    const changed = await repack((files) => {
      files.delete("README.md");
      files.set("LICENSE", "MIT");
    });
    expect(checkContents(changed)).toEqual([
      "@chaukas/spec-client: README.md: expected it in the tarball, found none",
      "@chaukas/spec-client: LICENSE: expected the text of the repository's LICENSE",
    ]);
  });

  test.each([
    ["@chaukas/server", "container/Dockerfile"],
    ["@chaukas/server", "container/compose.yaml"],
    ["@chaukas/spec-common", "CHANGELOG.md"],
    ["@chaukas/spec-integrity", "SPECIFICATION.md"],
    ["@chaukas/spec-json-schema", "dist/openapi.yaml"],
  ])("refuses %s without %s", async (name, file) => {
    const changed = await repack((files) => files.delete(file), name);
    expect(checkContents(changed)).toContain(`${name}: ${file}: expected it in the tarball, found none`);
  });

  test("refuses links of a page that lead nowhere", async () => {
    const changed = await repack((files) =>
      files.set("README.md", "# Client\n\n[calls](#calls) [server](../server) [licence](LICENSE)\n"),
    );
    expect(checkContents(changed)).toEqual([
      "@chaukas/spec-client: README.md: link to #calls: expected a heading #calls in the tarball",
      "@chaukas/spec-client: README.md: link to ../server: expected a file ../server in the tarball",
    ]);
  });

  test("refuses a framework that is not an optional peer", async () => {
    const refused = '@chaukas/sdk: dependencies["ai"]: expected an optional peer';
    const required = (files: Files) => changeManifest(files, () => ({ peerDependenciesMeta: {} }));
    expect(await checkChanged(required, "@chaukas/sdk")).toContain(refused);
    const depended = (files: Files) =>
      changeManifest(files, ({ dependencies }) => ({ dependencies: { ...(dependencies as object), ai: "^7.0.0" } }));
    expect(await checkChanged(depended, "@chaukas/sdk")).toContain(refused);
  });

  test("refuses a runtime dependency that is not allowed, and a range that is not a caret range", async () => {
    const problems = await checkChanged((files) =>
      changeManifest(files, () => ({ dependencies: { "left-pad": "^1.3.0", "@chaukas/spec-common": "workspace:^" } })),
    );
    expect(problems).toContain(
      '@chaukas/spec-client: dependencies["left-pad"]: expected only @chaukas/spec-*, @connectrpc/*, @bufbuild/protobuf, @bufbuild/protovalidate',
    );
    expect(problems).toContain(
      '@chaukas/spec-client: dependencies["@chaukas/spec-common"]: expected a caret range, got "workspace:^"',
    );
  });

  test("accepts a dependency that is allowed for the package, and refuses one that is allowed for another", async () => {
    const ranges = { "@noble/hashes": "^2.4.0", commander: "^15.1.0" };
    const problems = await checkChanged(
      (files) => changeManifest(files, () => ({ dependencies: ranges })),
      "@chaukas/spec-integrity",
    );
    expect(problems.filter((problem) => problem.includes("dependencies["))).toEqual([
      '@chaukas/spec-integrity: dependencies["commander"]: expected only @chaukas/spec-*, @connectrpc/*, @bufbuild/protobuf, @bufbuild/protovalidate, @noble/curves, @noble/hashes',
    ]);
  });

  test("refuses a command that is missing, or that a shell cannot start", async () => {
    const server = "@chaukas/server";
    const missing = await checkChanged((files) => files.delete("dist/cli/main.js"), server);
    expect(missing).toContain('@chaukas/server: bin["chaukas-server"]: ./dist/cli/main.js is not in the tarball');
    const bare = await checkChanged((files) => files.set("dist/cli/main.js", "export {};\n"), server, []);
    expect(bare).toEqual(
      expect.arrayContaining([
        '@chaukas/server: bin["chaukas-server"]: expected ./dist/cli/main.js to begin with "#!/usr/bin/env node", got "export {};"',
        '@chaukas/server: bin["chaukas-server"]: expected ./dist/cli/main.js to be executable',
      ]),
    );
  });
});
