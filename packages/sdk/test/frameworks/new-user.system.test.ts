// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnippets } from "@chaukas/packed/read-snippets";
import { findFreePort } from "@chaukas/testdata";
import { startModelServer } from "@chaukas/testdata/model-server";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { expect, test } from "vitest";
import { servePackages } from "./serve-packages.ts";

const readme = readFileSync(join(root, "packages/sdk/README.md"), "utf8");
const timeoutMs = 280_000;

/** Returns the commands of the blocks of `sh` below a heading. */
function commandsBelow(heading: string): string[] {
  const [, section = ""] = readme.split(`${heading}\n`);
  const [text = ""] = section.split(/^#+ /m);
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);
}

/** Returns why the registry of npm cannot be reached, or undefined if it can. */
async function findProblem(): Promise<string | undefined> {
  const { code, stderr } = await capture("npm", [
    "view",
    "zod",
    "version",
    "--fetch-retries=0",
    "--fetch-timeout=20000",
  ]);
  return code === 0 ? undefined : `the npm registry cannot be reached: ${stderr.trim().split("\n", 1)[0]}`;
}

test.for([
  ["OpenAI Agents SDK", "openai-agents"],
  ["AI SDK", "ai"],
])(
  "a new user of the %s pastes the README, and has a session that is proved",
  { timeout: timeoutMs },
  async ([heading, framework], { skip }) => {
    const problem = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1" ? undefined : await findProblem();
    if (problem !== undefined) {
      skip(problem);
    }
    const [install = ""] = commandsBelow(`### ${heading}`);
    const [serve = "", prove = ""] = commandsBelow("## Proof");
    const [createKey = "", startServer = ""] = serve.trim().split("\n");
    const snippet = readSnippets("packages/sdk/README.md", readme).find((each) => each.framework === framework);
    const folder = mkdtempSync(join(tmpdir(), "chaukas-new-user-"));
    const packages = await servePackages();
    const model = await startModelServer();
    const port = String(await findFreePort());
    const settings = Object.entries(process.env).filter(
      ([name]) => !/^(CHAUKAS_|npm_config_cache|VITEST|NODE_ENV|NODE_OPTIONS)/i.test(name),
    );
    const env = {
      ...Object.fromEntries(settings),
      // A new user has no cache, confirms what npx asks, and has a key for the model.
      npm_config_cache: join(folder, "cache"),
      npm_config_yes: "true",
      npm_config_fetch_retries: "1",
      OPENAI_API_KEY: "none",
      OPENAI_BASE_URL: model.openaiUrl,
      CHAUKAS_PORT: port,
      CHAUKAS_BASE_URL: `http://127.0.0.1:${port}`,
    };
    writeFileSync(join(folder, ".npmrc"), `@chaukas:registry=${packages.url}\n`);
    const times: string[] = [];
    async function run(step: string, commands: string): Promise<string> {
      const startMs = Date.now();
      const { code, stdout, output } = await capture("sh", ["-ec", commands], { cwd: folder, env, timeoutMs });
      expect(code, `${commands}\n${output}`).toBe(0);
      times.push(`${step} ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
      return stdout;
    }
    let server: ReturnType<typeof spawn> | undefined;
    try {
      await run("install", install);
      await run("key", createKey);
      const startMs = Date.now();
      server = spawn("sh", ["-ec", startServer], {
        cwd: folder,
        env,
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      });
      await new Promise((resolve) => server?.stdout?.once("data", resolve));
      times.push(`server ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
      writeFileSync(join(folder, "example.mts"), snippet?.code ?? "");
      expect(await run("program", "node example.mts")).toBe(snippet?.output);
      expect(await run("proof", prove)).toMatch(/^PROVED: agents\.example\.com\/t\/acme/m);
      console.log(`new user of the ${heading}: ${times.join(", ")}`);
    } finally {
      if (server?.pid !== undefined) {
        process.kill(-server.pid, "SIGTERM");
      }
      await Promise.all([packages.close(), model.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
