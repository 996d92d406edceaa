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

async function verifyInChromium(lines: readonly string[], checkpoint: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: program(lines, checkpoint), resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  return JSON.parse(await runInChromium(outputFiles[0]?.text ?? ""));
}

it.skipIf(chromium === undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] !== "1")(
  "verifies a trail in a browser as in Node (skipped without chromium)",
  async () => {
    const trail = makeTrail(Array.from({ length: 20 }, (_, index) => makeTrailEvent(index)));
    const checkpoint = signedCheckpointOf(trail, 20);
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
