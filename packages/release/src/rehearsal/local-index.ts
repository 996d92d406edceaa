// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openEnvironment } from "@chaukas/python/environment";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PythonIndex } from "../publish/publish-python.ts";
import { startServer } from "./start-server.ts";

/** A Python index on this machine. */
export interface LocalIndex extends PythonIndex {
  stop(): void;
}

/**
 * Starts pypiserver on a free loopback port with an empty folder. It accepts files from everyone, and never replaces one
 * that it has. Other packages are not found in it.
 */
export async function startLocalIndex(folder: string): Promise<LocalIndex> {
  const environment = await openEnvironment(["pypiserver==2.4.2"]);
  if (environment.problem !== undefined) {
    throw new ScriptError(`the rehearsal ${environment.problem}`, "install Python 3 with pip, and check the network");
  }
  mkdirSync(folder, { recursive: true });
  const access = ["--authenticate", ".", "--passwords", ".", "--disable-fallback", "--hash-algo", "sha256"];
  const { url, stop } = await startServer({
    program: join(environment.folder, "bin/pypi-server"),
    args: (port) => ["run", "--interface", "127.0.0.1", "--port", String(port), ...access, folder],
    cwd: folder,
    readyPath: "simple/",
  });
  return { url: `${url}simple/`, uploadUrl: url, stop };
}
