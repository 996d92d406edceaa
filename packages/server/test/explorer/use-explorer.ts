// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { runCommand } from "../served/run-command.js";
import { type ServerProcess, startServerProcess } from "../served/server-process.js";

/** A server with events of the tenant `acme`, and the explorer that it serves in a browser. */
export interface Explorer {
  /** A folder for files, which is removed after all tests. */
  readonly folder: string;
  readonly server: ServerProcess;
  /** Verifier key of the log of `acme`. */
  readonly verifierKey: string;
  /** A page without anything in it, another one for each test. */
  readonly page: Page;
  /** What the page should not do in a test: messages on its console, errors, and requests to other hosts. */
  readonly problems: readonly string[];
  /** Starts the server, which has been killed, again at the same address. */
  restart(): Promise<void>;
}

/** The host in the name of the log. */
export const logHost = "audit.example.com";

/** Starts one server with the given events and one browser for all tests. The result is complete once they run. */
export function useExplorer(readLines: () => readonly string[]): Explorer {
  const parts: { -readonly [Name in keyof Omit<Explorer, "restart">]?: Explorer[Name] } = {};
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  const part = <Name extends keyof typeof parts>(name: Name) =>
    parts[name] ?? expect.unreachable(`${name} is read before the tests run`);
  async function start(port: number): Promise<void> {
    const { folder = "" } = parts;
    const log = ["--signing-key", join(folder, "signing.key"), "--origin", logHost, "--default-tenant", "acme"];
    parts.server = await startServerProcess({
      store: join(folder, "events.db"),
      flags: [...log, "--redaction", "on", "--port", String(port)],
    });
  }
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "chaukas-explorer-"));
    parts.folder = folder;
    const key = join(folder, "signing.key");
    await runCommand(["signing-key", "create", key, "--origin", logHost]);
    parts.verifierKey = (await runCommand(["signing-key", "show", key, "--tenant", "acme"])).stdout.trim();
    const importing = ["import", "-", "--store", join(folder, "events.db"), "--origin", logHost];
    expect((await runCommand(importing, {}, readLines().join("\n"))).code).toBe(0);
    await start(0);
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await parts.server?.kill();
    rmSync(part("folder"), { recursive: true });
  });
  beforeEach(async () => {
    const problems: string[] = [];
    parts.problems = problems;
    context = await browser?.newContext();
    const page = (await context?.newPage()) as Page;
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => request.url().startsWith(part("server").url) || problems.push(request.url()));
    parts.page = page;
  });
  afterEach(() => context?.close());
  return {
    get folder() {
      return part("folder");
    },
    get server() {
      return part("server");
    },
    get verifierKey() {
      return part("verifierKey");
    },
    get page() {
      return part("page");
    },
    get problems() {
      return part("problems");
    },
    restart: () => start(part("server").port),
  };
}

/**
 * Waits until the view that is open follows events. It offers what may be new if it was read before that, as on a busy
 * machine, and then reads it again.
 */
export async function waitForLive(page: Page): Promise<void> {
  await expect.poll(() => page.getByText("connecting…").count(), { timeout: 60_000 }).toBe(0);
  const unknown = page.getByRole("button", { name: "Show what is new" });
  if ((await unknown.count()) > 0) {
    await unknown.click();
  }
}
