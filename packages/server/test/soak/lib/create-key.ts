// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { mainScript } from "./server-process.ts";

/** Creates a key of a tenant in a store, by the command line of the server, and returns it. */
export async function createKey(store: string, tenantId: string, flags: readonly string[] = []): Promise<string> {
  const args = [mainScript, "keys", "create", "--store", store, "--tenant", tenantId, ...flags];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}
