// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { type Captured, capture, run } from "@chaukas/tooling/run";

/** A git repository outside the working copy with the same files, for a test to break. */
export interface ScratchClone {
  readonly folder: string;
  /** Runs an npm script as `npm run` does, but without the setup step. */
  npmRun(script: string, ...args: string[]): Promise<Captured>;
  /** Runs any program in the folder, with additional environment variables. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Captured>;
  /**
   * Installs the dependencies, normally from the package store that the working copy uses. Call it before the first
   * {@link npmRun} if packages are built; everything else runs with the dependencies of the working copy.
   */
  install(): Promise<void>;
  /** Runs git, and returns what it prints, trimmed. */
  git(...args: string[]): string;
  read(path: string): string;
  write(path: string, content: string): void;
  /** Replaces the first occurrence of a text, and returns its line number. Throws if the file does not contain it. */
  edit(path: string, from: string, to: string): number;
  /** Commits all changes, and returns the abbreviated hash of the commit. */
  commit(): string;
  /** Resets main to the first commit, and removes all other branches, tags and untracked files. */
  reset(): void;
  remove(): void;
}

// Isolates a clone from the git settings of the machine, and from a hook or CI that runs the tests.
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GIT_|TURBO_|CI$|FORCE_COLOR$)/.test(name)),
  ),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.com",
  PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
  NO_COLOR: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  CHAUKAS_SKIP_SETUP: "1",
};
// Reuses what the working copy has built from the same sources. Like turbo, all worktrees of a repository share a cache.
const repository = dirname(runGit(root, "rev-parse", "--path-format=absolute", "--git-common-dir").trim());
environment["TURBO_CACHE_DIR"] = join(repository, ".turbo/cache");

/**
 * Creates a repository with one commit, on branch main, from the current files of the working copy: from all of them, or
 * from those in the given paths, if a gate needs no others.
 */
export function createScratchClone(...paths: string[]): ScratchClone {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-scratch-"));
  const listed = runGit(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...paths);
  const files = listed.split("\0").filter((name) => name !== "" && existsSync(join(root, name)));
  for (const parent of new Set(files.map((path) => dirname(path)))) {
    mkdirSync(join(folder, parent), { recursive: true });
  }
  for (const path of files) {
    copyFileSync(join(root, path), join(folder, path));
  }
  return initScratchClone(folder);
}

/** Turns the folder of a scratch clone into a new repository with one commit. */
export function initScratchClone(folder: string): ScratchClone {
  rmSync(join(folder, ".git"), { recursive: true, force: true });
  runGit(folder, "init", "--quiet", "--initial-branch=main");
  // Most files are as they were committed, so that git need not store them again.
  const objects = runGit(root, "rev-parse", "--path-format=absolute", "--git-path", "objects");
  writeFileSync(join(folder, ".git/objects/info/alternates"), objects);
  const clone = openScratchClone(folder);
  clone.commit();
  runGit(folder, "update-ref", "refs/scratch/base", "HEAD");
  return clone;
}

/** Clones a scratch clone as if from a server, with options such as `--depth=1`. */
export function cloneScratch(origin: ScratchClone, ...options: string[]): ScratchClone {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-scratch-"));
  runGit(folder, "clone", "--quiet", ...options, `file://${origin.folder}`, ".");
  return openScratchClone(folder);
}

function openScratchClone(folder: string): ScratchClone {
  const pathOf = (path: string) => join(folder, path);
  const clone: ScratchClone = {
    folder,
    async npmRun(script, ...args) {
      if (!existsSync(pathOf("node_modules"))) {
        linkInstalled(folder);
      }
      const { scripts } = JSON.parse(clone.read("package.json")) as { scripts: Record<string, string> };
      const line = scripts[script];
      if (line === undefined) {
        throw new Error(`package.json: expected a script ${script}`);
      }
      // As npm does, but starting npm itself costs more than most gates.
      return await clone.run("sh", ["-c", `${line} "$@"`, script, ...args]);
    },
    run: (program, args, env) => capture(program, args, { cwd: folder, env: { ...environment, ...env } }),
    async install() {
      await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: folder, env: environment });
    },
    git: (...args) => runGit(folder, ...args).trim(),
    read: (path) => readFileSync(pathOf(path), "utf8"),
    write(path, content) {
      mkdirSync(dirname(pathOf(path)), { recursive: true });
      writeFileSync(pathOf(path), content);
    },
    edit(path, from, to) {
      const content = clone.read(path);
      const index = content.indexOf(from);
      if (index < 0) {
        throw new Error(`${path}: expected to contain ${JSON.stringify(from)}`);
      }
      clone.write(path, content.replace(from, to));
      return content.slice(0, index).split("\n").length;
    },
    commit() {
      clone.git("add", "--all");
      clone.git("commit", "--quiet", "--message=Change");
      return clone.git("rev-parse", "HEAD").slice(0, 7);
    },
    reset() {
      clone.git("checkout", "--quiet", "--force", "-B", "main", "refs/scratch/base");
      clone.git("clean", "--quiet", "--force", "-d");
      for (const ref of clone.git("for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags").split("\n")) {
        if (ref !== "refs/heads/main") {
          clone.git("update-ref", "-d", ref);
        }
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return clone;
}

/** Links the dependencies installed in the working copy. Workspace packages resolve to those of the clone. */
function linkInstalled(folder: string): void {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "node_modules/.pnpm"), join(folder, "node_modules/.pnpm"));
  for (const path of globSync(["scripts/node_modules", "packages/*/node_modules"], { cwd: root })) {
    if (existsSync(join(folder, dirname(path)))) {
      // Vitest keeps files there that vanish while other tests start.
      const filter = (source: string) => !basename(source).startsWith(".vite");
      cpSync(join(root, path), join(folder, path), { recursive: true, verbatimSymlinks: true, filter });
    }
  }
}

function runGit(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd, env: environment, encoding: "utf8" });
}
