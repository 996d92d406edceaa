// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { type Captured, capture, run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";

/** A clone of the repository that the rehearsal may change freely. */
export interface ReleaseClone {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs a program in the clone. Throws when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  /** Runs an npm script of the clone. Throws when it fails. */
  npmRun(script: string, ...args: string[]): Promise<string>;
  /** Runs a program in the clone. Does not throw, whatever its exit code. */
  attempt(program: string, ...args: string[]): Promise<Captured>;
  read(path: string): string;
  write(path: string, content: string): void;
  /** Commits everything that has changed. */
  commit(subject: string): Promise<void>;
}

/**
 * Returns an environment in which programs behave as on a fresh machine: without this machine's settings for npm, pnpm,
 * git and turbo, and without those of a CI.
 */
export function freshEnvironment(variables: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:(?:p?npm|yarn|bun|git|turbo|actions|github|vitest)_|ci$|node_env$|force_color$)/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Rehearsal",
    GIT_AUTHOR_EMAIL: "rehearsal@example.com",
    GIT_COMMITTER_NAME: "Rehearsal",
    GIT_COMMITTER_EMAIL: "rehearsal@example.com",
    TURBO_TELEMETRY_DISABLED: "1",
    NO_COLOR: "1",
    ...variables,
  };
}

/** Clones a repository at HEAD into a new folder, on a branch named main, and installs what its lockfile pins. */
export async function createReleaseClone(
  folder: string,
  variables: NodeJS.ProcessEnv,
  source: string = root,
): Promise<ReleaseClone> {
  const { PATH } = process.env;
  const env = freshEnvironment({ PATH: [join(root, "node_modules/.bin"), PATH].join(delimiter), ...variables });
  mkdirSync(folder, { recursive: true });
  const clone: ReleaseClone = {
    folder,
    env,
    run: (program, ...args) => run(program, args, { cwd: folder, env }),
    npmRun: (script, ...args) => clone.run("npm", "run", "--silent", script, "--", ...args),
    attempt: (program, ...args) => capture(program, args, { cwd: folder, env }),
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write: (path, content) => writeFileSync(join(folder, path), content),
    async commit(subject) {
      await clone.run("git", "add", "--all");
      await clone.run("git", "commit", "--quiet", "--message", subject);
    },
  };
  await clone.run("git", "clone", "--quiet", "--shared", source, ".");
  await clone.run("git", "checkout", "--quiet", "-B", "main");
  // The rehearsal starts with a stable release, even if the repository is in prerelease mode.
  rmSync(join(folder, ".changeset/pre.json"), { force: true });
  await clone.run("node", "scripts/setup.mjs");
  return clone;
}

/** Runs a script of a clone. Throws {@link ScriptError} unless it exits with code 1 and prints a message. */
export async function requireRefusal(clone: ReleaseClone, args: readonly string[], message: string): Promise<string> {
  const { code, output } = await clone.attempt("node", ...args);
  if (code !== 1 || !output.includes(message)) {
    throw new ScriptError(`expected a refusal with ${JSON.stringify(message)}, got exit code ${code}:\n${output}`);
  }
  return "refused";
}
