// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "@chaukas/tooling/root";
import { capture, run } from "@chaukas/tooling/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPackages } from "../src/packages/build-packages.ts";
import { listPythonPackages } from "../src/packages/python-packages.ts";
import { createEnvironment, environmentVariables } from "../src/toolchain/python-environment.ts";
import { outputPattern, type PythonSnippet, readPythonSnippets } from "./read-python-snippets.ts";

const main = join(root, "packages/server/dist/cli/main.js");
const samples = join(import.meta.dirname, "samples");
const interop = join(root, "packages/server/test/interop/python");
const readmes = [join(root, "README.md"), ...listPythonPackages().map(({ folder }) => join(folder, "README.md"))];

// All tests share an environment: the packages, the SDK of upstream, and what checks types.
const others = [
  "chaukas-sdk==0.1.0",
  "grpcio==1.85.3",
  "protobuf==7.36.2",
  "protovalidate==2.1.0",
  "mypy==2.4.1",
  "types-grpcio==1.85.0.20261028",
  "types-protobuf==7.35.1.20260906",
];

let folder = "";
let problem: string | undefined;
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-python-"));
  const built = await buildPackages(join(folder, "wheels"));
  problem = built.problem;
  if (problem === undefined) {
    ({ problem } = await createEnvironment(join(folder, "environment"), [...(built.wheels ?? []), ...others]));
  }
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  rmSync(folder, { recursive: true, force: true });
});

function requirePython(skip: (note: string) => void): void {
  if (problem !== undefined) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"], problem).not.toBe("1");
    skip(problem);
  }
}

/** Starts the reference server with a new store, and returns its port. */
async function serve(name: string): Promise<string> {
  const child = spawn(process.execPath, [main, "serve", "--port", "0", "--store", join(folder, name)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit");
  stops.push(async () => {
    child.kill();
    await exited;
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    exited.then(([code]) => Promise.reject(new Error(`${name}: expected a server, but it exited with ${code}`))),
  ]);
  return /:(\d+)$/.exec(line)?.[1] ?? "";
}

async function python(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder): Promise<string> {
  // Loopback must not go through a proxy.
  const local = { NO_PROXY: "*", no_proxy: "*", ...env };
  const variables = { ...environmentVariables(join(folder, "environment")), ...local };
  return (await capture("python", ["-B", ...args], { cwd, env: variables })).output;
}

describe("the packages for Python (skipped without python3 or PyPI)", () => {
  it("take the place of those of upstream, whose SDK runs unchanged: every event is read back", async ({ skip }) => {
    requirePython(skip);
    const store = join(folder, "sdk.db");
    const key = (await run(process.execPath, [main, "keys", "create", "--tenant", "acme", "--store", store])).trim();
    const port = await serve("sdk.db");
    const env = {
      CHAUKAS_ENDPOINT: `http://127.0.0.1:${port}`,
      CHAUKAS_API_KEY: key,
      CHAUKAS_TENANT_ID: "acme",
      CHAUKAS_PROJECT_ID: "support-bot",
    };
    const sent = join(folder, "sent");
    expect(await python([join(interop, "emit_events.py"), sent], env)).toBe("19 events, 0 kept back\n");
    expect(await python([join(samples, "read_back.py"), port, key, sent])).toBe("19 events, 19 of 19 as sent\n");
  });

  it("read back all that the SDK of upstream was seen to send", async ({ skip }) => {
    requirePython(skip);
    const store = join(folder, "capture.db");
    const key = (await run(process.execPath, [main, "keys", "create", "--tenant", "acme", "--store", store])).trim();
    const port = await serve("capture.db");
    const args = [join(interop, "call_grpc.py"), `127.0.0.1:${port}`, key, join(root, "packages/testdata/sdk-capture")];
    expect(await python(args)).toBe("6 requests, 0 problems\n");
  });

  it("run the sample of an SDK on upstream's page", async ({ skip }) => {
    requirePython(skip);
    const expected = "accepted duplicate\nevt_123 EVENT_TYPE_AGENT_START True\n";
    expect(await python([join(samples, "sdk_client.py"), await serve("sample.db")])).toBe(expected);
  });

  it("run the samples of a platform on upstream's page", async ({ skip }) => {
    requirePython(skip);
    const expected = [
      "1000",
      "accepted",
      "INVALID_ARGUMENT event: expected event_id, tenant_id and type",
      "2 1 evt_bad",
      "calculator.multiply",
      "Support -> Refunds: over 100, direct",
      "orders - tools/call, 1.5 ms",
      "3 1 1",
    ];
    expect(await python([join(samples, "serve_platform.py")])).toBe(expected.map((line) => `${line}\n`).join(""));
  });

  it.for(readmes.map((path) => [path.slice(root.length + 1), path] as const))(
    "do what %s says",
    async ([, path], { skip }) => {
      requirePython(skip);
      // The repository's own folder may have any name.
      const cwd = join(folder, `readme-${basename(join(path, ".."))}`);
      mkdirSync(cwd);
      writeKeptFiles(cwd);
      const port = await serve(`${basename(cwd)}.db`);
      for (const snippet of readSnippets(path)) {
        const file = join(cwd, `line_${snippet.line}.py`);
        writeFileSync(file, snippet.code.replaceAll("50051", port));
        expect(await python([file], {}, cwd), file).toMatch(outputPattern(snippet));
      }
    },
  );

  it("install the command, which prints what the README says", async ({ skip }) => {
    requirePython(skip);
    const cwd = join(folder, "command");
    mkdirSync(cwd);
    writeKeptFiles(cwd);
    const markdown = readFileSync(join(import.meta.dirname, "../chaukas-integrity/README.md"), "utf8");
    const [, line = "", output = ""] =
      /^(chaukas-verify trail[^\n]*)\n```\n\n```text\n(.*?)^```/ms.exec(markdown) ?? [];
    const env = environmentVariables(join(folder, "environment"));
    const { output: found } = await capture("sh", ["-c", line], { cwd, env });
    expect(found).toMatch(outputPattern({ line: 0, code: line, output }));
  });

  it("are typed strictly, as are the samples and the READMEs", async ({ skip }) => {
    requirePython(skip);
    const cwd = join(folder, "types");
    cpSync(samples, cwd, { recursive: true });
    for (const [index, path] of readmes.entries()) {
      for (const { line, code } of readSnippets(path)) {
        writeFileSync(join(cwd, `readme_${index}_line_${line}.py`), code);
      }
    }
    const packages = ["chaukas.integrity", "chaukas.spec.common.validation"].flatMap((name) => ["-p", name]);
    for (const args of [packages, ["."]]) {
      expect(await python(["-m", "mypy", "--strict", ...args], {}, cwd)).toMatch(/^Success: no issues found in \d+/);
    }
    writeFileSync(join(cwd, "wrong.py"), "from chaukas.integrity import leaf_hash\nleaf_hash(1)\n");
    expect(await python(["-m", "mypy", "--strict", "wrong.py"], {}, cwd)).toContain("wrong.py:2: error");
  });
});

function readSnippets(path: string): PythonSnippet[] {
  const snippets = readPythonSnippets(readFileSync(path, "utf8"));
  expect(snippets.length, path).toBeGreaterThan(0);
  return snippets;
}

/** Writes what an auditor has: an export, the verifier key, and a kept checkpoint. */
function writeKeptFiles(cwd: string): void {
  const path = join(root, "packages/spec-vectors/vectors/integrity/trails.json");
  const { verifier_key: key, trails } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(join(cwd, "trail.jsonl"), trails[0].export);
  writeFileSync(join(cwd, "kept"), trails[0].checkpoints[0]);
  writeFileSync(join(cwd, "acme.vkey"), `${key}\n`);
}
