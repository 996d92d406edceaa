// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findGoProblem, runGo } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandEnd, runVerifyHere } from "../../spec-integrity/test/run-verify-here.ts";

interface Vector {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly allow_later_redactions?: true;
  readonly without_key?: true;
  readonly export?: string;
  readonly evidence?: string;
}

interface Report {
  readonly conditions: readonly object[];
  readonly first: readonly object[];
}

const problem = await findGoProblem(root);
if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
  throw new Error(`the Go module ${problem}`);
}

const folder = mkdtempSync(join(tmpdir(), "chaukas-go-"));
const program = join(folder, "chaukas-verify");
beforeAll(async () => {
  if (problem === undefined) {
    const { stderr } = await runGo(["build", "-o", folder, "./chaukas/integrity/cmd/chaukas-verify"], root);
    expect(stderr).toBe("");
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) =>
  JSON.parse(readFileSync(join(root, `packages/spec-vectors/vectors/integrity/${name}.json`), "utf8"));

type Run = (args: readonly string[]) => Promise<CommandEnd>;

const runInGo: Run = (args) => capture(program, args);

/** Returns the exit code, and the report without the texts that may differ. */
async function judge(run: Run, args: readonly string[]) {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  if (code === 2) {
    expect(stderr).toMatch(/^error: .*\n {2}what to do: .*\n$/s);
    return { code };
  }
  const report = JSON.parse(stdout) as Report;
  const text = await run(args);
  expect(text.code).toBe(code);
  const lines = text.stdout.split("\n");
  return {
    code,
    ...report,
    conditions: report.conditions.map(withoutMessage),
    first: report.first.map(withoutMessage),
    firstLine: lines.at(0),
    lastLine: code === 1 ? lines.at(-2) : undefined,
  };
}

function withoutMessage(entry: object): object {
  return { ...entry, message: undefined };
}

function optionsFor(
  vector: Vector,
  index: number,
  { origin, verifier_key }: Readonly<Record<string, string>>,
): string[] {
  const file = join(folder, `${index}.jsonl`);
  writeFileSync(file, vector.export ?? vector.evidence ?? "");
  const kept = vector.checkpoints.flatMap((note, place) => {
    const path = join(folder, `${index}-${place}.note`);
    writeFileSync(path, note);
    return ["--checkpoint", path];
  });
  const key = vector.without_key ? [] : ["--key", verifier_key ?? ""];
  const none = kept.length === 0 && vector.export !== undefined ? ["--no-checkpoint"] : [];
  const later = vector.allow_later_redactions ? ["--allow-later-redactions"] : [];
  return [file, "--origin", origin ?? "", ...key, ...kept, ...none, ...later];
}

const skipped = problem === undefined ? "" : ` (skipped: ${problem})`;
describe.skipIf(problem !== undefined)(`chaukas-verify in Go${skipped}`, () => {
  it.each(["trails", "evidence"])(
    "has the exit codes, lines and reports of the one in TypeScript on all %s",
    async (name) => {
      const all = read(name);
      const vectors: readonly Vector[] = all[name];
      for (const [index, vector] of vectors.entries()) {
        const args = optionsFor(vector, index, all);
        expect(await judge(runInGo, args), vector.summary).toEqual(await judge(runVerifyHere, args));
      }
      expect(vectors.length).toBeGreaterThan(30);
    },
  );
});
