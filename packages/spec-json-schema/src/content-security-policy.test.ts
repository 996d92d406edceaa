// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
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

/** The program and the validators as one module, with its last line added. */
async function bundle(lastLine: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program + lastLine, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describe("the validators, where code cannot be made from text", () => {
  test("run in Node", async () => {
    const code = await bundle("console.log(JSON.stringify(result));");
    const args = ["--disallow-code-generation-from-strings", "--input-type=module", "-"];
    expect(JSON.parse(execFileSync("node", args, { encoding: "utf8", input: code }))).toEqual(expected);
  });

  const chromium = ["chromium", "chromium-browser", "google-chrome"].find(isInstalled);
  const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
  test.skipIf(chromium === undefined && !required)(
    "run in a browser under script-src 'self' (skipped without chromium)",
    async () => {
      const script = await bundle("document.body.textContent = JSON.stringify(result);");
      const server = createServer((request, response) => {
        response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'");
        const isScript = request.url === "/main.js";
        response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
        response.end(isScript ? script : '<body><script type="module" src="/main.js"></script></body>');
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom", url];
        const { stdout } = await promisify(execFile)(chromium ?? "chromium", flags);
        expect(JSON.parse(/<body>(.*)<\/body>/s.exec(stdout)?.[1] ?? "null")).toEqual(expected);
      } finally {
        server.close();
      }
    },
    60_000,
  );
});

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
