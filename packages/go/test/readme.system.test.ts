// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findGoProblem, runGo } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const problem = await findGoProblem(root);
if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
  throw new Error(`the Go module ${problem}`);
}

/** Programs in the READMEs, and the output that the block of text directly below each promises. */
const programs = ["README.md", "chaukas/README.md"].flatMap((file) => {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^```go\n(.*?)^```\n\n```text\n(.*?)^```\n/gms)].map(
    ({ index, 1: code = "", 2: output = "" }) => ({
      place: `${file}:${text.slice(0, index).split("\n").length}`,
      code,
      output,
    }),
  );
});

const folder = mkdtempSync(join(tmpdir(), "chaukas-go-readme-"));
const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) {
    stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the reference server with a new store, and returns its address. */
async function serve(): Promise<string> {
  const main = join(root, "packages/server/dist/cli/main.js");
  const args = [main, "--port", "0", "--store", join(folder, `${stops.length}.db`)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  stops.push(() => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^listening on http:\/\/(.*)$/.exec(line)?.[1];
    if (address !== undefined) {
      return address;
    }
  }
  throw new Error("server: expected to listen, but it exited");
}

/** Writes a log that is proved, for the program that verifies one. */
function writeTrail(into: string): string {
  const vectors = JSON.parse(
    readFileSync(join(root, "packages/spec-vectors/vectors/integrity/trails.json"), "utf8"),
  ) as { verifier_key: string; trails: { summary: string; export: string; checkpoints: [string] }[] };
  const trail = vectors.trails.find(({ summary }) => summary === "proved: tags and agent_name erased");
  writeFileSync(join(into, "trail.jsonl"), trail?.export ?? "");
  writeFileSync(join(into, "kept.note"), trail?.checkpoints[0] ?? "");
  return vectors.verifier_key;
}

const skipped = problem === undefined ? "" : ` (skipped: ${problem})`;
describe.skipIf(problem !== undefined)(`the Go programs of the READMEs${skipped}`, () => {
  beforeAll(async () => {
    writeFileSync(
      join(folder, "go.mod"),
      readFileSync(join(root, "go.mod"), "utf8").replace(/^module .*$/m, "module example"),
    );
    writeFileSync(join(folder, "go.sum"), readFileSync(join(root, "go.sum")));
    const path = "github.com/chaukasai/chaukas-spec";
    const { status, stderr } = await runGo(
      ["mod", "edit", `-require=${path}@v1.0.0`, `-replace=${path}=${root}`],
      folder,
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("exist", () => {
    expect(programs.length).toBeGreaterThanOrEqual(3);
  });

  it.each(programs)("$place prints what it says", async ({ place, code, output }) => {
    const home = join(folder, place.replaceAll(/\W/g, "-"));
    mkdirSync(home);
    const key = writeTrail(home);
    const address = code.includes("127.0.0.1:50051") ? await serve() : "";
    writeFileSync(join(home, "main.go"), code.replace("127.0.0.1:50051", address));
    const built = await runGo(["build", "-mod=mod", "-o", "program", "."], home);
    expect(built.stderr).toBe("");
    const { status, stdout, stderr } = await runProgram(home, { LOG_KEY: key, NO_PROXY: "*", no_proxy: "*" });
    expect(stderr).toBe("");
    expect(stdout).toBe(output);
    expect(status).toBe(0);
  });
});

async function runProgram(cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(join(cwd, "program"), { cwd, env: { ...process.env, ...env } });
  const end = { stdout: "", stderr: "", status: null as number | null };
  child.stdout.on("data", (text) => {
    end.stdout += text;
  });
  child.stderr.on("data", (text) => {
    end.stderr += text;
  });
  end.status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return end;
}
