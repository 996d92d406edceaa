// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandEnd, runVerifyHere } from "../../spec-integrity/test/run-verify-here.ts";
import { environmentVariables, openEnvironment } from "../src/toolchain/python-environment.ts";

/** A file of vectors, as far as this test reads it. */
interface Vectors {
  readonly origin: string;
  readonly verifier_key: string;
  readonly [name: string]: unknown;
}

interface Vector {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly export?: string;
  readonly evidence?: string;
}

const packages = join(import.meta.dirname, "../..");
const read = (name: string): Vectors =>
  JSON.parse(readFileSync(join(packages, `spec-vectors/vectors/integrity/${name}.json`), "utf8"));
const { origin, verifier_key: key, trails } = read("trails");
const { evidence } = read("evidence");
const vectors = [...(trails as Vector[]), ...(evidence as Vector[])];
const sources = ["chaukas-integrity/src", "chaukas-spec-common/gen"];
const PYTHONPATH = sources.map((source) => join(packages, "python", source)).join(delimiter);

let folder = "";
let environment: Awaited<ReturnType<typeof openEnvironment>> = { problem: "not opened" };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-verify-python-"));
  process.chdir(folder);
  environment = await openEnvironment(["protobuf==7.36.2"]);
});
afterAll(() => {
  process.chdir(packages);
  rmSync(folder, { recursive: true, force: true });
});

function run(program: string, args: readonly string[], input: string | Uint8Array): Promise<CommandEnd> {
  const env = { ...environmentVariables(environment.folder ?? ""), PYTHONPATH };
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: folder, env, encoding: "utf8" }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.on("error", () => {}).end(input);
  });
}

/** Runs the command of both languages. That of npm runs in this process if it gets no input. */
async function runBoth(args: readonly string[], input?: string | Uint8Array) {
  const main = join(packages, "spec-integrity/dist/cli/main.js");
  const [python, node] = await Promise.all([
    run("python", ["-B", "-m", "chaukas.integrity", ...args], input ?? ""),
    input === undefined ? runVerifyHere(args) : run("node", [main, ...args], input),
  ]);
  return { python, node };
}

function requirePython(skip: (note: string) => void): void {
  if (environment.problem !== undefined) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"], environment.problem).not.toBe("1");
    skip(environment.problem);
  }
}

/** Writes the files of a vector, and returns the arguments that verify them. */
function writeVector(summary: string): string[] {
  const vector = vectors.find((each) => each.summary === summary);
  if (vector === undefined) {
    throw new Error(`expected a vector ${summary}, got none`);
  }
  writeFileSync(join(folder, "source"), vector.export ?? vector.evidence ?? "");
  const flags = vector.checkpoints.flatMap((note, index) => {
    writeFileSync(join(folder, `kept-${index}`), note);
    return ["--checkpoint", `kept-${index}`];
  });
  return ["source", "--origin", origin, "--key", key, ...(flags.length > 0 ? flags : ["--no-checkpoint"])];
}

describe("chaukas-verify in Python (skipped without python3 or PyPI)", () => {
  it.for([
    ["proved: nothing erased", 0, "PROVED"],
    ["proved: values erased from several events, by all methods, once and twice", 0, "PROVED"],
    ["conditional: records after the largest kept checkpoint", 3, "CONDITIONAL"],
    ["conditional: no kept checkpoint", 3, "CONDITIONAL"],
    ["failed: redaction: a place with terminal controls", 1, "FAILED"],
    ["failed: event: another tenant, with terminal controls", 1, "FAILED"],
    ["failed: log: reordered", 1, "FAILED"],
    ["failed: log: rebuilt after a change", 1, "FAILED"],
    ["failed: text: the origin of another log in the header", 1, "FAILED"],
    ["proved: two events, one of them redacted, with its records", 0, "PROVED"],
    ["failed: all records left out", 1, "FAILED"],
    ["failed: another size", 1, "FAILED"],
  ] as const)("prints what the command of npm prints: %s", async ([summary, code, verdict], { skip }) => {
    requirePython(skip);
    const args = writeVector(summary);
    const text = await runBoth(args);
    const json = await runBoth([...args, "--json"]);
    expect(text.python).toEqual(text.node);
    expect(text.python).toMatchObject({ code, stdout: expect.stringMatching(new RegExp(`^${verdict}: `)), stderr: "" });
    expect(JSON.parse(json.python.stdout)).toEqual(JSON.parse(json.node.stdout));
    expect(json.python.code).toBe(code);
  });

  it("reads stdin and gzip, keys from files, and allows later redactions if asked", async ({ skip }) => {
    requirePython(skip);
    const summary = "conditional: redactions that are recorded after the last record, allowed";
    const [, ...args] = writeVector(summary);
    writeFileSync(join(folder, "key"), `${key}\n`);
    const flags = args.map((each) => (each === key ? "key" : each));
    const compressed = gzipSync(readFileSync(join(folder, "source")));
    const { python, node } = await runBoth(["-", ...flags, "--allow-later-redactions"], compressed);
    expect(python).toEqual(node);
    expect(python).toMatchObject({ code: 3, stdout: expect.stringContaining("not proved: record ") });
    expect((await runBoth(["-", ...flags], compressed)).python.code).toBe(1);
  });

  it("names lines that are not UTF-8, and the end of a file that was cut off", async ({ skip }) => {
    requirePython(skip);
    const args = writeVector("proved: nothing erased");
    const bytes = readFileSync(join(folder, "source"));
    const second = bytes.indexOf("\n", bytes.indexOf("\n") + 1);
    writeFileSync(
      join(folder, "source"),
      Buffer.concat([bytes.subarray(0, second), Buffer.of(0xff), bytes.subarray(second)]),
    );
    const bad = await runBoth(args);
    expect(bad.python).toEqual(bad.node);
    expect(bad.python.stdout).toContain("  line 2: record 0: record: expected a line");
    expect(bad.python.stdout).toContain(": expected UTF-8\n");
    writeFileSync(join(folder, "source"), bytes.subarray(0, bytes.length - 700));
    const cut = await runBoth(args);
    expect(cut.python).toEqual(cut.node);
    expect(cut.python.code).toBe(1);
  });

  it.for([
    ["--origin", "of no origin", ["source"]],
    ["--origin", "of an origin that is none", ["source", "--origin", "acme"]],
    ["--key", "of a checkpoint without a key", ["source", "--origin", origin, "--checkpoint", "kept-0"]],
    ["--key", "of a key of another log", ["source", "--origin", "a.example/t/b", "--key", key, "--no-checkpoint"]],
    ["--checkpoint", "of no choice about checkpoints", ["source", "--origin", origin, "--key", key]],
    ["source", "of two sources", ["source", "other", "--origin", origin]],
    ["empty", "of an empty file", ["empty", "--origin", origin, "--no-checkpoint"]],
    ["empty", "of an empty checkpoint", ["source", "--origin", origin, "--key", key, "--checkpoint", "empty"]],
    ["Save the evidence", "of a page of evidence", ["page", "--origin", origin, "--no-checkpoint"]],
    ["other", "of a file that is no export", ["other", "--origin", origin, "--no-checkpoint"]],
    ["missing", "of a file that does not exist", ["missing", "--origin", origin, "--no-checkpoint"]],
    ["--unknown", "of an unknown option", ["source", "--unknown"]],
  ] as const)("exits with code 2 and names %s, because %s", async ([name, , args], { skip }) => {
    requirePython(skip);
    writeVector("proved: nothing erased");
    writeFileSync(join(folder, "empty"), "");
    writeFileSync(join(folder, "other"), "hello\n");
    writeFileSync(join(folder, "page"), '<!doctype html>\n<html lang="en">\n');
    const { python, node } = await runBoth(args);
    expect([python.code, node.code]).toEqual([2, 2]);
    expect(python.stdout).toBe("");
    expect(python.stderr).toMatch(/^error: .*\n {2}what to do: .*\n$/);
    expect(python.stderr).toContain(name);
    expect(node.stderr).toContain(name);
  });

  it("says that it does not verify running servers, and who does", async ({ skip }) => {
    requirePython(skip);
    const { python } = await runBoth([
      "https://audit.example.com",
      "--origin",
      origin,
      "--key",
      key,
      "--no-checkpoint",
    ]);
    expect(python.code).toBe(2);
    expect(python.stderr).toContain("got the URL of a server");
    expect(python.stderr).toContain("npx @chaukas/spec-integrity");
  });
});
