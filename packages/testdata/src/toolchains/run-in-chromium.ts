// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { serveHttp1 } from "../servers/serve-on-loopback.ts";

/** Name of the installed browser, or undefined if there is none. */
export const chromium = ["chromium", "chromium-browser", "google-chrome"].find(isInstalled);

/**
 * Runs a module in a page that may not load anything else or generate code from strings. Resolves to the text that the
 * module put into the body of the page.
 */
export async function runInChromium(script: string): Promise<string> {
  const server = await serveHttp1((request, response) => {
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'");
    const isScript = request.url === "/main.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.end(isScript ? script : '<body><script type="module" src="/main.js"></script></body>');
  });
  try {
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom"];
    const { stdout } = await promisify(execFile)(chromium ?? "chromium", [...flags, server.url]);
    return /<body>(.*)<\/body>/s.exec(stdout)?.[1] ?? "";
  } finally {
    await server.close();
  }
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
