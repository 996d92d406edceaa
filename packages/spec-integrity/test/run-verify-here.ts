// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { vi } from "vitest";

/** Exit code and output of a command. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const { runVerify } = (await import(join(import.meta.dirname, "../dist/cli/run-verify.js"))) as {
  runVerify(args: readonly string[]): Promise<number>;
};

/** Runs the built `chaukas-verify` in this process, since starting Node for each of many calls would take minutes. */
export async function runVerifyHere(args: readonly string[]): Promise<CommandEnd> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += text;
      return true;
    }),
  );
  try {
    return { code: await runVerify(args), ...written };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}
