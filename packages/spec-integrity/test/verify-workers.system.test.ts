// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exportOf,
  makeTrail,
  makeTrailEvent,
  redactTrail,
  signedCheckpointOf,
  trailKey,
  trailOrigin,
} from "./make-trail.ts";

// More than 16 MiB, so that workers start.
const size = 8000;
const padding = "x".repeat(1600);
const main = join(import.meta.dirname, "../dist/cli/main.js");
const events = Array.from({ length: size }, (_, index) => ({ ...makeTrailEvent(index), branch: padding }));
const trail = redactTrail(makeTrail(events), 70, ["/message/text"]);
const text = exportOf(trail);
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaukas-workers-"));
  await writeFile(join(folder, "kept"), signedCheckpointOf(trail, 5000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verifyArgs = [main, "trail.jsonl", "--origin", trailOrigin, "--key", trailKey, "--checkpoint", "kept"];

function run(
  program: string,
  args: readonly string[],
): Promise<{ code: number | string | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr });
    });
  });
}

const hasPermissions = process.allowedNodeEnvironmentFlags.has("--permission");
const hasCores = process.platform === "linux" && availableParallelism() > 1;

describe("chaukas-verify of a large export", () => {
  it.skipIf(!hasCores).each([
    ["honest", text],
    ["altered", text.replace("hello 6500", "hello 6501").replace('hello 12"', 'hello 13"')],
    ["without a record", text.replace(/\n\{"seq":4000,.*(?=\n)/, "")],
    ["cut", text.slice(0, -500)],
  ])("says the same on all cores as on one: %s (only on Linux with several cores)", async (_, forged) => {
    await writeFile(join(folder, "trail.jsonl"), forged);
    const args = [...verifyArgs, "--json"];
    const one = await run("taskset", ["--cpu-list", "0", process.execPath, ...args]);
    expect(await run(process.execPath, args)).toEqual(one);
    expect(one).toMatchObject({ code: forged === text ? 3 : 1, stderr: "" });
  });

  it.skipIf(!hasPermissions || availableParallelism() === 1)(
    "says what to do where Node may not start threads (only with its permission model and several cores)",
    async () => {
      await writeFile(join(folder, "trail.jsonl"), text);
      const outcome = await run(process.execPath, ["--permission", "--allow-fs-read=*", ...verifyArgs]);
      expect(outcome).toEqual({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(
          /^error: worker: Access .*\n {2}what to do: let Node start threads, with enough memory for them, then verify again\n$/,
        ),
      });
    },
  );

  it("is interrupted at once", async () => {
    const child = spawn(process.execPath, [main, "-", ...verifyArgs.slice(2)], { cwd: folder });
    const exit = once(child, "exit");
    child.stdin.on("error", () => {});
    // It reads on only if it verifies, so that it does when the last bytes are taken.
    await new Promise((resolve) => child.stdin.write(text, resolve));
    child.kill("SIGINT");
    expect(await exit).toEqual([null, "SIGINT"]);
  });
});

it("leaves a process free to end although workers are open", async () => {
  await writeFile(join(folder, "trail.jsonl"), text);
  const { code, stdout } = await run(process.execPath, [
    "--input-type=module",
    "--eval",
    `import { createReadStream } from "node:fs";
    import { auditExport } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
    import { createTrailWorkers } from ${JSON.stringify(new URL("../dist/workers/index.js", import.meta.url).href)};
    const workers = createTrailWorkers({ count: 2, minBytes: 0, usesCaller: false });
    const expectation = { origin: ${JSON.stringify(trailOrigin)} };
    console.log((await auditExport(createReadStream("trail.jsonl"), expectation, { workers })).verdict);`,
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "conditional\n" });
});
