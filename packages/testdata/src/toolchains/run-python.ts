// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";

/** How a program ended. `status` is null when it could not be started, or was ended by a signal. */
export interface ProgramEnd {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `python3` to its end, without keeping this process from serving what the program calls. */
export function runPython(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const options = { encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 2 ** 26 } as const;
    execFile("python3", args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : null;
      resolve({ status, stdout, stderr });
    });
  });
}
