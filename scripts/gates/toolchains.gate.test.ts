// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { root } from "@chaukas/tooling/root";
import type { Captured } from "@chaukas/tooling/run";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

/** What only a machine with Go or Python can write. */
const foreign = [
  "chaukas/spec/common/v1/events.pb.go",
  "packages/python/chaukas-spec-common/gen/chaukas/spec/common/v1/events_pb2.py",
  "packages/go/api-report.md",
  "packages/python/api-report.md",
];

let clone: ScratchClone;
let programs = "";
beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), "chaukas-programs-"));
  linkPrograms(join(programs, "bin"));
  clone = createScratchClone();
  await clone.install();
});
beforeEach(() => clone.reset());
afterAll(() => {
  clone.remove();
  rmSync(programs, { recursive: true });
});

/** Links all programs of this machine, except those of Python and Go, into a folder. */
function linkPrograms(folder: string): void {
  mkdirSync(folder);
  const known = new Set(["go", "gofmt"]);
  for (const path of (process.env["PATH"] ?? "").split(delimiter).filter((each) => !each.includes("node_modules"))) {
    for (const name of list(path).filter((each) => !known.has(each) && !/^(?:python|pip|pyenv|uv)/.test(each))) {
      known.add(name);
      symlinkSync(join(path, name), join(folder, basename(name)));
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A PATH may name folders that do not exist.
    return [];
  }
}

/** Runs an npm script on a machine without Python and Go. */
async function runWithout(
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Captured> {
  const { scripts } = JSON.parse(clone.read("package.json")) as { scripts: Record<string, string> };
  const PATH = [join(root, "node_modules/.bin"), join(programs, "bin")].join(delimiter);
  return await clone.run("sh", ["-c", `${scripts[script]} "$@"`, script, ...args], {
    CHAUKAS_REQUIRE_TOOLCHAINS: "",
    ...env,
    PATH,
  });
}

const required = { CHAUKAS_REQUIRE_TOOLCHAINS: "1" };
const [goCode, pythonCode] = ["Go", "Python"].map(
  (name) =>
    `the ${name} code stays as it is, because generating it requires ${name === "Go" ? "go" : "python3"}, which is not installed`,
);

describe("a machine without Python and Go", () => {
  it("keeps the code and the API reports of these languages, and is told what was not generated or checked", async () => {
    for (const path of foreign) {
      clone.write(path, "unlike what the generators write\n");
    }
    clone.commit();
    const generate = await runWithout("generate", ["--filter=@chaukas/go", "--filter=@chaukas/python"]);
    expect(generate.output).toContain(`generate: ${goCode}\n`);
    expect(generate.output).toContain(`generate: ${pythonCode}\n`);
    expect(generate.code).toBe(0);
    const drift = await runWithout("drift", ["--filter=@chaukas/go", "--filter=@chaukas/python"]);
    expect(drift.stdout).toContain(`drift: not checked: ${goCode}\n`);
    expect(drift.stdout).toContain(`drift: not checked: ${pythonCode}\n`);
    expect(drift.code).toBe(0);
    const lint = await runWithout("lint", ["exports"]);
    expect(lint.stdout).toMatch(/^lint exports: ok, /m);
    for (const [name, program] of [
      ["Go module", "go"],
      ["Python packages", "python3"],
    ] as const) {
      expect(lint.stdout).toContain(
        `lint exports: not checked: the API report of the ${name}, which requires ${program}, which is not installed\n`,
      );
    }
    expect((await runWithout("api-reports")).code).toBe(0);
    expect(clone.git("status", "--porcelain")).toBe("");
  }, 900_000);

  it("checks protos and versions, which need neither", async () => {
    const breaking = await runWithout("breaking");
    expect(breaking.output).not.toContain("skipped");
    expect(breaking.code).toBe(0);
    expect((await runWithout("check:versions")).code).toBe(0);
  });

  it.for([
    ["generate", ["--filter=@chaukas/go"], "the Go code requires go, which is not installed"],
    ["generate", ["--filter=@chaukas/python"], "requires python3, which is not installed"],
    ["api-reports", ["--check"], "the API report of the Go module requires go, which is not installed"],
    ["test", [], "the tests require python3 and go, not installed"],
    ["build:python", [], "requires python3, which is not installed"],
    ["release:rehearse", [], "the rehearsal requires go, which is not installed"],
  ] as const)("is refused by %s %s if all toolchains are required", async ([script, args, message]) => {
    const { code, output } = await runWithout(script, args, required);
    expect(output).toContain(message);
    expect(code).toBe(1);
  });
});
