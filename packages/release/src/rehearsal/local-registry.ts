// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openToolbox } from "@chaukas/packed/toolbox";
import { ScriptError } from "@chaukas/tooling/script-error";

/** A package registry on this machine. */
export interface LocalRegistry {
  /** With a trailing slash. */
  readonly url: string;
  /** Path of the npm settings that allow publishing. */
  readonly npmrc: string;
  stop(): void;
}

const startTimeoutMs = 180_000;

/**
 * Starts verdaccio on a free loopback port with empty storage in a folder. It serves @chaukas/* only if they are
 * published to it, and fetches other packages from the registry `uplink`.
 */
export async function startLocalRegistry(folder: string, uplink: string): Promise<LocalRegistry> {
  const toolbox = await openToolbox({ manifestFolder: join(import.meta.dirname, "../../toolbox") });
  mkdirSync(folder, { recursive: true });
  const port = await findFreePort();
  const config = join(folder, "config.yaml");
  writeFileSync(config, JSON.stringify(settings(folder, port, uplink), null, 2));
  const child = spawn(process.execPath, [toolbox.path("verdaccio/bin/verdaccio"), "--config", config], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => {
    process.off("exit", stop);
    child.kill("SIGKILL");
  };
  process.on("exit", stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${port}/`;
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isUp(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      stop();
      throw new ScriptError(`the registry did not start:\n${output.trim()}`);
    }
    await sleep(100);
  }
  const npmrc = join(folder, "npmrc");
  writeFileSync(npmrc, `//127.0.0.1:${port}/:_authToken=${await createToken(url)}\n`);
  return { url, npmrc, stop };
}

function settings(folder: string, port: number, uplink: string): object {
  return {
    storage: join(folder, "storage"),
    listen: `127.0.0.1:${port}`,
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: { npm: { url: uplink, maxage: "1h", timeout: "60s" } },
    packages: {
      "@chaukas/*": { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", proxy: "npm" },
    },
    web: { enable: false },
    max_body_size: "50mb",
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isUp(url: string): Promise<boolean> {
  return fetch(`${url}-/ping`).then(
    (response) => response.ok,
    () => false,
  );
}

async function createToken(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:rehearsal`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "rehearsal", password: crypto.randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) {
    throw new ScriptError(`the registry: expected a token for a new user, got status ${response.status}`);
  }
  return token;
}
