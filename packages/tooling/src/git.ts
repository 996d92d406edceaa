// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { root } from "./root.ts";
import { type Captured, capture } from "./run.ts";
import { ScriptError } from "./script-error.ts";

/** Runs git in the repository's root, whatever its exit code. It never asks for a password. */
export async function git(...args: string[]): Promise<Captured> {
  return await capture("git", args, { cwd: root, env: { ...process.env, GIT_TERMINAL_PROMPT: "0" } });
}

/** Commit that a name stands for in this clone, or undefined. */
export async function findCommit(name: string): Promise<string | undefined> {
  const { code, stdout } = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  return code === 0 ? stdout.trim() : undefined;
}

/** Name of the remote that holds the main branch: `origin`, or the first one there is. */
export async function findRemote(): Promise<string | undefined> {
  const remotes = (await git("remote")).stdout.split("\n").filter((name) => name !== "");
  return remotes.includes("origin") ? "origin" : remotes[0];
}

/** Tells whether history was cut off when the repository was cloned. */
export async function isShallow(): Promise<boolean> {
  return (await git("rev-parse", "--is-shallow-repository")).stdout.trim() === "true";
}

/** Throws {@link ScriptError} unless the root folder is the root of a git repository. */
export async function requireRepository(): Promise<void> {
  const { code, stdout, stderr } = await git("rev-parse", "--show-cdup");
  if (code !== 0) {
    throw new ScriptError(`nothing to compare with: ${stderr.trim()}`, "run this in a git clone of the repository");
  }
  if (stdout.trim() !== "") {
    throw new ScriptError(
      `nothing to compare with: expected the root of a git repository, got a folder inside of ${stdout.trim()}`,
      "run this in a git clone of the repository",
    );
  }
}
