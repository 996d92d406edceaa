// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, execFileSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { serveHttp1 } from "../servers/serve-on-loopback.ts";

/** Name of the installed browser, or undefined if there is none. */
export const chromium = ["chromium", "chromium-browser", "google-chrome"].find(isInstalled);
/** Path of the browser. Undefined if none is installed. */
export const chromiumPath =
  chromium && execFileSync("sh", ["-c", 'command -v "$0"', chromium], { encoding: "utf8" }).trim();

// The time of a page that the browser prints by itself stands still while workers run. So the page sends its text.
const watch = `
  const send = () => document.body.textContent && fetch("/text", { method: "POST", body: document.body.textContent });
  new MutationObserver(send).observe(document.body, { childList: true });
`;
const timeoutMs = 50_000;

/**
 * Runs a module in a page that may not load anything but the other scripts, given by their names, or generate code from
 * strings. Resolves to the text that the module put into the body of the page.
 */
export async function runInChromium(script: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const scripts = new Map(Object.entries({ ...others, "main.js": script, "watch.js": watch }));
  let receive = (_text: string) => {};
  const received = new Promise<string>((resolve) => {
    receive = resolve;
  });
  const server = await serveHttp1((request, response) => {
    const source = scripts.get(request.url?.slice(1) ?? "");
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; connect-src 'self'");
    response.setHeader("content-type", source === undefined ? "text/html; charset=utf-8" : "text/javascript");
    const tags = ["watch.js", "main.js"].map((file) => `<script type="module" src="/${file}"></script>`);
    response.end(source ?? `<head>${tags.join("")}</head><body></body>`);
    if (request.method === "POST") {
      text(request).then(receive);
    }
  });
  const stop = new AbortController();
  try {
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"];
    const options = { signal: stop.signal, timeout: timeoutMs };
    const ended = promisify(execFile)(chromium ?? "chromium", [...flags, server.url], options).then(({ stderr }) => {
      throw new Error(`chromium: expected a page with text, got none: ${stderr}`);
    });
    return await Promise.race([received, ended]);
  } finally {
    stop.abort();
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
