// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openToolbox } from "@chaukas/packed/toolbox";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type LocalServer, startServer } from "./start-server.ts";

/** A package registry on this machine. */
export interface LocalRegistry extends LocalServer {
  /** Path of the npm settings that allow publishing. */
  readonly npmrc: string;
}

/**
 * Starts verdaccio on a free loopback port with empty storage in a folder. It serves @chaukas/* only if they are
 * published to it, and fetches other packages from the registry `uplink`.
 */
export async function startLocalRegistry(folder: string, uplink: string): Promise<LocalRegistry> {
  const toolbox = await openToolbox({ manifestFolder: join(import.meta.dirname, "../../toolbox") });
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.yaml");
  const server = await startServer({
    program: process.execPath,
    args(port) {
      writeFileSync(config, JSON.stringify(settings(folder, port, uplink), null, 2));
      return [toolbox.path("verdaccio/bin/verdaccio"), "--config", config];
    },
    cwd: folder,
    readyPath: "-/ping",
  });
  const npmrc = join(folder, "npmrc");
  writeFileSync(npmrc, `${server.url.replace("http:", "")}:_authToken=${await createToken(server.url)}\n`);
  return { ...server, npmrc };
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
