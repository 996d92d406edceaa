// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { ReleaseClone } from "./release-clone.ts";

/** Commands that publish, by their files in packages/release/src/commands. */
export type PublishCommand = "release-publish.ts" | "release-publish-python.ts";

/**
 * Starts publishing, and kills the script together with npm or uv as soon as it reports its first package.
 *
 * Throws {@link ScriptError} if the script exits before that.
 */
export async function interruptPublish(
  clone: Pick<ReleaseClone, "folder" | "env">,
  script: PublishCommand,
  ...args: readonly string[]
): Promise<void> {
  const child = spawn("node", [`packages/release/src/commands/${script}`, ...args], {
    cwd: clone.folder,
    env: clone.env,
    stdio: ["ignore", "pipe", "pipe"],
    // A separate process group, so that one signal also kills npm or uv.
    detached: true,
  });
  let output = "";
  let killed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (!killed && child.pid !== undefined && output.includes(": published")) {
        killed = true;
        process.kill(-child.pid, "SIGKILL");
      }
    });
  }
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (_, signal) => resolve(signal));
  });
  if (signal !== "SIGKILL") {
    throw new ScriptError(`expected publishing to be killed halfway, but it exited by itself:\n${output.trim()}`);
  }
}
