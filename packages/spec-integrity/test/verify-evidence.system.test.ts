// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { evidenceLines, evidenceOf, makeRedactedTrail } from "./make-evidence.ts";
import { signedCheckpointOf, trailKey, trailOrigin } from "./make-trail.ts";

const main = join(import.meta.dirname, "../dist/cli/main.js");
const trail = makeRedactedTrail();
const lines = evidenceLines(trail, await evidenceOf(trail, [0, 2, 3, 5, 7]));
const selection = '{"tenant_id":"acme"}';
// Each test starts processes, which is slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaukas-evidence-"));
  await write("kept", signedCheckpointOf(trail, trail.length));
  await write("early", signedCheckpointOf(trail, 3));
  await write("evidence.jsonl", textOf(lines));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = (all: readonly string[]) => all.map((line) => `${line}\n`).join("");
const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const known = ["--origin", trailOrigin, "--key", trailKey];

async function verify(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...output };
}

it("proves evidence with the key alone, and says what it never proves", async () => {
  const { code, stdout } = await verify("evidence.jsonl", ...known);
  expect(stdout.split("\n")).toEqual([
    `PROVED: ${trailOrigin}: 5 records, 1 of them redacted`,
    "checked: the checkpoint of size 8 that the key signed, in the evidence: matched",
    "checked: 5 of 5 records match a checkpoint",
    'redacted: record 2 (e-2): "/message/text" (mask), 2023-11-14T22:15:00.000005Z, by the key "0123456789ab", ' +
      'requested by "case 118", reason "erasure was requested", recorded by record 5',
    'redacted: record 2 (e-2): "/metadata/phone" (drop), 2023-11-14T22:15:00.000007Z, by the key "0123456789ab", ' +
      'requested by "case 118", reason "erasure was requested", recorded by record 7',
    `never proved: that these are all records of the selection ${selection}, or of the log`,
    "",
  ]);
  expect(code).toBe(0);
  await write("evidence.jsonl.gz", gzipSync(textOf(lines)));
  expect(await verify("evidence.jsonl.gz", ...known)).toMatchObject({ code: 0 });
});

it("prints the same as JSON", async () => {
  const { code, stdout } = await verify("evidence.jsonl", ...known, "--checkpoint", "kept", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    format: "chaukas-verify-report/1",
    verdict: "proved",
    records: 5,
    covered: 8,
    redacted: 1,
    checkpoints: [{ size: 8, state: "matched", from: "kept" }],
    selection: { tenant_id: "acme" },
    redactions: [
      { sequence: 2, recorded_by: 5 },
      { sequence: 2, recorded_by: 7 },
    ],
  });
  expect(code).toBe(0);
});

it("is conditional without the key", async () => {
  const { code, stdout } = await verify("evidence.jsonl", "--origin", trailOrigin);
  expect(stdout).toMatch(/^CONDITIONAL: .*\n(?:.*\n)*not proved: no key and no kept checkpoint of size 8: /);
  expect(stdout).not.toMatch(/^checked:/m);
  expect(code).toBe(3);
});

it.each<[string, string[], RegExp]>([
  [
    "an altered value",
    lines.map((line) => line.replace("hello 3", "hello 4")),
    /^ {2}line 4: record 3 \(e-3\): the event /m,
  ],
  ["a missing record of a redaction", lines.toSpliced(5, 1), /^ {2}record 2 \(e-2\): shown as redacted, but no /m],
  [
    "a line that is cut",
    [...lines.slice(0, 5), lines[5]?.slice(0, 100) ?? ""],
    /^ {2}line 6: entry 5: record: expected/m,
  ],
  [
    "another log",
    lines.map((line) => line.replaceAll(trailOrigin, "audit.example.com/t/x")),
    /^ {2}line 1: the evidence: /m,
  ],
  [
    "control characters",
    lines.map((line) => line.replace('"selection":{', '"selection":{"a":"\\u001b[2J",').replace("hello 3", "x")),
    /"a":"\\u001b\[2J"/,
  ],
])("fails for %s, first and last", async (_, forged, message) => {
  await write("forged.jsonl", textOf(forged));
  const { code, stdout } = await verify("forged.jsonl", ...known);
  expect(stdout).toMatch(message);
  const shown = stdout.trimEnd().split("\n");
  expect(shown[0]).toMatch(/^FAILED: audit\.example\.com\/t\/acme: \d+ faults? in \d records?/);
  expect(shown.at(-1)).toBe(shown[0]);
  expect(stdout).not.toContain("matched");
  expect(code).toBe(1);
});

it("refuses options for whole logs, and still asks for a checkpoint with an export", async () => {
  const refused = await verify("evidence.jsonl", ...known, "--allow-later-redactions");
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error: --allow-later-redactions: expected /),
  });
  await write("trail.jsonl", `{"format":"chaukas-integrity/1","origin":"${trailOrigin}","size":0}\n`);
  const asked = await verify("trail.jsonl", ...known);
  const message = "error: --checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither";
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
});
