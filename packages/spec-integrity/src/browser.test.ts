// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { chromium, runInChromium } from "@chaukas/testdata/toolchains";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { exportOf, makeTrail, makeTrailEvent, signedCheckpointOf, trailKey, trailOrigin } from "../test/make-trail.ts";

/** Verifies its input as an auditor does, from the signature of the checkpoint to the last record. */
const program = (lines: readonly string[], checkpoint: string) => `
  import { createTrailVerifier, openCheckpoint, parseVerifierKey } from "@chaukas/spec-integrity";
  const opened = openCheckpoint(${JSON.stringify(checkpoint)}, parseVerifierKey(${JSON.stringify(trailKey)}));
  const origin = ${JSON.stringify(trailOrigin)};
  const verifier = createTrailVerifier({ origin, checkpoints: opened.valid ? [opened.checkpoint] : [] });
  ${JSON.stringify(lines)}.forEach((line) => verifier.pushLine(line));
  const { valid, size, code, sequence } = verifier.finish();
  document.body.textContent = JSON.stringify({ opened: opened.valid, valid, size, code, sequence });
`;

/** Verifies its input with Web Workers, and counts their answers. */
const programWithWorkers = (text: string, checkpoint: string) => `
  import { auditExport, openCheckpoint, parseVerifierKey } from "@chaukas/spec-integrity";
  import { createTrailWorkers } from "@chaukas/spec-integrity/workers";
  let answers = 0;
  const createWorker = () => {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => { answers += typeof data === "string" ? 0 : 1; });
    return worker;
  };
  const workers = createTrailWorkers({ createWorker, count: 2, minBytes: 0 });
  const opened = openCheckpoint(${JSON.stringify(checkpoint)}, parseVerifierKey(${JSON.stringify(trailKey)}));
  const expectation = { origin: ${JSON.stringify(trailOrigin)}, checkpoints: [opened.checkpoint] };
  const faults = [];
  const file = new Blob([${JSON.stringify(text)}]);
  const options = { workers, blockBytes: 2000, onFault: ({ code }, line) => faults.push([code, line]) };
  try {
    const { records, verdict } = await auditExport(file.stream(), expectation, options);
    await workers.close();
    document.body.textContent = JSON.stringify({ records, verdict, faults, answers });
  } catch (error) {
    document.body.textContent = JSON.stringify({ error: String(error) });
  }
`;

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  return outputFiles[0]?.text ?? "";
}

async function verifyInChromium(lines: readonly string[], checkpoint: string): Promise<unknown> {
  return JSON.parse(await runInChromium(await bundle(program(lines, checkpoint))));
}

async function verifyWithWorkers(text: string, checkpoint: string, worker: string): Promise<unknown> {
  const main = await bundle(programWithWorkers(text, checkpoint));
  return JSON.parse(await runInChromium(main, { "worker.js": worker }));
}

const inChromium = it.skipIf(chromium === undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] !== "1");
const trail = makeTrail(Array.from({ length: 20 }, (_, index) => makeTrailEvent(index)));
const checkpoint = signedCheckpointOf(trail, 20);

inChromium(
  "verifies a trail in a browser with Web Workers, and fails with them (skipped without chromium)",
  async () => {
    const worker = await bundle('import "@chaukas/spec-integrity/worker";');
    const text = exportOf(trail);
    const answers = expect.toSatisfy((count) => count > 4);
    expect(await verifyWithWorkers(text, checkpoint, worker)).toEqual({
      records: 20,
      verdict: "proved",
      faults: [],
      answers,
    });
    const altered = text.replace("hello 7", "hello 8");
    const faults = [["wrong_content_hash", 9]];
    expect(await verifyWithWorkers(altered, checkpoint, worker)).toEqual({
      records: 20,
      verdict: "failed",
      faults,
      answers,
    });
    const broken = `${worker}\nonmessage = () => { throw new Error("broken"); };`;
    expect(await verifyWithWorkers(text, checkpoint, broken)).toEqual({
      error: expect.stringMatching(/^IntegrityError: worker: .*broken/),
    });
    expect(await verifyWithWorkers(text, checkpoint, "syntax error")).toEqual({
      error: expect.stringMatching(/^IntegrityError: worker: /),
    });
  },
  60_000,
);

inChromium(
  "verifies a trail in a browser as in Node (skipped without chromium)",
  async () => {
    const lines = exportOf(trail).trimEnd().split("\n").slice(1);
    expect(await verifyInChromium(lines, checkpoint)).toEqual({ opened: true, valid: true, size: 20 });
    const altered = lines.map((line, index) => (index === 7 ? line.replace("hello 7", "hello 8") : line));
    expect(await verifyInChromium(altered, checkpoint)).toEqual({
      opened: true,
      valid: false,
      code: "wrong_content_hash",
      sequence: 7,
    });
    const forged = checkpoint.replace(/\n20\n/, "\n21\n");
    expect(await verifyInChromium(lines, forged)).toMatchObject({ opened: false });
  },
  60_000,
);
