// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { chromium, runInChromium } from "@chaukas/testdata/toolchains";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const program = `
  import { eventValidator } from "@chaukas/spec-json-schema/strict";
  const event = { event_id: "é", session_id: "s", type: "SYSTEM", status: "COMPLETED", timestamp: "2026-01-31T09:30:00Z" };
  let evalIsRefused = false;
  try {
    new Function("return 1")();
  } catch {
    evalIsRefused = true;
  }
  const bad = eventValidator.validate({ ...event, type: "NONE" });
  export const result = { evalIsRefused, valid: eventValidator.isValid(event), pointer: bad.errors?.[0]?.pointer };
`;
const expected = { evalIsRefused: true, valid: true, pointer: "/type" };

/** Bundles the program and the validators to one module, with the given last line. */
async function bundle(lastLine: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program + lastLine, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describe("the validators, where code generation from strings is disallowed", () => {
  test("run in Node", async () => {
    const code = await bundle("console.log(JSON.stringify(result));");
    const args = ["--disallow-code-generation-from-strings", "--input-type=module", "-"];
    expect(JSON.parse(execFileSync("node", args, { encoding: "utf8", input: code }))).toEqual(expected);
  });

  const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
  test.skipIf(chromium === undefined && !required)(
    "run in a browser under script-src 'self' (skipped without chromium)",
    async () => {
      const text = await runInChromium(await bundle("document.body.textContent = JSON.stringify(result);"));
      expect(JSON.parse(text)).toEqual(expected);
    },
    60_000,
  );
});
