// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Trail {
  readonly summary: string;
  readonly verdict: string;
  readonly code?: string;
  readonly conditions?: readonly { readonly code: string }[];
  readonly sequence?: number;
  readonly checkpoints: readonly string[];
  readonly allow_later_redactions?: boolean;
  readonly export: string;
}

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(readJson("./verify-report.schema.json"));
const { origin, verifier_key, trails } = readJson("../vectors/integrity/trails.json") as {
  readonly origin: string;
  readonly verifier_key: string;
  readonly trails: readonly Trail[];
};
const command = fileURLToPath(new URL("./cli/main.js", import.meta.resolve("@chaukas/spec-integrity")));
const folder = mkdtempSync(join(tmpdir(), "chaukas-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built command over a trail. */
async function verify(trail: Trail) {
  writeFileSync(join(folder, "trail.jsonl"), trail.export);
  const kept = trail.checkpoints.map((note, index) => {
    writeFileSync(join(folder, `kept-${index}`), note);
    return ["--checkpoint", `kept-${index}`];
  });
  const args = [command, "trail.jsonl", "--origin", origin, "--key", verifier_key, "--json"];
  args.push(...(kept.length === 0 ? ["--no-checkpoint"] : kept.flat()));
  args.push(...(trail.allow_later_redactions ? ["--allow-later-redactions"] : []));
  return new Promise<Record<string, unknown>>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_, stdout) => resolve(JSON.parse(stdout)));
  });
}

// One trail for each outcome: a process for each trail would take minutes. An export without a header has no report.
const outcomeOf = ({ verdict, code, conditions }: Trail) => JSON.stringify([verdict, code, conditions]);
const judged = trails.filter(({ code, sequence }) => code !== "malformed" || sequence !== undefined);
const samples = [...new Map(judged.map((trail) => [outcomeOf(trail), trail])).values()];

interface Evidence extends Pick<Trail, "summary" | "verdict" | "code"> {
  readonly checkpoints: readonly string[];
  readonly evidence: string;
}

const { evidence } = readJson("../vectors/integrity/evidence.json") as { readonly evidence: readonly Evidence[] };
// Those that need no kept checkpoint; the command has the key.
const parts = evidence.filter(({ checkpoints, verdict }) => checkpoints.length === 0 && verdict !== "conditional");
const partsByCode = [...new Map(parts.map((part) => [part.code, part])).values()];

describe("the schema of the reports of chaukas-verify", () => {
  it.each(partsByCode)("describes that of evidence: $summary", async (part) => {
    const report = await verify({ ...part, export: part.evidence });
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report["verdict"]).toBe(part.verdict);
    expect(Object.keys(report["faults"] as object)).toEqual(
      part.code === undefined ? [] : expect.arrayContaining([part.code]),
    );
  });

  it.each(samples)("describes that of a real trail: $summary", async (trail) => {
    const report = await verify(trail);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report).toMatchObject({ verdict: trail.verdict, conditions: trail.conditions ?? [] });
    expect(Object.keys(report["faults"] as object)).toEqual(
      trail.code === undefined ? [] : expect.arrayContaining([trail.code]),
    );
  });

  it("is tested with each verdict", () => {
    expect(new Set(samples.map(({ verdict }) => verdict))).toEqual(new Set(["proved", "conditional", "failed"]));
  });

  let proved: Record<string, unknown> = {};
  beforeAll(async () => {
    proved = await verify(trails[0] ?? expect.unreachable("no trail"));
    expect(validate(proved)).toBe(true);
  });

  it.each<[string, object]>([
    ["an unknown verdict", { verdict: "verified" }],
    ["a proof with a condition", { conditions: [{ code: "not_covered", message: "x" }] }],
    ["a proof with a fault", { faults: { wrong_root: 1 } }],
    ["a failure without a fault", { verdict: "failed" }],
    ["a condition without one", { verdict: "conditional" }],
    ["another format", { format: "chaukas-verify-report/2" }],
    ["a count that is no number", { records: "6" }],
    ["a root that is no hash", { root: "00" }],
    [
      "a redaction without a record",
      { redactions: [{ sequence: 1, event_id: "e", places: [], method: "", reason: "" }] },
    ],
  ])("refuses %s", (_, change) => {
    expect(validate({ ...proved, ...change })).toBe(false);
  });
});
