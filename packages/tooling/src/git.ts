// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { root } from "./root.ts";
import { type Captured, capture } from "./run.ts";
import { ScriptError } from "./script-error.ts";

/** Runs git in the root of the repository and returns the result, whatever the exit code. Never asks for a password. */
export async function git(...args: string[]): Promise<Captured> {
  return await capture("git", args, { cwd: root, env: { ...process.env, GIT_TERMINAL_PROMPT: "0" } });
}

/** Returns the commit that a name refers to in this clone, or undefined. */
export async function findCommit(name: string): Promise<string | undefined> {
  const { code, stdout } = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  return code === 0 ? stdout.trim() : undefined;
}

/** Returns the name of the remote with the main branch: `origin`, or else the first remote. */
export async function findRemote(): Promise<string | undefined> {
  const remotes = (await git("remote")).stdout.split("\n").filter((name) => name !== "");
  return remotes.includes("origin") ? "origin" : remotes[0];
}

/** Returns whether this clone is shallow, so its history is incomplete. */
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
      `nothing to compare with: expected the root of a git repository, got a folder inside ${stdout.trim()}`,
      "run this in a git clone of the repository",
    );
  }
}
